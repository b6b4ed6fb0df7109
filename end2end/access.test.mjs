// Every kind of page, in light and dark, by axe.
import assert from "node:assert/strict";
import { violations } from "./axe.mjs";
import { NOWHERE, PAGES, STORY } from "./places.mjs";
import { rig, SAYS_404 } from "./rig.mjs";

function checks({ flow }, name, path, options = {}) {
	flow(`axe finds nothing: ${name}`, { bypassCSP: true, ...options }, async ({ page }) => {
		await page.goto(path);
		for (const colorScheme of ["light", "dark"]) {
			await page.emulateMedia({ colorScheme });
			assert.deepEqual(await violations(page), [], colorScheme);
		}
		await page.emulateMedia({ colorScheme: "light" });
		await page.setViewportSize({ width: 360, height: 780 });
		assert.deepEqual(await violations(page), [], "on a phone");
	});
}

const demo = rig();
for (const [name, path] of Object.entries(PAGES)) checks(demo, name, path);
checks(demo, "nowhere", NOWHERE, { faults: [SAYS_404] });

demo.flow("axe finds nothing: forced colours", { bypassCSP: true, forcedColors: "active" }, async ({ page }) => {
	await page.goto(STORY);
	assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
	assert.deepEqual(await violations(page), []);
});
