// What browsers fetch before a reader has chosen it: they understand the rules, and keep to them.
import assert from "node:assert/strict";
import { rig, until } from "./rig.mjs";

const { flow } = rig();

/** What the browser says of what it fetches in advance. */
async function told(context, page) {
	const session = await context.newCDPSession(page);
	const sets = [];
	const asked = new Set();
	const drawn = new Set();
	session.on("Preload.ruleSetUpdated", ({ ruleSet }) => sets.push(ruleSet));
	session.on("Preload.prefetchStatusUpdated", ({ prefetchUrl }) => asked.add(prefetchUrl));
	session.on("Preload.prerenderStatusUpdated", ({ key }) => drawn.add(key.url));
	await session.send("Preload.enable");
	return { sets, asked, drawn };
}

flow("a story is fetched when a reader is about to choose it, the first one drawn as well, and nothing of the desk's", {}, async ({ page, context }) => {
	const { sets, asked, drawn } = await told(context, page);
	await page.goto("/");
	await until(() => sets.length, "the rules are read");
	assert.deepEqual(
		sets.map((set) => set.errorMessage).filter(Boolean),
		[],
	);
	const lead = page.locator(".card.lead a").first();
	const other = page.locator(".latest .card a").last();
	const address = async (link) => new URL(await link.getAttribute("href"), page.url()).href;
	assert.equal(asked.size + drawn.size, 0, "nothing is fetched of which nobody thinks");
	await other.hover();
	await until(async () => asked.has(await address(other)), "a story is fetched");
	await lead.hover();
	await until(async () => drawn.has(await address(lead)), "the first story is drawn");
	await page.locator('a[href^="/search"]').first().hover();
	await page.locator(".card").nth(3).locator("a").first().hover();
	const third = await address(page.locator(".card").nth(3).locator("a").first());
	await until(() => asked.has(third), "another story is fetched");
	assert.deepEqual([...drawn], [await address(lead)], "and no other story");
	assert.ok([...asked, ...drawn].every((url) => !/\/(search|desk)/.test(url)));
});
