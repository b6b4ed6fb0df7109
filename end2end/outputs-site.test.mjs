// What stands at the site's root for programs: its list of feeds, its manifest, robots.txt, security.txt.
import assert from "node:assert/strict";
import { test } from "node:test";
import robotsParser from "robots-parser";
import { asked, none } from "./outputs/asked.mjs";
import { elements, headOf } from "./outputs/html.mjs";
import { opml } from "./outputs/opml.mjs";
import { pictureOf } from "./outputs/picture.mjs";
import { OPEN } from "./outputs/places.mjs";
import { checker, ownSchema } from "./outputs/schema.mjs";
import { PAGES, STORY, URDU_STORY } from "./places.mjs";

const { ask, get, origin } = asked();

test("the list of feeds is by the book, and each of them is there", async () => {
	const answer = await get("/feeds.opml");
	assert.ok(["text/x-opml", "text/x-opml+xml", "application/xml", "text/xml"].includes(answer.type), answer.type);
	const { faults, feeds } = opml(answer.text);
	none(faults);
	for (const address of feeds) assert.match((await get(address)).type, /^application\/(rss|atom)\+xml$/, address);
	for (const path of ["/feed/latest.", "/feed/section/pakistan."]) assert.ok(feeds.some((address) => address.startsWith(origin() + path)), path);
});

test("the manifest is by the book, and its icons are as large as it says", async () => {
	const link = headOf((await get("/")).text).links.find(({ rel }) => rel === "manifest");
	assert.equal(link?.href, "/manifest.webmanifest");
	const answer = await get("/manifest.webmanifest");
	assert.equal(answer.type, "application/manifest+json");
	const manifest = JSON.parse(answer.text);
	none(checker(ownSchema("manifest.json"))(manifest));
	const address = (path) => new URL(path, answer.address).href;
	assert.equal(new URL(address(manifest.start_url)).origin, origin());
	assert.ok(address(manifest.start_url).startsWith(address(manifest.scope ?? ".")), "it starts outside of its scope");
	await get(address(manifest.start_url));
	const sizes = [];
	for (const icon of manifest.icons) {
		const { type, bytes } = await get(address(icon.src));
		assert.equal(type, icon.type, icon.src);
		if (type === "image/svg+xml") continue;
		const real = pictureOf(bytes);
		assert.equal(icon.sizes, `${real?.width}x${real?.height}`, icon.src);
		sizes.push(real.width);
	}
	// What a browser wants before it offers to install a site.
	const large = manifest.icons.some(({ sizes }) => sizes === "any");
	for (const size of [192, 512]) assert.ok(large || sizes.includes(size), `there is no icon of ${size} pixels`);
});

test("robots.txt lets search engines read stories, and nobody the desk", async () => {
	const answer = await get("/robots.txt");
	assert.equal(answer.type, "text/plain");
	// What Google reads of it.
	assert.ok(answer.bytes.byteLength <= 500 * 1024);
	const robots = robotsParser(answer.address, answer.text);
	const open = [STORY, URDU_STORY, "/", PAGES.section, PAGES.topic, PAGES.author, "/feed/latest.rss", "/sitemap.xml", "/sitemap/pages.xml"];
	for (const who of ["Googlebot", "Googlebot-News", "Bingbot", "facebookexternalhit", "WhatsApp", "Twitterbot"]) {
		for (const path of open) assert.equal(robots.isAllowed(origin() + encodeURI(path), who), true, `${who} at ${path}`);
		for (const path of ["/desk", "/desk/catalogue"]) assert.equal(robots.isAllowed(origin() + path, who), false, `${who} at ${path}`);
	}
	// Cards and structured data are fetched by the same names as pages.
	const picture = headOf((await get(STORY)).text).meta("og:image");
	assert.ok(picture, "there is no picture on the card");
	assert.equal(robots.isAllowed(picture, "Googlebot-Image"), true, picture);
	assert.ok(robots.getSitemaps().includes(`${origin()}/sitemap.xml`));
	for (const address of robots.getSitemaps()) await get(address);
	for (const line of answer.text.split(/\r?\n/)) assert.match(line, /^(#.*|\s*|[A-Za-z-]+: ?\S.*|Disallow:\s*)$/, "each line is a field");
});

test("what is not configured is not there", async () => {
	for (const path of ["/.well-known/security.txt", "/security.txt", "/ads.txt", "/humans.txt"]) assert.equal((await ask(path)).status, 404, path);
});

test("every address that a page's head names is there", async () => {
	const faults = [];
	for (const [name, path] of Object.entries(OPEN)) {
		const { text } = await get(path);
		const named = elements(text).filter((it) => it.name === "link" && it.attributes.href).map(({ attributes }) => attributes);
		for (const { rel, href } of named) {
			if (/preconnect|dns-prefetch/.test(rel)) continue;
			const { status } = await ask(href);
			if (status !== 200) faults.push(`${name}: ${rel} ${href} answers ${status}`);
		}
	}
	none(faults);
});
