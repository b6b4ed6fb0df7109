// The site by keyboard alone.
import assert from "node:assert/strict";
import { STORY } from "./places.mjs";
import { rig, until } from "./rig.mjs";

const { flow, both } = rig();

both("the first stop is the skip link, and it skips", {}, async ({ page }) => {
	await page.goto("/");
	await page.keyboard.press("Tab");
	const skip = page.getByRole("link", { name: "Skip to the content" });
	assert.ok(await skip.evaluate((it) => it === document.activeElement), "the first stop is the skip link");
	const box = await skip.boundingBox();
	assert.ok(box.width > 100 && box.height >= 24, `it is seen: ${JSON.stringify(box)}`);
	await page.keyboard.press("Enter");
	await until(() => page.evaluate(() => document.activeElement === document.querySelector("main")), "main has the focus");
	await page.keyboard.press("Tab");
	assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "the next stop is in main");
});

both("a story is opened by keyboard", {}, async ({ page }) => {
	await page.goto("/");
	for (let stop = 0; stop < 60; stop++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate(() => document.activeElement.matches(".lead a[data-card]"))) break;
	}
	const to = await page.evaluate(() => document.activeElement.href);
	assert.ok(to, "the lead story is reached");
	await page.keyboard.press("Enter");
	await page.waitForURL(to);
	assert.equal(await page.getByRole("article").first().getByRole("heading", { level: 1 }).count(), 1);
});

flow("every control of a story is reached, in order and visibly", {}, async ({ page }) => {
	await page.goto(STORY);
	// A control may come to light on the way, when the share row wakes: the list is made at the end.
	const visited = [];
	for (let stop = 0; stop < 120; stop++) {
		await page.keyboard.press("Tab");
		const at = await page.evaluate(() => {
			const it = document.activeElement;
			if (it === document.body || it.dataset.visited) return null;
			it.dataset.visited = "yes";
			const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(it);
			const { width, height } = it.getBoundingClientRect();
			const ringed = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
			return { what: it.outerHTML.slice(0, 120), ringed, seen: width > 1 && height > 1 };
		});
		if (!at) break;
		visited.push(at);
		// A reader is slower than a test: the row has woken before the next press.
		if (await page.evaluate(() => document.activeElement.closest(".share") !== null)) {
			await page.locator(".share [data-act=qr]").waitFor();
		}
	}
	assert.deepEqual(visited.filter((at) => !at.ringed || !at.seen), [], "a stop without a ring");
	const missed = await page.evaluate(() =>
		[...document.querySelectorAll("a[href], button, iframe, [tabindex='0']")]
			.filter((it) => it.checkVisibility() && !it.dataset.visited)
			.map((it) => it.outerHTML.slice(0, 120)),
	);
	assert.deepEqual(missed, [], "controls that Tab does not reach");
	assert.ok(visited.length > 30, `${visited.length} stops`);
});
