// Nothing moves while a page loads, and nothing stands beyond the window's edge.
import assert from "node:assert/strict";
import { EXPLAINER, LIVE, STORY, URDU_STORY } from "./places.mjs";
import { rig } from "./rig.mjs";

const { flow } = rig();

/** Collects layout shifts from the first moment on. */
function observe() {
	window.shifts = [];
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) {
			if (!entry.hadRecentInput) {
				window.shifts.push({ value: entry.value, of: entry.sources.map((source) => source.node?.className ?? "?") });
			}
		}
	}).observe({ type: "layout-shift", buffered: true });
}

for (const [name, path] of [["front page", "/"], ["story", STORY]]) {
	for (const width of [360, 1280]) {
		flow(`nothing shifts: ${name} at ${width} px`, { viewport: { width, height: 800 } }, async ({ page, context }) => {
			await context.addInitScript(observe);
			await page.goto(path, { waitUntil: "networkidle" });
			// A reader's way down: pictures are fetched and the panel wakes on it.
			const end = await page.evaluate(() => document.documentElement.scrollHeight);
			for (let at = 0; at < end; at += 600) {
				await page.mouse.wheel(0, 600);
				await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
			}
			await page.waitForLoadState("networkidle");
			const shifts = await page.evaluate(() => window.shifts);
			const total = shifts.reduce((sum, shift) => sum + shift.value, 0);
			assert.ok(total < 0.01, `shifted by ${total}: ${JSON.stringify(shifts)}`);
		});
	}
}

/** The elements that make the page wider than the window. */
function beyond() {
	const { scrollWidth, clientWidth } = document.documentElement;
	if (scrollWidth <= clientWidth) return [];
	const scrolls = (it) => it && (getComputedStyle(it).overflowX !== "visible" || scrolls(it.parentElement));
	const wide = [...document.body.querySelectorAll("*")].filter((it) => {
		const { left, right } = it.getBoundingClientRect();
		return (right > clientWidth + 1 || left < -1) && !scrolls(it.parentElement);
	});
	return [`${scrollWidth} > ${clientWidth}`, ...wide.map((it) => `${it.localName}.${it.className}`).slice(0, 8)];
}

for (const [name, path] of Object.entries({ "front page": "/", "table and code": EXPLAINER, live: LIVE, list: "/latest", "Urdu story": URDU_STORY })) {
	flow(`nothing scrolls sideways: ${name}`, {}, async ({ page }) => {
		await page.goto(path);
		for (const text of ["100%", "200%"]) {
			await page.evaluate((size) => (document.documentElement.style.fontSize = size), text);
			for (const width of text === "100%" ? [320, 360, 768, 1280, 1600] : [360, 1280]) {
				await page.setViewportSize({ width, height: 800 });
				assert.deepEqual(await page.evaluate(beyond), [], `at ${width} px with text at ${text}`);
			}
		}
	});
}

flow("no hole in the front page's top: beside a picture, words alone fill their place", {}, async ({ page }) => {
	for (const width of [700, 1000, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		await page.goto("/");
		const places = await page.locator(".second > li").evaluateAll((all) =>
			all.map((place) => {
				const card = place.querySelector(".card");
				const edges = (it) => [it.getBoundingClientRect().left, it.getBoundingClientRect().right, it.getBoundingClientRect().bottom].map(Math.round);
				const ground = getComputedStyle(card).backgroundColor !== "rgba(0, 0, 0, 0)";
				return { pictured: card.classList.contains("pictured"), ground, place: edges(place), card: edges(card), row: edges(place.parentElement) };
			}),
		);
		assert.ok(places.some(({ pictured }) => !pictured), "the top has a story without a picture");
		for (const { ground, place, card } of places.filter(({ pictured }) => !pictured)) {
			assert.deepEqual([ground, card], [true, place], `at ${width} px`);
		}
		// Every row reaches the end of the grid.
		const ends = new Map();
		for (const { place } of places) ends.set(place[2], Math.max(ends.get(place[2]) ?? 0, place[1]));
		for (const end of ends.values()) assert.equal(end, places[0].row[1], `at ${width} px`);
	}
});
