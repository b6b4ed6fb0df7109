// The panel of related stories: plain links first, a widget when the reader comes near.
import assert from "node:assert/strict";
import { STORY } from "./places.mjs";
import { idle, rig, until } from "./rig.mjs";

const { flow } = rig();

const cards = (page) => page.locator(".related a[data-card]");
const more = (page) => page.locator(".related a[data-more]");
const awake = (page) => until(() => page.locator(".related[data-wake=awake]").count(), "the panel wakes");
const modules = (page) => {
	const fetched = [];
	page.on("request", (request) => request.url().endsWith(".wasm") && fetched.push(request.url()));
	return fetched;
};
/** What the focus is on: the card's place in the list, or -1. */
const focused = (page) => cards(page).evaluateAll((all) => all.indexOf(document.activeElement));

/** Opens the story, goes down to the panel and waits for its widget. */
async function open(page, path = STORY) {
	await page.goto(path);
	await page.locator(".related").scrollIntoViewIfNeeded();
	await awake(page);
}

flow("nothing is fetched for the panel until the reader comes near", {}, async ({ page }) => {
	const fetched = modules(page);
	await page.goto(STORY, { waitUntil: "networkidle" });
	await idle(page);
	assert.deepEqual(fetched, []);
	await page.locator(".related").scrollIntoViewIfNeeded();
	await awake(page);
	assert.equal(fetched.length, 1);
});

flow("more stories are added in place", {}, async ({ page }) => {
	await open(page);
	const before = await cards(page).count();
	await more(page).click();
	await until(async () => (await cards(page).count()) > before, "cards are added");
	assert.equal(new URL(page.url()).pathname, STORY);
	await until(async () => (await focused(page)) === before, "the first new card has the focus");
	await until(async () => /More stories were added/.test(await page.locator(".related [role=status]").innerText()), "it is announced");
	const all = await cards(page).evaluateAll((links) => links.map((link) => link.pathname));
	assert.equal(new Set(all).size, all.length, "no story twice");
	assert.ok(!all.includes(STORY), "not the story itself");
});

flow("more goes on until there are no others", {}, async ({ page }) => {
	await open(page);
	for (let round = 0; round < 12 && (await more(page).count()); round++) {
		const before = await cards(page).count();
		await more(page).click();
		await until(async () => (await cards(page).count()) > before, "cards are added");
	}
	await until(async () => (await more(page).count()) === 0, "the link goes");
	await until(async () => /There are no others/.test(await page.locator(".related [role=status]").innerText()), "it is announced");
});

flow("arrow keys, Home and End move between the cards", {}, async ({ page }) => {
	await open(page);
	const last = (await cards(page).count()) - 1;
	await cards(page).first().focus();
	for (const [key, at] of [["ArrowUp", 0], ["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1], ["End", last], ["ArrowDown", last], ["Home", 0]]) {
		await page.keyboard.press(key);
		assert.equal(await focused(page), at, key);
	}
});

flow("a story that was read stands behind the others", {}, async ({ page }) => {
	await page.goto(STORY);
	const others = await cards(page).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
	const names = (path) =>
		page.evaluate(async (to) => {
			const parsed = new DOMParser().parseFromString(await (await fetch(to)).text(), "text/html");
			return [...parsed.querySelectorAll(".related a[data-card]")].map((link) => link.getAttribute("href"));
		}, path);
	let next;
	for (const other of others) {
		const at = (await names(other)).indexOf(STORY);
		if (at >= 0) next = other;
	}
	assert.ok(next, "a related story is related back");
	await open(page);
	await page.goto(next);
	await page.locator(".related").scrollIntoViewIfNeeded();
	await awake(page);
	await until(() => page.locator(".related li.read").count(), "the story that was read is marked");
	const list = await page.locator(".related li").evaluateAll((items) =>
		items.map((item) => ({ read: item.classList.contains("read"), to: item.querySelector("a").getAttribute("href") })),
	);
	assert.deepEqual(list.filter(({ read }) => read).map(({ to }) => to), [STORY]);
	assert.equal(list.at(-1).to, STORY, "it stands last");
});

flow("without scripts, more leads to a page", { javaScriptEnabled: false }, async ({ page }) => {
	await page.goto(STORY);
	const near = await cards(page).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
	await more(page).click();
	await page.waitForURL(`**/more${STORY}?from=*`);
	const further = await page.locator("a[data-card]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
	assert.ok(further.length > 0);
	assert.deepEqual(further.filter((to) => near.includes(to)), [], "none of those that were there already");
	await page.getByRole("link", { name: "Back to the story" }).click();
	await page.waitForURL(`**${STORY}`);
});
