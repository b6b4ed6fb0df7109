// Pages without widgets fetch no script; a story fetches its loader alone until a widget is needed. Front pages and the first
// picture of a page stay small.
import assert from "node:assert/strict";
import { get } from "node:http";
import { PAGES, STORY } from "./places.mjs";
import { rig, until } from "./rig.mjs";

const { flow } = rig();

function scripts(page) {
	const fetched = [];
	page.on("request", (request) => {
		if (request.resourceType() === "script" || /\.(js|wasm)$/.test(new URL(request.url()).pathname)) fetched.push(request.url());
	});
	return fetched;
}

for (const name of ["front page", "section", "topic", "author", "latest", "about", "more related stories", "Urdu front page"]) {
	flow(`no script at all: ${name}`, {}, async ({ page }) => {
		const fetched = scripts(page);
		await page.goto(PAGES[name], { waitUntil: "networkidle" });
		assert.deepEqual(fetched, []);
	});
}

for (const name of ["search", "what was found", "nothing found", "Urdu search"]) {
	flow(`a script of its own and no module: ${name}`, {}, async ({ page }) => {
		const fetched = scripts(page);
		await page.goto(PAGES[name], { waitUntil: "networkidle" });
		assert.equal(fetched.length, 1, fetched.join(" "));
		assert.match(fetched[0], /\/assets\/search-[0-9a-f]+\.js$/);
	});
}

flow("a story fetches its loader and nothing else", {}, async ({ page }) => {
	const fetched = scripts(page);
	await page.goto(STORY, { waitUntil: "networkidle" });
	assert.equal(fetched.length, 1, fetched.join(" "));
	assert.match(fetched[0], /\/assets\/loader-[0-9a-f]+\.js$/);
});

/** The bytes of an answer as they travel, without the header. */
const bytes = (address) =>
	new Promise((resolve, reject) => {
		get(address, { headers: { "accept-encoding": "br" } }, async (answer) => {
			let sum = 0;
			for await (const part of answer) sum += part.length;
			resolve(sum);
		}).on("error", reject);
	});

for (const name of ["front page", "Urdu front page", "Turkish front page"]) {
	flow(`the ${name} and its stylesheet weigh 25,000 bytes at most`, {}, async ({ url }) => {
		const sum = await bytes(url + encodeURI(PAGES[name]));
		assert.ok(sum <= 25_000, `${sum} bytes`);
	});
}

const PHONE = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 };
for (const name of ["front page", "story", "section"]) {
	flow(`the lead picture is an AVIF of 45,000 bytes at most on a phone: ${name}`, PHONE, async ({ page }) => {
		const lead = page.locator("main img[fetchpriority=high]");
		const choice = async () => {
			await page.goto(PAGES[name]);
			assert.equal(await lead.count(), 1);
			return lead.evaluate((image) => image.decode().then(() => image.currentSrc));
		};
		// AVIF is made after the first start.
		const chosen = await until(async () => [await choice()].find((it) => it.endsWith(".avif")), "the AVIF is ready", 60_000);
		assert.match(chosen, /-(480|800)\.avif$/);
		const sum = await bytes(chosen);
		assert.ok(sum <= 45_000, `${chosen}: ${sum} bytes`);
	});
}
