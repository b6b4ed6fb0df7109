// oEmbed 1.0: an answer in either form, and the frame that it gives.
import { isAbsolute } from "./forms.mjs";
import { elements } from "./html.mjs";
import { checker, ownSchema } from "./schema.mjs";
import { read } from "./xml.mjs";

const bySchema = checker(ownSchema("oembed.json"));
const NUMBERS = ["width", "height", "cache_age", "thumbnail_width", "thumbnail_height"];

/** An answer as JSON has it: `{ faults, said }`. */
export function oembedJson(text) {
	try {
		const said = JSON.parse(text);
		return { faults: answerFaults(said), said };
	} catch (error) {
		return { faults: [`not JSON: ${error.message}`], said: {} };
	}
}

/** The same of XML, in which numbers are text. */
export function oembedXml(text) {
	const { root, faults } = read(text);
	if (root?.name !== "oembed") return { faults: [...faults, `the root is ${root?.name}`], said: {} };
	const said = Object.fromEntries(root.children.map(({ name, text }) => [name, NUMBERS.includes(name) && /^\d+$/.test(text) ? Number(text) : text]));
	return { faults: [...faults, ...answerFaults(said)], said };
}

function answerFaults(said) {
	const faults = bySchema(said);
	const say = (holds, what) => holds || faults.push(what);
	for (const key of ["author_url", "provider_url", "thumbnail_url"]) say(said[key] === undefined || isAbsolute(said[key]), `${key} is ${said[key]}`);
	const inside = elements(said.html ?? "").filter(({ name }) => !["html", "head", "body"].includes(name));
	const [frame] = inside.filter(({ name }) => name === "iframe");
	say(inside.length === 1 && frame, `html is not one frame: ${said.html}`);
	const { src, title, width, height, ...rest } = frame?.attributes ?? {};
	say(isAbsolute(src), `the frame shows ${src}`);
	say(title, "the frame has no title for those who do not see it");
	say(Number(width) === said.width && Number(height) === said.height, `the frame is ${width} by ${height}, not ${said.width} by ${said.height}`);
	// A page that is opened from a sandbox stays in it, without scripts, unless it is let out.
	const sandbox = rest.sandbox?.split(/\s+/) ?? [];
	say(!sandbox.includes("allow-popups") || sandbox.includes("allow-popups-to-escape-sandbox"), "what the frame opens stays in its sandbox");
	return faults;
}

/** Where the frame of an answer leads. */
export const frameAddress = (said) => elements(said.html ?? "").find(({ name }) => name === "iframe")?.attributes.src;

/** What is wrong with the page in the frame. */
export function frameFaults(text, headers) {
	const faults = [];
	const say = (holds, what) => holds || faults.push(what);
	const policy = headers.get("content-security-policy") ?? "";
	const rules = new Map(policy.split(";").map((rule) => rule.trim().split(/\s+/)).map(([name, ...values]) => [name, values]));
	say(rules.get("frame-ancestors")?.includes("*"), `frame-ancestors is ${rules.get("frame-ancestors")}`);
	say((rules.get("script-src") ?? rules.get("default-src"))?.join() === "'none'", "the policy allows scripts");
	say(!headers.has("x-frame-options"), "x-frame-options forbids the frame");
	const policies = ["cross-origin-resource-policy", "cross-origin-embedder-policy"].map((name) => headers.get(name)).filter(Boolean);
	say(policies.every((value) => /cross-origin|unsafe-none/.test(value)), `${policies} forbids the frame`);
	for (const { name, attributes } of elements(text)) {
		say(!["script", "iframe", "form"].includes(name), `<${name}> stands in it`);
		for (const attribute of Object.keys(attributes)) say(attribute !== "style" && !attribute.startsWith("on"), `<${name}> has ${attribute}=`);
	}
	// Our other pages refuse frames: a link must lead out of this one.
	const base = elements(text).find(({ name }) => name === "base")?.attributes.target;
	const inside = elements(text).filter(({ name, attributes }) => name === "a" && attributes.href && !["_blank", "_top"].includes(attributes.target ?? base));
	faults.push(...inside.map(({ attributes }) => `the link to ${attributes.href} opens in the frame`));
	return faults;
}
