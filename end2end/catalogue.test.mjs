// The site, its sections, its people, its topics and its redirects at the desk, with and without scripts.
import assert from "node:assert/strict";
import { examine } from "./axe.mjs";
import { EDITOR, OWNER, signIn, URDU_OWNER } from "./desk.mjs";
import { rig, until } from "./rig.mjs";

const { flow, both } = rig({ demo: true, users: [OWNER, URDU_OWNER, EDITOR] });
const SAYS_422 = /^console: Failed to load resource: the server responded with a status of 422/;
const PAGES = {
	site: "/desk/catalogue",
	sections: "/desk/catalogue/sections",
	authors: "/desk/catalogue/authors",
	topics: "/desk/catalogue/topics",
	redirects: "/desk/catalogue/redirects",
};

both("a section is added and moved up by keyboard, and the menu follows", {}, async ({ page, scripts }) => {
	await signIn(page, OWNER, PAGES.sections);
	const name = `Weather ${scripts ? "with" : "without"} scripts`;
	await page.locator("#new-name-en").focus();
	await page.keyboard.type(name);
	await page.keyboard.press("Enter");
	await page.waitForURL("**/desk/catalogue/sections?done=catalogue");
	assert.equal(await page.getByRole("status").innerText(), "Saved. Readers see it now.");
	await page.waitForLoadState();
	const headings = () => page.locator("ol.plain h2 bdi").allInnerTexts();
	const before = await headings();
	assert.equal(before.at(-1), name);
	await page.getByRole("button", { name: `Move ${name} up` }).focus();
	await page.keyboard.press("Enter");
	await until(async () => (await headings().catch(() => [])).at(-2) === name, "it stands above the one before");
	await page.goto("/");
	const menu = await page.locator("nav a").allInnerTexts();
	assert.ok(menu.includes(name), menu.join(", "));
});

both("a redirect that would go in a circle is refused, with what was typed kept", { faults: [SAYS_422] }, async ({ page, scripts }) => {
	await signIn(page, OWNER, PAGES.redirects);
	const from = `/old-${scripts ? "with" : "without"}`;
	await page.getByLabel("Old address").fill(from);
	await page.getByLabel("Leads to").fill(from);
	await page.getByRole("button", { name: "Add a redirect" }).click();
	assert.match(await page.getByRole("alert").innerText(), /would lead back to itself/);
	assert.equal(await page.getByLabel("Old address").inputValue(), from);
	await page.getByLabel("Leads to").fill("/latest");
	await page.getByRole("button", { name: "Add a redirect" }).click();
	await page.waitForURL("**/desk/catalogue/redirects?done=catalogue");
	await page.goto(from);
	assert.match(page.url(), /\/latest$/);
});

for (const user of [OWNER, URDU_OWNER, EDITOR]) {
	const locale = user.language ?? "en";
	for (const [name, path] of Object.entries(PAGES)) {
		flow(`axe finds nothing: ${name}, ${locale}`, { bypassCSP: true, locale }, async ({ page }) => {
			await signIn(page, user, path);
			await examine(page);
		});
	}
	flow(`axe finds nothing: an author, what is wrong with one, and the revisions, ${locale}`, { bypassCSP: true, locale, faults: [SAYS_422] }, async ({ page }) => {
		await signIn(page, user, PAGES.authors);
		await page.locator("table a").first().click();
		await examine(page);
		await page.locator("#channel-url").fill("http://x y");
		await page.locator("form button.main").evaluate((button) => (button.form.noValidate = true));
		await page.locator("form button.main").click();
		await page.locator("#channel-url-error").waitFor();
		await examine(page);
		await page.locator("#channel-url").fill("https://whatsapp.com/channel/x");
		await page.locator("#role").fill(`A role, ${locale}`);
		await page.locator("form button.main").click();
		await page.waitForURL("**?done=catalogue");
		await page.locator(".sheet a[href*=history]").click();
		await page.locator(".comparison").first().waitFor();
		await examine(page);
	});
}
