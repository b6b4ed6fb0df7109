// Search: a form and links first, and with scripts results while one types.
import assert from "node:assert/strict";
import { idle, rig, until } from "./rig.mjs";

const { flow, both } = rig();

const field = (page) => page.getByRole("searchbox");
const found = (page) => page.locator("#results a[data-card]");
const paths = (page) => found(page).evaluateAll((links) => links.map((link) => link.pathname));
const asked = (page) => new URL(page.url()).searchParams.get("q");

both("a story is found from the masthead, and its words are marked", {}, async ({ page }) => {
	await page.goto("/");
	await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Search" }).click();
	await field(page).fill("night ferries");
	await field(page).press("Enter");
	await until(async () => (await paths(page)).includes("/world/bosphorus-night-ferries"), "the story is found");
	assert.equal(asked(page), "night ferries");
	assert.ok((await page.locator("#results mark").count()) > 0);
	await found(page).first().click();
	await until(() => new URL(page.url()).pathname.startsWith("/world/"), "the story opens");
});

both("results are narrowed by year and sorted by date", {}, async ({ page }) => {
	await page.goto("/search?q=pakistan");
	const facets = page.getByRole("navigation", { name: "Narrow the search" });
	await facets.getByRole("link", { name: /^2025/ }).click();
	await until(() => asked(page) === "pakistan after:2025 before:2026", "the query says so");
	await page.waitForLoadState();
	const of2025 = await page.locator("#results time").evaluateAll((times) => times.map((time) => time.dateTime.slice(0, 4)));
	assert.ok(of2025.length > 0 && of2025.every((year) => year === "2025"), of2025.join(" "));
	await page.goto("/search?q=pakistan");
	await page.getByRole("link", { name: "Newest first" }).click();
	await until(() => new URL(page.url()).searchParams.get("sort") === "date", "the order is in the address");
	await page.waitForLoadState();
	const times = await page.locator("#results time").evaluateAll((all) => all.map((time) => time.dateTime));
	assert.deepEqual(times, [...times].sort().reverse());
});

both("pages of results go on without a story twice", {}, async ({ page }) => {
	await page.goto("/search?q=after:2020");
	const seen = await paths(page);
	for (let round = 0; round < 10 && (await page.locator("a[rel=next]").count()); round++) {
		const from = page.url();
		await page.locator("a[rel=next]").click();
		await page.waitForURL((address) => address.href !== from);
		seen.push(...(await paths(page)));
	}
	assert.ok(seen.length > 10, `${seen.length}`);
	assert.equal(new Set(seen).size, seen.length, "no story twice");
});

both("what is not understood is explained, and the query stays", {}, async ({ page }) => {
	for (const [query, words] of [
		['"open', "quotation mark at character 1"],
		["colour:red", "no field “colour”"],
		["after:tuesday", "“tuesday” is no date"],
	]) {
		await page.goto(`/search?q=${encodeURIComponent(query)}`);
		assert.match(await page.locator("#results").innerText(), new RegExp(words));
		assert.equal(await field(page).inputValue(), query);
	}
});

flow("results come as one types, are announced, and the address follows", {}, async ({ page }) => {
	await page.goto("/search");
	await field(page).pressSequentially("night ferries", { delay: 20 });
	await until(async () => (await paths(page)).includes("/world/bosphorus-night-ferries"), "results without Enter");
	await until(() => asked(page) === "night ferries", "the address");
	assert.match(await page.title(), /^night ferries/);
	await until(async () => /stor(y|ies)/.test(await page.locator("#search-status").textContent()), "it is announced");
	assert.ok(await field(page).evaluate((input) => input === document.activeElement), "the field keeps the focus");
	await page.reload();
	assert.ok((await paths(page)).includes("/world/bosphorus-night-ferries"), "the address leads back");
});

flow("a slow answer to an earlier query is put aside", {}, async ({ page }) => {
	await page.goto("/search");
	let let_go;
	const held = new Promise((resolve) => (let_go = resolve));
	let waiting = false;
	await page.route(/q=glacier(&|$)/, async (route) => {
		waiting = true;
		await held;
		await route.continue().catch(() => {});
	});
	await field(page).fill("glacier");
	await until(() => waiting, "the first query is under way");
	await field(page).fill("ferries");
	await until(async () => (await paths(page)).includes("/world/bosphorus-night-ferries"), "the second is answered");
	const over = (event) => page.waitForEvent(event, (request) => /q=glacier(&|$)/.test(request.url()));
	const answered = Promise.race([over("requestfinished"), over("requestfailed")]);
	let_go();
	// The page may have taken its request back already.
	await Promise.race([answered, idle(page)]);
	await idle(page);
	assert.equal(asked(page), "ferries");
	assert.ok((await paths(page)).includes("/world/bosphorus-night-ferries"));
});

flow("without a network it says so and keeps what was found", { faults: [/^console: Failed to load resource/, /^request: /] }, async ({ page, context }) => {
	await page.goto("/search?q=ferries");
	const before = await paths(page);
	assert.ok(before.length > 0);
	await context.setOffline(true);
	await field(page).fill("night ferry");
	await until(() => page.getByText("The search did not get through").isVisible(), "it says so");
	assert.deepEqual(await paths(page), before);
	await context.setOffline(false);
	await field(page).press("Enter");
	await until(() => asked(page) === "night ferry", "and goes on afterwards");
});

flow("what is typed is shown as text", {}, async ({ page }) => {
	await page.goto("/search?q=" + encodeURIComponent('<img src=x onerror="document.title=1"> </title>'));
	assert.equal(await page.locator("main img[src=x]").count(), 0);
	await field(page).fill("<b>night</b> ferries");
	await until(async () => (await found(page).count()) > 0, "results");
	assert.equal(await page.locator("#results b").count(), 0);
});
