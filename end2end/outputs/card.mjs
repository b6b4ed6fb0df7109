// A page's card in chats and on other sites: Open Graph (https://ogp.me) and what WhatsApp, Facebook and X make of it.
import { isAbsolute, isRfc3339, repeated, same } from "./forms.mjs";
import { headOf } from "./html.mjs";
import { pictureOf } from "./picture.mjs";

/** How much of a document a card must be read from: the first answer of a server on a new connection, as it stands in the page. */
const FIRST = 14 * 1024;
const LARGEST = 300_000;
const characters = (text) => [...(text ?? "")].length;
/** Those of which a page may have several: the first is the one that is shown. */
const OFTEN = /^(og:locale:alternate|article:(author|tag)|og:image(:.*)?)$/;
const TYPES = ["website", "article", "profile"];

/** What is wrong with the card of a document, without its picture. `short`: its headline is one that can be held to 65 characters. */
export function cardFaults(text, { short = false } = {}) {
	const head = headOf(text);
	const faults = [];
	const say = (holds, what) => holds || faults.push(what);
	const properties = head.metas.filter(({ key }) => /^(og|article|profile|twitter):/.test(key));
	for (const { key, value, end, attributes } of properties) {
		say(value?.trim(), `${key} is empty`);
		say(end <= FIRST, `${key} comes after the first 14 KiB, at ${end}`);
		say(key.startsWith("twitter:") ? "name" in attributes : "property" in attributes, `${key} is not under property=, or for twitter: under name=`);
	}
	faults.push(...repeated(properties.map(({ key }) => key)).filter((key) => !OFTEN.test(key)).map((key) => `${key} is said twice`));
	for (const key of ["og:title", "og:description", "og:type", "og:url", "og:site_name", "og:image", "og:locale"]) say(head.meta(key), `there is no ${key}`);
	say(characters(head.meta("og:description")) <= 80, `og:description has ${characters(head.meta("og:description"))} characters`);
	if (short) say(characters(head.meta("og:title")) <= 65, `og:title has ${characters(head.meta("og:title"))} characters`);
	say(TYPES.includes(head.meta("og:type")), `og:type is ${head.meta("og:type")}`);
	say(isAbsolute(head.meta("og:url")) && same(head.meta("og:url"), head.canonical), `og:url is ${head.meta("og:url")}, the canonical address ${head.canonical}`);
	for (const { value } of head.metas.filter(({ key }) => /^og:locale/.test(key))) say(/^[a-z]{2,3}_[A-Z]{2}$/.test(value), `og:locale is ${value}`);
	say(["summary", "summary_large_image"].includes(head.meta("twitter:card")), `twitter:card is ${head.meta("twitter:card")}`);
	for (const key of ["article:published_time", "article:modified_time"]) say(!head.meta(key) || isRfc3339(head.meta(key)), `${key} is ${head.meta(key)}`);
	for (const { value } of head.metas.filter(({ key }) => key === "article:author")) say(isAbsolute(value), `article:author is the address of a profile, not ${value}`);
	if (head.meta("og:type") === "article") say(head.meta("article:published_time"), "an article has no article:published_time");
	return [...faults, ...orderFaults(properties)];
}

/** What belongs to a picture follows the picture: whatever comes first is taken to be another's. */
function orderFaults(properties) {
	const about = properties.map(({ key }) => key).filter((key) => /^og:image/.test(key));
	const needed = ["og:image:type", "og:image:width", "og:image:height", "og:image:alt"];
	const faults = about.length > 0 && about[0] !== "og:image" ? [`${about[0]} comes before the picture that it is about`] : [];
	const first = about.slice(1, about.indexOf("og:image", 1) + 1 || undefined);
	return [...faults, ...needed.filter((key) => !first.includes(key)).map((key) => `there is no ${key}`)];
}

/** What is wrong with the picture that `text` has on its card, `get` being how it is fetched: `{ status, type, bytes }`. */
export async function cardPictureFaults(text, get) {
	const head = headOf(text);
	const address = head.meta("og:image");
	if (!isAbsolute(address)) return [`og:image is ${address}`];
	const { status, type, bytes } = await get(address);
	if (status !== 200) return [`og:image answers ${status}`];
	const faults = [];
	const say = (holds, what) => holds || faults.push(`og:image ${what}`);
	const real = pictureOf(bytes);
	say(real && real.type === type, `is sent as ${type}, and is ${real?.type}`);
	say(head.meta("og:image:type") === type, `is said to be ${head.meta("og:image:type")}, and sent as ${type}`);
	const said = [head.meta("og:image:width"), head.meta("og:image:height")].join(" by ");
	say(said === `${real?.width} by ${real?.height}`, `is said to be ${said}, and is ${real?.width} by ${real?.height}`);
	say(bytes.byteLength <= LARGEST, `has ${bytes.byteLength} bytes`);
	// WhatsApp shows nothing smaller or longer.
	say(real?.width >= 300 && real.width <= 4 * real.height, `is ${real?.width} by ${real?.height}`);
	return faults;
}
