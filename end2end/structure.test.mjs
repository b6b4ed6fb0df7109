// What a page is to a voice: its landmarks, one main heading, no jump from one level to a deeper one.
import assert from "node:assert/strict";
import { NOWHERE, PAGES, STORY } from "./places.mjs";
import { rig, SAYS_404 } from "./rig.mjs";

const { flow, both } = rig();

const levels = (page) =>
	page.locator("h1, h2, h3, h4, h5, h6").evaluateAll((all) =>
		all.filter((it) => it.checkVisibility()).map((it) => ({ level: Number(it.localName[1]), text: it.textContent })),
	);

async function check(page) {
	const headings = await levels(page);
	assert.equal(headings.filter(({ level }) => level === 1).length, 1, "one h1");
	let before = 0;
	for (const { level, text } of headings) {
		assert.ok(level <= before + 1, `h${before} is followed by h${level}: ${text}`);
		before = level;
	}
	assert.equal(await page.getByRole("main").count(), 1, "one main");
}

for (const [name, path] of Object.entries(PAGES)) {
	flow(`headings stand in order: ${name}`, { javaScriptEnabled: false }, async ({ page }) => {
		assert.equal((await page.goto(path)).status(), 200);
		await check(page);
	});
}

flow("headings stand in order: nowhere", { faults: [SAYS_404] }, async ({ page }) => {
	await page.goto(NOWHERE);
	await check(page);
});

both("a story's landmarks", {}, async ({ page }) => {
	await page.goto(STORY);
	const snapshot = await page.locator("body").ariaSnapshot();
	// At the top level stand the skip link and the three landmarks, in this order.
	const top = snapshot.split("\n").filter((line) => /^- /.test(line)).map((line) => line.replace(/:.*$/, ""));
	assert.deepEqual(top, ['- link "Skip to the content"', "- banner", "- main", "- contentinfo"], snapshot);
	for (const name of ["Sections", "Languages"]) {
		assert.equal(await page.getByRole("banner").getByRole("navigation", { name, exact: true }).count(), 1, name);
	}
	const main = page.getByRole("main");
	for (const name of ["You are here", "Topics"]) {
		assert.equal(await main.getByRole("navigation", { name, exact: true }).count(), 1, name);
	}
	for (const name of ["Related stories", "More from Pakistan"]) {
		assert.equal(await main.getByRole("region", { name, exact: true }).count(), 1, name);
	}
	assert.equal(await main.getByRole("list", { name: "Share this story" }).count(), 1);
});
