// axe in a page: WCAG 2.0 to 2.2 at A and AA, and best practice. The page's context needs `bypassCSP`, since axe's own
// script is one that the pages' policy rightly refuses.
import assert from "node:assert/strict";
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds in the page and its frames, a line for each element. `frames: false` leaves frames alone: no script runs in
 * one that is sandboxed.
 */
export async function violations(page, { frames = true } = {}) {
	for (const frame of frames ? page.frames() : [page.mainFrame()]) await frame.evaluate(axe.source);
	const { violations } = await page.evaluate(
		([values, iframes]) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"], iframes }),
		[RULES, frames],
	);
	return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}

/** By axe, light and dark, wide and narrow; and nothing stands beyond the window's edge. */
export async function examine(page, { frames = true } = {}) {
	for (const width of [1280, 360]) {
		await page.setViewportSize({ width, height: 800 });
		for (const colorScheme of ["light", "dark"]) {
			await page.emulateMedia({ colorScheme });
			assert.deepEqual(await violations(page, { frames }), [], `${width} px, ${colorScheme}`);
		}
		const { scroll, client } = await page.evaluate(() => ({
			scroll: document.documentElement.scrollWidth,
			client: document.documentElement.clientWidth,
		}));
		assert.ok(scroll <= client, `${scroll} > ${client} at ${width} px`);
	}
}
