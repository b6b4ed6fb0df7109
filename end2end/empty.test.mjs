// A site before its first story.
import assert from "node:assert/strict";
import { violations } from "./axe.mjs";
import { rig } from "./rig.mjs";

const { flow, both } = rig({ demo: false });

both("an empty site says that its first story is still to come", {}, async ({ page }) => {
	assert.equal((await page.goto("/")).status(), 200);
	assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "The first story is still to come");
	await page.goto("/latest");
	assert.match(await page.getByRole("main").innerText(), /Nothing has been published here yet/);
});

for (const path of ["/", "/latest", "/desk"]) {
	flow(`axe finds nothing: an empty site's ${path}`, { bypassCSP: true }, async ({ page }) => {
		await page.goto(path);
		for (const colorScheme of ["light", "dark"]) {
			await page.emulateMedia({ colorScheme });
			assert.deepEqual(await violations(page), [], colorScheme);
		}
	});
}
