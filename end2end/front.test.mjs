// The front page arranged at the desk: with and without scripts, by keyboard and by dragging.
import assert from "node:assert/strict";
import { examine } from "./axe.mjs";
import { EDITOR, OWNER, signIn, URDU_OWNER } from "./desk.mjs";
import { rig, until } from "./rig.mjs";

const { flow, both } = rig({ demo: true, users: [OWNER, URDU_OWNER, EDITOR] });
const DESK = "/desk/front";

const slot = (page, name) => page.locator(`.slot[data-slot="${name}"]`);
const headline = (page, name) => slot(page, name).locator(".headline").innerText();
const choice = (page, at) => page.locator(".offer").nth(at);
const inPreview = (page) => page.frameLocator("#preview").locator(".first [data-card]");

both("a story is placed, moved and published by keyboard, and readers find it leading", {}, async ({ page, scripts }) => {
	// Each run places another: the site is the same.
	const at = scripts ? 9 : 12;
	await signIn(page, OWNER, DESK);
	const wanted = await choice(page, at).locator(".headline").innerText();
	await page.locator("#to").focus();
	await page.locator("#to").selectOption("top-1");
	await choice(page, at).getByRole("button").focus();
	await page.keyboard.press("Enter");
	await slot(page, "top-1").and(page.locator(".is-placed")).waitFor();
	assert.equal(await headline(page, "top-1"), wanted);
	if (scripts) {
		await until(async () => (await page.locator("#front-said").innerText()) === `${wanted} – now at: Place 2.`, "it is announced");
		await until(async () => (await inPreview(page).nth(1).innerText()) === wanted, "the preview shows it");
		assert.equal(await page.evaluate(() => document.activeElement.closest(".offer") !== null), true, "the focus stays with the choices");
	}
	await page.getByRole("button", { name: `Up: ${wanted}` }).focus();
	await page.keyboard.press("Enter");
	await until(async () => (await headline(page, "top-0").catch(() => "")) === wanted, "it leads");
	if (scripts) {
		await until(() => page.evaluate(() => document.activeElement.closest(".slot")?.dataset.slot === "top-0"), "the focus went with it");
	} else {
		await page.getByRole("button", { name: "Show in the preview" }).press("Enter");
	}
	await until(async () => (await inPreview(page).first().innerText()) === wanted, "it leads in the preview");
	const public_ = await page.request.get("/");
	assert.ok(!(await public_.text()).split('class="latest"')[0].includes(`>${wanted}</a></h2>`), "not before it is published");

	await page.getByRole("button", { name: "Publish the front page" }).press("Enter");
	await page.waitForURL("**/desk/front?language=en&done=front");
	await page.goto("/");
	assert.equal(await page.locator(".card.lead h2").innerText(), wanted);

	await page.goto(DESK);
	await page.getByRole("button", { name: `Take off: ${wanted}` }).press("Enter");
	await slot(page, "top-0").and(page.locator(":not(.is-placed)")).waitFor();
	await page.getByRole("button", { name: "Publish the front page" }).press("Enter");
	await page.waitForURL("**&done=front");
});

flow("stories are dragged into slots and from one to another, and the preview keeps its place", {}, async ({ page }) => {
	// High enough for both ends of each drag: a page that scrolls between them would have another story under the mouse.
	await page.setViewportSize({ width: 1400, height: 1700 });
	await signIn(page, OWNER, DESK);
	const first = await choice(page, 5).locator(".headline").innerText();
	const second = await choice(page, 6).locator(".headline").innerText();
	await inPreview(page).first().waitFor();
	await page.evaluate(() => (document.getElementById("preview").contentDocument.documentElement.scrollTop = 200));
	await choice(page, 5).dragTo(slot(page, "top-0"));
	await until(async () => (await headline(page, "top-0")) === first, "it was dropped on the lead");
	await until(async () => (await inPreview(page).first().innerText()) === first, "the preview follows");
	await choice(page, 6).dragTo(slot(page, "top-0"));
	await until(async () => (await headline(page, "top-0")) === second && (await headline(page, "top-1")) === first, "it pushed the other down");
	await slot(page, "top-1").dragTo(slot(page, "top-0"));
	await until(async () => (await headline(page, "top-0")) === first && (await headline(page, "top-1")) === second, "they changed places");
	await until(async () => (await inPreview(page).first().innerText()) === first, "the preview follows");
	assert.equal(await page.evaluate(() => document.getElementById("preview").contentDocument.documentElement.scrollTop), 200);

	await page.locator("#q").fill("no such story anywhere");
	await page.locator("#q").press("Enter");
	await page.locator(".offers .empty").waitFor();
	assert.equal(await headline(page, "top-0"), first, "a search loses nothing");

	await inPreview(page).nth(1).click();
	await until(() => page.evaluate(() => document.activeElement.dataset.slot === "top-1"), "a card in the preview leads to its slot");
	let asked = false;
	page.on("dialog", (dialog) => {
		asked = dialog.type() === "beforeunload";
		dialog.accept();
	});
	await page.goto("/desk");
	assert.ok(asked, "leaving with changes that are not public is asked about");
});

flow("without the server nothing is lost, and it is said", { faults: [/^console: Failed to load resource: net::ERR_FAILED/, /^request: .*ERR_FAILED/] }, async ({ page }) => {
	await signIn(page, OWNER, DESK);
	await page.route("**/desk/front", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
	await choice(page, 0).getByRole("button").click();
	await until(async () => (await page.locator("#front-said").innerText()).includes("Nothing is lost"), "it says so");
	await page.unroute("**/desk/front");
	await choice(page, 0).getByRole("button").click();
	await slot(page, "top-0").and(page.locator(".is-placed")).waitFor();
	page.on("dialog", (dialog) => dialog.accept());
});

for (const user of [OWNER, URDU_OWNER, EDITOR]) {
	const locale = user.language ?? "en";
	flow(`axe finds nothing: the front page at the desk, ${locale}`, { bypassCSP: true, locale }, async ({ page }) => {
		await signIn(page, user, DESK);
		await choice(page, 3).getByRole("button").click();
		await slot(page, "top-0").and(page.locator(".is-placed")).waitFor();
		await examine(page, { frames: false });
		page.on("dialog", (dialog) => dialog.accept());
	});
}
