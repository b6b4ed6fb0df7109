// Sitemaps: by their schemas, and by asking for every address that stands in them.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { asked, none } from "./outputs/asked.mjs";
import { repeated, same } from "./outputs/forms.mjs";
import { headOf } from "./outputs/html.mjs";
import { index, sitemap } from "./outputs/sitemap.mjs";
import { AT_HOME } from "./outputs/places.mjs";

const { ask, get, publish, origin } = asked();
const DEMO = new URL("../src/server/demo/", import.meta.url);
const XML = ["application/xml", "text/xml"];

/** Every part that the index names, read. */
async function parts() {
	const { parts } = index((await get("/sitemap.xml")).text, origin());
	const read = [];
	for (const address of parts) read.push([new URL(address).pathname, sitemap((await get(address)).text, origin())]);
	return new Map(read);
}

test("the index and every part that it names are by the book", async () => {
	const whole = await get("/sitemap.xml");
	assert.ok(XML.includes(whole.type), whole.type);
	const { faults, parts } = index(whole.text, origin());
	none(faults);
	const paths = parts.map((address) => new URL(address).pathname);
	for (const path of ["/sitemap/pages.xml", "/sitemap/stories-1.xml"]) assert.ok(paths.includes(path), `${path} is not among ${paths}`);
	for (const address of parts) {
		const part = await get(address);
		assert.ok(XML.includes(part.type), part.type);
		none(sitemap(part.text, origin()).faults, address);
	}
});

test("every address in them is there, is its own canonical address and may be indexed", async () => {
	const faults = [];
	const every = new Set([...(await parts()).values()].flatMap(({ addresses }) => addresses));
	for (const address of every) {
		const answer = await ask(address);
		const { canonical, noIndex } = headOf(answer.text);
		if (answer.status !== 200) faults.push(`${address} answers ${answer.status}`);
		else if (!same(canonical, address)) faults.push(`${address} calls itself ${canonical}`);
		else if (noIndex || /noindex/.test(answer.headers.get("x-robots-tag") ?? "")) faults.push(`${address} is not to be indexed`);
	}
	none(faults);
});

test("no story stands in two parts, and no page of the demonstration is missing", async () => {
	const read = await parts();
	const lasting = [...read].filter(([path]) => path !== "/sitemap/news.xml").flatMap(([, { addresses }]) => addresses);
	none(repeated(lasting));
	const missing = Object.values(AT_HOME).map((path) => new URL(path, origin()).href).filter((address) => !lasting.some((it) => same(it, address)));
	none(missing);
	// Every story of the demonstration is published.
	const files = (await readdir(DEMO, { recursive: true })).filter((name) => name.endsWith(".md"));
	const stories = [...read].filter(([path]) => path.startsWith("/sitemap/stories-")).flatMap(([, { addresses }]) => addresses);
	assert.equal(stories.length, files.length);
});

test("pictures in them are pictures", async () => {
	const pictures = new Set([...(await parts()).values()].flatMap(({ pictures }) => pictures));
	assert.ok(pictures.size > 0, "there is none");
	for (const address of pictures) assert.match((await get(address)).type, /^image\//, address);
});

test("a sitemap of news without news is not named, for it would not be valid; with news it is", async () => {
	// The schema wants at least one address in a sitemap, and every story of the demonstration may be older than two days.
	const named = async () => index((await ask("/sitemap.xml")).text, origin()).parts.map((address) => new URL(address).pathname);
	const first = await ask("/sitemap/news.xml");
	if (!(await named()).includes("/sitemap/news.xml")) assert.ok([200, 404].includes(first.status));
	else assert.ok(sitemap(first.text, origin()).news.length > 0);

	const story = await publish("a-late-train", "A late train arrives");
	assert.ok((await named()).includes("/sitemap/news.xml"));
	const { text } = await ask("/sitemap/news.xml");
	const { faults, addresses, news } = sitemap(text, origin());
	none(faults);
	assert.ok(addresses.includes(origin() + story), addresses.join());
	assert.equal(news.length, addresses.length, "each address has its news");
});
