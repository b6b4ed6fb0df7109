// How widgets wake on bad networks: the first click is kept, and a failed download leaves the plain page.
import assert from "node:assert/strict";
import { MORE, STORY } from "./places.mjs";
import { idle, rig, until } from "./rig.mjs";

const { flow } = rig();

const cards = (page) => page.locator(".related a[data-card]");
const more = (page) => page.locator(".related a[data-more]");

/** Holds the module back until `release` is called. */
async function hold(context) {
	let release;
	const gate = new Promise((resolve) => (release = resolve));
	let asked = false;
	await context.route("**/*.wasm", async (route) => {
		asked = true;
		await gate;
		await route.continue();
	});
	return { release, asked: () => asked };
}

flow("a click before the widget is there is done once it is", {}, async ({ page, context }) => {
	const module = await hold(context);
	await page.goto(STORY);
	const before = await cards(page).count();
	await more(page).click();
	await until(module.asked, "the module is asked for");
	assert.equal(await cards(page).count(), before);
	module.release();
	await until(async () => (await cards(page).count()) > before, "cards are added");
	assert.equal(new URL(page.url()).pathname, STORY, "the reader stays on the page");
});

flow("two impatient clicks count once", {}, async ({ page, context }) => {
	const module = await hold(context);
	const asked = [];
	page.on("request", (request) => /[?&]cards$/.test(request.url()) && asked.push(request.url()));
	await page.goto(STORY);
	const before = await cards(page).count();
	await more(page).click();
	await more(page).click();
	module.release();
	await until(async () => (await cards(page).count()) > before, "cards are added");
	await page.waitForLoadState("networkidle");
	assert.equal(asked.length, 1);
});

flow("a click with Ctrl opens a tab and is left alone", {}, async ({ page, context }) => {
	const module = await hold(context);
	await page.goto(STORY);
	const before = await cards(page).count();
	const [tab] = await Promise.all([context.waitForEvent("page"), more(page).click({ modifiers: ["Control"] })]);
	await until(() => tab.url().endsWith(MORE), "the tab shows the page of more stories");
	module.release();
	await until(() => page.locator(".related[data-wake=awake]").count(), "the panel wakes all the same");
	assert.equal(await cards(page).count(), before, "and the click is not done again");
	assert.equal(new URL(page.url()).pathname, STORY);
});

// What Chromium itself writes for a request that fails; nothing else may be said. A mouse on its way to a click may try once more.
const FAILED = [/^console: Failed to load resource: net::ERR_FAILED/, /^request: .* net::ERR_FAILED/];
for (const [what, pattern] of [["module", "**/*.wasm"], ["glue", "**/assets/front-*.js"]]) {
	flow(`when the ${what} cannot be fetched, more leads to its page`, { allow: FAILED }, async ({ page, context }) => {
		await context.route(pattern, (route) => route.abort("failed"));
		await page.goto(STORY);
		const text = await page.locator("main").innerText();
		const failed = page.waitForEvent("requestfailed");
		await page.locator(".related").scrollIntoViewIfNeeded();
		await failed;
		assert.equal(await page.locator("main").innerText(), text, "nothing is shown to the reader");
		await more(page).click();
		await page.waitForURL(`**${MORE}`);
	});
}

flow("a module that never comes keeps no reader waiting", {}, async ({ page, context }) => {
	await hold(context);
	await page.goto(STORY);
	await more(page).click();
	// The loader gives it three seconds.
	await page.waitForURL(`**${MORE}`, { timeout: 10_000 });
});

flow("a reader who saves data fetches nothing before touching the panel", {}, async ({ page, context }) => {
	await context.addInitScript(() =>
		Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "4g" } }),
	);
	const fetched = [];
	page.on("request", (request) => request.url().endsWith(".wasm") && fetched.push(request.url()));
	await page.goto(STORY);
	await page.locator(".related").evaluate((it) => it.scrollIntoView({ block: "start" }));
	await page.waitForLoadState("networkidle");
	await idle(page);
	assert.deepEqual(fetched, []);
	await cards(page).first().focus();
	await until(() => page.locator(".related[data-wake=awake]").count(), "the panel wakes");
	assert.equal(fetched.length, 1);
});
