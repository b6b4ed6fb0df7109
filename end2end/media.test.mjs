// What a page is on paper, in forced colours and for readers who want no movement.
import assert from "node:assert/strict";
import { STORY } from "./places.mjs";
import { rig } from "./rig.mjs";

const { flow } = rig();

flow("paper carries the story alone", {}, async ({ page }) => {
	await page.goto(STORY);
	await page.emulateMedia({ media: "print" });
	for (const hidden of [".share", ".related", ".recent", ".menu", ".editions", ".channel", ".topics"]) {
		const at = page.locator(hidden).first();
		assert.equal(await at.count(), 1, `${hidden} is on the page`);
		assert.equal(await at.isVisible(), false, hidden);
	}
	for (const shown of ["h1", ".standfirst", ".byline", ".lead-picture img", ".body", ".credits"]) {
		assert.ok(await page.locator(shown).first().isVisible(), shown);
	}
	const pdf = await page.pdf({ format: "A4" });
	assert.match(pdf.subarray(0, 5).toString(), /^%PDF-/);
});

flow("the system's colours keep what boxes mean", { forcedColors: "active" }, async ({ page }) => {
	await page.goto(STORY);
	assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
	for (const boxed of [".channel", ".button", ".old"]) {
		const border = await page.locator(boxed).first().evaluate((it) => {
			const { borderBlockStartStyle, borderBlockStartWidth } = getComputedStyle(it);
			return [borderBlockStartStyle, borderBlockStartWidth];
		});
		assert.deepEqual(border, ["solid", "1px"], boxed);
	}
});

/** Whether a view transition between pages is asked for, by the rules that apply now. */
function transitions() {
	const applies = (rules) =>
		[...rules].some((rule) => {
			if (rule instanceof CSSMediaRule) return matchMedia(rule.media.mediaText).matches && applies(rule.cssRules);
			return /^@view-transition/.test(rule.cssText);
		});
	return [...document.styleSheets].some((sheet) => applies(sheet.cssRules));
}

for (const [reducedMotion, expected] of [["no-preference", true], ["reduce", false]]) {
	flow(`pages pass into each other only where movement is welcome: ${reducedMotion}`, { reducedMotion }, async ({ page }) => {
		await page.goto("/");
		assert.equal(await page.evaluate(transitions), expected);
	});
}
