// Other sites' players: nothing of theirs is loaded before the reader asks for it.
import assert from "node:assert/strict";
import { EMBED } from "./places.mjs";
import { rig, until } from "./rig.mjs";

const { both } = rig();

both("an embed holds only a link until it is followed", {}, async ({ page }) => {
	// That nothing is asked of another site is what every flow checks.
	await page.goto(EMBED);
	const figure = page.locator(".embed");
	await figure.scrollIntoViewIfNeeded();
	const inside = figure.frameLocator("iframe");
	await until(() => inside.locator("a").count(), "the frame is there");
	assert.deepEqual(await inside.locator("body > *").evaluateAll((all) => all.map((it) => it.localName)), ["a"]);
	assert.match(await inside.locator("a").getAttribute("href"), /^https:\/\/www\.youtube-nocookie\.com\/embed\//);
	assert.match(await inside.locator("a").innerText(), /A short film: how the alarm is tested\s+Load from YouTube/);
	assert.equal(await inside.locator("script, img, link, iframe").count(), 0);
	const height = await inside.locator("a").evaluate((it) => it.getBoundingClientRect().height);
	assert.ok(height > 100, `the frame's own style applies: ${height} px`);
	assert.match(await figure.locator("figcaption").innerText(), /may set cookies.*Open on YouTube/s);
});
