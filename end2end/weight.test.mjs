// Pages without widgets fetch no script; a story fetches its loader alone until a widget is needed.
import assert from "node:assert/strict";
import { PAGES, STORY } from "./places.mjs";
import { rig } from "./rig.mjs";

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

flow("a story fetches its loader and nothing else", {}, async ({ page }) => {
	const fetched = scripts(page);
	await page.goto(STORY, { waitUntil: "networkidle" });
	assert.equal(fetched.length, 1, fetched.join(" "));
	assert.match(fetched[0], /\/assets\/loader-[0-9a-f]+\.js$/);
});
