// How soon each widget answers a click, a tap or a key: the longest interaction of a visit as Event Timing measures it, on a processor
// slowed down to a quarter; the median of five visits.
import assert from "node:assert/strict";
import { STORY } from "../places.mjs";
import { launch, until } from "../rig.mjs";
import { median } from "./median.mjs";

const VISITS = 5;
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, hasTouch: true, isMobile: true };
const DESK = { viewport: { width: 1280, height: 900 } };

const cards = (page) => page.locator(".related a[data-card]");
const more = (page) => page.locator(".related a[data-more]");
const awake = (page, widget) => until(() => page.locator(`${widget}[data-wake=awake]`).count(), `${widget} wakes`);

/**
 * A click or tap of somebody who has looked first. Where it goes is found out before, and what came of it after: Playwright's own
 * questions run in the page, and on this processor would keep it from answering the reader.
 */
async function press(page, control) {
	await control.scrollIntoViewIfNeeded();
	const box = await control.boundingBox();
	const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
	await rest(page);
	if (await page.evaluate(() => navigator.maxTouchPoints > 0)) await page.touchscreen.tap(x, y);
	else await page.mouse.click(x, y);
	await rest(page);
}

const rest = (page) => page.waitForTimeout(800);

/** Waits until the share row has said how an act went. */
const said = (page) => until(async () => (await page.locator(".share [role=status]").innerText()) !== "", "it is said");

/** What is done with each; `before` runs in the page before anything of it does. */
export const WIDGETS = [
	{
		name: "related stories, asleep",
		device: PHONE,
		path: STORY,
		// A full reading log is the most that the panel has to look through.
		before: () => localStorage.setItem("read", Array.from({ length: 300 }, (_, at) => at + 1).join(" ")),
		// As where a reader saves data: nothing wakes before it is touched.
		saveData: true,
		async use(page) {
			const count = await cards(page).count();
			await press(page, more(page));
			await until(async () => (await cards(page).count()) > count, "cards are added");
		},
	},
	{
		name: "related stories, awake",
		device: DESK,
		path: STORY,
		async use(page) {
			await page.locator(".related").scrollIntoViewIfNeeded();
			await awake(page, ".related");
			for (let count = await cards(page).count(); (await more(page).count()) > 0; count = await cards(page).count()) {
				await press(page, more(page));
				await until(async () => (await cards(page).count()) > count || (await more(page).count()) === 0, "cards are added");
			}
			for (const key of ["Home", "ArrowDown", "ArrowDown", "End", "ArrowUp"]) {
				await page.keyboard.press(key);
				await rest(page);
			}
		},
	},
	{
		name: "share row, asleep",
		device: PHONE,
		path: STORY,
		saveData: true,
		async use(page) {
			await press(page, page.locator(".share [data-act=copy]"));
			await said(page);
		},
	},
	{
		name: "share row, awake",
		device: DESK,
		path: STORY,
		async use(page) {
			await page.locator(".share").hover();
			await awake(page, ".share");
			for (const act of ["qr", "copy", "qr"]) await press(page, page.locator(`.share [data-act=${act}]`));
			await said(page);
		},
	},
	{
		name: "search, while one types",
		device: PHONE,
		path: "/search",
		async use(page) {
			await press(page, page.locator("form.search input[type=search]"));
			// Slowly, so that what was found comes in between.
			await page.keyboard.type("islamabad", { delay: 300 });
			await until(() => page.locator("#results mark").count(), "something is found");
		},
	},
];

/** The widget's row. */
export async function island(url, widget) {
	const browser = await launch();
	try {
		const visits = [];
		for (let visit = 1; visit <= VISITS; visit += 1) {
			console.log(`vitals: ${widget.name}, visit ${visit} of ${VISITS}`);
			visits.push(await longest(browser, url, widget));
		}
		return { name: widget.name, inp: median(visits) };
	} finally {
		await browser.close();
	}
}

/** The longest interaction of one visit, in milliseconds. */
async function longest(browser, url, { name, device, path, before, saveData, use }) {
	const permissions = ["clipboard-read", "clipboard-write"];
	const context = await browser.newContext({ baseURL: url, locale: "en-GB", permissions, ...device });
	try {
		if (before) await context.addInitScript(before);
		if (saveData) await context.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
		await context.addInitScript(() => {
			window.interactions = [];
			const note = (list) => {
				for (const { interactionId, duration } of list.getEntries()) if (interactionId) window.interactions.push(duration);
			};
			// 16 is the least threshold there is: what is quicker is not told of, save the first.
			new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16, buffered: true });
			new PerformanceObserver(note).observe({ type: "first-input", buffered: true });
		});
		const page = await context.newPage();
		const browserSide = await context.newCDPSession(page);
		await page.goto(path, { waitUntil: "load" });
		await browserSide.send("Emulation.setCPUThrottlingRate", { rate: 4 });
		await use(page);
		// Entries are queued after the frame that shows what the interaction did.
		await rest(page);
		const interactions = await page.evaluate(() => window.interactions);
		assert.ok(interactions.length, `${name}: the browser saw no interaction`);
		return Math.max(...interactions);
	} finally {
		await context.close();
	}
}
