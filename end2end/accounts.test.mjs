// Signing in at the desk: by password, by link, by passkey, and without scripts.
import assert from "node:assert/strict";
import { examine } from "./axe.mjs";
import { ACCOUNT_PAGES, EDITOR, OWNER, signIn, URDU_OWNER } from "./desk.mjs";
import { PASSWORD, rig, SAYS_404, until } from "./rig.mjs";

const { flow, both } = rig({ demo: false, users: [OWNER, URDU_OWNER, EDITOR] });
const SAYS_422 = /^console: Failed to load resource: the server responded with a status of 422/;

both("a wrong password is said so, the right one opens the desk, and signing out closes it", { faults: [SAYS_422] }, async ({ page, context }) => {
	await page.goto("/desk/users");
	assert.match(page.url(), /\/desk\/sign-in\?to=%2Fdesk%2Fusers$/);
	await page.getByLabel("E-mail").fill(OWNER.email);
	await page.getByLabel("Password").fill("not the password at all");
	await page.getByRole("button", { name: "Sign in", exact: true }).click();
	assert.equal(await page.getByRole("alert").first().innerText(), "The e-mail address or the password is wrong.");
	assert.equal(await page.getByLabel("E-mail").inputValue(), OWNER.email, "what was typed stays");
	await page.getByLabel("Password").fill(PASSWORD);
	await page.getByRole("button", { name: "Sign in", exact: true }).click();
	await page.waitForURL("**/desk/users");
	assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "People");
	const [cookie] = await context.cookies();
	assert.deepEqual(
		[cookie.name, cookie.secure, cookie.httpOnly, cookie.sameSite, cookie.path],
		["__Host-dateline", true, true, "Lax", "/"],
	);
	await page.getByRole("button", { name: "Sign out", exact: true }).click();
	await page.waitForURL("**/desk/sign-in?done=signed-out");
	assert.equal(await page.getByRole("status").innerText(), "You are signed out.");
	await page.goto("/desk/account");
	assert.match(page.url(), /sign-in/);
});

both("somebody is invited, chooses a password and is shut out again", {}, async ({ page, context, scripts }) => {
	await signIn(page, OWNER, "/desk/users");
	const name = `Bea ${scripts ? "with" : "without"} scripts`;
	const email = scripts ? "bea@news.example" : "bob@news.example";
	await page.getByLabel("Name").fill(name);
	await page.getByLabel("E-mail").fill(email);
	await page.getByRole("radio", { name: "Editor" }).check();
	await page.getByRole("button", { name: "Make the invitation" }).click();
	const link = await page.locator(".secret").innerText();
	await page.getByRole("link", { name: "All people" }).click();
	const row = page.getByRole("row").filter({ hasText: name });
	assert.match(await row.innerText(), /Invited/);

	const cookies = await context.cookies();
	await context.clearCookies();
	await page.goto(link);
	assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), `Welcome, ${name}`);
	await page.getByLabel("New password").fill("another few words here");
	await page.getByRole("button", { name: "Save and sign in" }).click();
	await page.waitForURL("**/desk?done=welcome");
	assert.equal(await page.getByRole("link", { name: "People", exact: true }).count(), 0, "an editor manages nobody");

	await context.clearCookies();
	await context.addCookies(cookies);
	await page.goto("/desk/users");
	await row.getByRole("link", { name }).click();
	await page.getByRole("button", { name: "Shut out" }).click();
	assert.match(await page.getByRole("status").innerText(), /shut out/);
});

both("a profile is changed, and the desk speaks another language", {}, async ({ page, scripts }) => {
	await signIn(page, EDITOR);
	assert.equal(await page.evaluate(() => document.documentElement.lang), "tr");
	const name = scripts ? "Eda E." : "Eda Editör";
	await page.getByLabel("Ad", { exact: true }).fill(name);
	await page.getByRole("button", { name: "Kaydet", exact: true }).click();
	await page.waitForURL("**/desk/account?done=profile");
	assert.equal(await page.locator(".person a").innerText(), name);
});

for (const [language, user] of [["English", OWNER], ["Urdu", URDU_OWNER]]) {
	for (const [name, path] of Object.entries(ACCOUNT_PAGES)) {
		const faults = path === "/desk/nowhere" ? [SAYS_404] : [];
		flow(`axe finds nothing: ${name}, in ${language}`, { bypassCSP: true, faults }, async ({ page }) => {
			await signIn(page, user);
			await page.goto(path);
			await examine(page);
		});
	}
}

for (const locale of ["en-GB", "ur-PK"]) {
	flow(`axe finds nothing: signing in, ${locale}`, { bypassCSP: true, locale }, async ({ page }) => {
		await page.goto("/desk/sign-in");
		await examine(page);
	});
}

flow("axe finds nothing: account, in Turkish", { bypassCSP: true }, async ({ page }) => {
	await signIn(page, EDITOR);
	await examine(page);
});

for (const user of [OWNER, URDU_OWNER]) {
	const locale = user.language ?? "en";
	flow(`axe finds nothing: a link that is shown once, and where it leads, ${locale}`, { bypassCSP: true, locale, faults: [SAYS_422] }, async ({ page, context }) => {
		await signIn(page, user, "/desk/users");
		await page.locator("#name").fill("Axe");
		await page.locator("#email").fill(`axe-${locale}@news.example`);
		await page.locator("form.columns button.main").click();
		const link = await page.locator(".secret").innerText();
		await examine(page);
		await context.clearCookies();
		await page.goto(link);
		await page.locator("#new-password").fill("short");
		await page.locator("form button.main").click();
		await page.locator("#new-password-error").waitFor();
		await examine(page);
	});
}

flow("the first stop at the desk is the skip link, and it skips", {}, async ({ page }) => {
	await signIn(page, OWNER);
	await page.keyboard.press("Tab");
	assert.ok(await page.getByRole("link", { name: "Skip to the content" }).evaluate((it) => it === document.activeElement));
	await page.keyboard.press("Enter");
	await until(() => page.evaluate(() => document.activeElement === document.querySelector("main")), "main has the focus");
});

const empty = rig({ demo: false });
empty.both("the first owner's link is printed, and makes the first account", {}, async ({ page, said, url, scripts }) => {
	const [link] = said().match(/http:\S+\/desk\/link\/\S+/);
	assert.ok(link.startsWith(url));
	if (!scripts) return void assert.equal((await page.request.get(link)).status(), 410, "the flow before this one used it");
	await page.goto(link);
	await page.getByLabel("Name").fill("Ada");
	await page.getByLabel("E-mail").fill("ada@news.example");
	await page.getByLabel("New password").fill(PASSWORD);
	await page.getByRole("button", { name: "Save and sign in" }).click();
	await page.waitForURL("**/desk?done=welcome");
	assert.equal(await page.getByRole("status").innerText(), "Welcome. You are signed in.");
});
