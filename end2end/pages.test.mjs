// A reader's way through the site, with scripts and without.
import assert from "node:assert/strict";
import { EXPLAINER, NOWHERE, STORY, TURKISH_STORY, URDU_STORY } from "./places.mjs";
import { rig, SAYS_404, until } from "./rig.mjs";

const { both } = rig();

const heading = (page) => page.getByRole("heading", { level: 1 });
const path = (page) => decodeURIComponent(new URL(page.url()).pathname);
const direction = (page, selector) => page.locator(selector).first().evaluate((it) => getComputedStyle(it).direction);

both("a reader goes from the front page to a section and a story", {}, async ({ page }) => {
	await page.goto("/");
	await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Pakistan" }).click();
	await page.waitForURL("**/pakistan");
	assert.equal(await heading(page).innerText(), "Pakistan");
	await page.getByRole("main").getByRole("link", { name: /^Turkish ministers in Islamabad/ }).click();
	await page.waitForURL(`**${STORY}`);
	assert.match(await heading(page).innerText(), /^Turkish foreign and defence ministers hold talks/);
});

both("a story has everything that a story needs", {}, async ({ page }) => {
	await page.goto(STORY);
	const trail = page.getByRole("navigation", { name: "You are here" }).getByRole("listitem");
	assert.deepEqual(await trail.allInnerTexts(), ["Home", "Pakistan"]);
	assert.match(await trail.nth(1).evaluate((it) => getComputedStyle(it, "::before").content), /›/);

	const head = page.locator(".story-head");
	assert.match(await head.locator(".standfirst").innerText(), /^Hakan Fidan and his defence counterpart/);
	assert.match(await head.innerText(), /By Ayesha Siddiqui.*Published 9 July 2025, 18:20.*Updated 9 July 2025, 21:05/s);

	const picture = page.getByRole("figure").first();
	await until(() => picture.locator("img").evaluate((it) => it.complete && it.naturalWidth > 0), "the picture loads");
	assert.match(await picture.locator("img").getAttribute("alt"), /officials face each other/);
	assert.match(await picture.locator("figcaption").innerText(), /The two delegations met.*Picture: Dateline/s);

	const body = page.locator(".body");
	const subheads = body.getByRole("heading", { level: 2 });
	assert.deepEqual(await subheads.allInnerTexts(), ["Joint production, not only purchases", "A shadow from Delhi"]);
	const around = await body.evaluate((it) => {
		const at = [...it.children].findIndex((child) => child.matches(".channel"));
		return { before: at, after: it.children.length - 1 - at };
	});
	assert.ok(around.before >= 3 && around.after >= 3, `the call-out stands mid-body: ${JSON.stringify(around)}`);
	const follow = body.getByRole("note").getByRole("link", { name: "Follow the channel" });
	assert.match(await follow.getAttribute("href"), /^https:\/\/whatsapp\.com\/channel\//);

	assert.ok(await page.getByText("With inputs from Reuters and IBNS", { exact: true }).isVisible());
});

both("a reader goes on to a topic, an author and older stories", {}, async ({ page }) => {
	await page.goto(STORY);
	await page.getByRole("navigation", { name: "Topics" }).getByRole("link", { name: "Türkiye" }).click();
	await page.waitForURL("**/topic/turkiye");
	assert.equal(await heading(page).innerText(), "Türkiye");
	await page.goBack();
	await page.getByRole("link", { name: "Ayesha Siddiqui" }).first().click();
	await page.waitForURL("**/author/ayesha-siddiqui");
	assert.equal(await heading(page).innerText(), "Ayesha Siddiqui");

	await page.getByRole("contentinfo").getByRole("link", { name: "Latest" }).click();
	await page.waitForURL("**/latest");
	const cards = () => page.locator("a[data-card]").evaluateAll((links) => links.map((link) => link.pathname));
	const newest = await cards();
	await page.getByRole("link", { name: "Older stories" }).click();
	await page.waitForURL("**/latest?before=*");
	const older = await cards();
	assert.ok(older.length > 0, "the older page has stories");
	assert.deepEqual(older.filter((card) => newest.includes(card)), [], "no story stands on both pages");
	await page.getByRole("link", { name: "Newest stories" }).click();
	await page.waitForURL((url) => url.pathname === "/latest" && !url.search);
});

both("a reader can ask who makes the site", {}, async ({ page }) => {
	await page.goto("/");
	await page.getByRole("contentinfo").getByRole("link", { name: "About this site" }).click();
	await page.waitForURL("**/about");
	assert.equal(await heading(page).innerText(), "About this site");
	assert.ok(await page.getByRole("heading", { name: "Your privacy" }).isVisible());
});

both("a page that is nowhere leads on", { faults: [SAYS_404] }, async ({ page }) => {
	const answer = await page.goto(NOWHERE);
	assert.equal(answer.status(), 404);
	assert.equal(await heading(page).innerText(), "We cannot find that page");
	assert.match(await page.getByRole("main").innerText(), /The address may be mistyped, or the page may have moved/);
	assert.equal(new URL(page.url()).pathname, NOWHERE, "the address stays, to be mended");
	const ways = page.getByRole("navigation", { name: "Where to go from here" });
	await ways.getByRole("link", { name: "See the latest stories" }).click();
	await page.waitForURL("**/latest");
});

both("Urdu runs from right to left", {}, async ({ page }) => {
	await page.goto("/");
	await page.getByRole("navigation", { name: "Languages" }).getByRole("link", { name: "اردو" }).click();
	await page.waitForURL("**/ur");
	const document = page.locator("html");
	assert.deepEqual([await document.getAttribute("lang"), await document.getAttribute("dir")], ["ur", "rtl"]);
	await page.getByRole("main").locator(`a[data-card][href="${URDU_STORY}"]`).first().click();
	await until(() => path(page) === URDU_STORY, "the story opens");
	assert.deepEqual([await document.getAttribute("lang"), await document.getAttribute("dir")], ["ur", "rtl"]);
	assert.equal(await direction(page, ".body p"), "rtl");
	assert.equal(await direction(page, ".masthead"), "rtl");
	const starts = await page.locator("h1").evaluate((it) => getComputedStyle(it).textAlign);
	assert.ok(["start", "right"].includes(starts), `the headline starts at the right: ${starts}`);
	const [home, section] = await page.locator(".breadcrumb li").evaluateAll((all) => all.map((it) => it.getBoundingClientRect().left));
	assert.ok(home > section, "the trail runs from the right");
});

both("Turkish speaks Turkish", {}, async ({ page }) => {
	await page.goto("/tr");
	assert.equal(await page.locator("html").getAttribute("lang"), "tr");
	await page.locator(`a[data-card][href="${TURKISH_STORY}"]`).first().click();
	await page.waitForURL(`**${TURKISH_STORY}`);
	assert.equal(await page.locator("html").getAttribute("lang"), "tr");
	assert.equal(await direction(page, ".body p"), "ltr");
	assert.equal(await page.locator(".breadcrumb a").first().innerText(), "Ana sayfa");
});

both("a note's number leads to the note, and the note back to its number", {}, async ({ page }) => {
	await page.goto(EXPLAINER);
	const [marks, notes] = [page.locator(".body .note-mark a"), page.getByRole("main").locator(".notes li")];
	assert.deepEqual(await marks.allInnerTexts(), ["1", "2"]);
	assert.equal(await notes.count(), 2);
	assert.match(await notes.nth(0).innerText(), /^In the flood months every two weeks/);
	const inView = (locator) =>
		locator.evaluate((it) => {
			const { top, bottom } = it.getBoundingClientRect();
			return top >= 0 && bottom <= innerHeight;
		});
	await marks.nth(1).click();
	await page.waitForURL("**#note-2");
	await until(() => inView(notes.nth(1)), "the note is in view");
	assert.equal(await notes.nth(1).evaluate((it) => it.matches(":target")), true);
	await notes.nth(1).getByRole("link", { name: /2/ }).click();
	await page.waitForURL("**#note-mark-2");
	await until(() => inView(marks.nth(1)), "its number is in view");
	// Without a mouse, too.
	await marks.nth(0).focus();
	await page.keyboard.press("Enter");
	await page.waitForURL("**#note-1");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await page.waitForURL("**#note-mark-1");
});
