// Writing on the page itself, at the desk: what is written is saved, both views are one text, and nothing is lost.
import assert from "node:assert/strict";

import { violations } from "./axe.mjs";
import { OWNER, signIn, URDU_OWNER } from "./desk.mjs";
import { rig, until } from "./rig.mjs";

const { flow } = rig({ users: [OWNER, URDU_OWNER] });
const NO_NETWORK = [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /ERR_NETWORK_CHANGED/];

const sheet = (page) => page.frameLocator("#sheet");
const writing = (page) => sheet(page).locator("#writing");
const saved = (page) => until(async () => (await page.locator(".saving").getAttribute("data-saving")) === "saved", "the text is saved");

/** Begins a story, and waits until one can write in it. */
async function begin(page, user = OWNER) {
	await signIn(page, user, "/desk");
	await page.locator(".new-story button").click();
	await writing(page).waitFor();
	return page.url();
}

/** The markup, looked at in the other view. */
async function markup(page) {
	await page.keyboard.press("Control+Shift+E");
	await page.locator("#body").waitFor();
	const text = await page.locator("#body").inputValue();
	await page.keyboard.press("Control+Shift+E");
	await writing(page).waitFor();
	return text;
}

async function paste(page, html, plain) {
	await writing(page).evaluate((target, [html, plain]) => {
		const window = target.ownerDocument.defaultView;
		const clipboardData = new window.DataTransfer();
		clipboardData.setData("text/html", html);
		clipboardData.setData("text/plain", plain);
		target.dispatchEvent(new window.ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
	}, [html, plain]);
}

flow("what is written on the page is saved as markup, and there again", {}, async ({ page }) => {
	await begin(page);
	await page.locator("#headline").fill("Ferries sail at night");
	await until(async () => (await sheet(page).locator("h1").innerText()) === "Ferries sail at night", "the page has the headline");
	await writing(page).click();
	await page.keyboard.type("## The last boat");
	await page.keyboard.press("Enter");
	await page.keyboard.type("It **really** leaves at three.");
	await page.keyboard.press("Enter");
	await page.keyboard.type("- one");
	await page.keyboard.press("Enter");
	await page.keyboard.type("two");
	await saved(page);
	assert.equal(await markup(page), "## The last boat\n\nIt **really** leaves at three.\n\n- one\n- two\n");
	await page.reload();
	await writing(page).locator("li").nth(1).waitFor();
	assert.equal(await writing(page).locator("strong").innerText(), "really");
	assert.equal(await page.frameLocator("#preview").locator(".story .body h2").innerText(), "The last boat");
});

flow("both views are one text with one past, and the caret stays among its words", {}, async ({ page }) => {
	await begin(page);
	await writing(page).click();
	await page.keyboard.type("One two three.");
	for (const _ of "three.") await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("Control+Shift+E");
	await page.locator("#body").waitFor();
	await until(() => page.locator("#body").evaluate((area) => document.activeElement === area), "the markup has the caret");
	await page.keyboard.type("and ");
	await page.keyboard.press("Control+Shift+E");
	await until(async () => (await writing(page).innerText()).includes("One two and three."), "the page has what was typed in markup");
	await page.keyboard.type("a ");
	await until(async () => (await writing(page).innerText()).trim() === "One two and a three.", "typing goes on where it was");
	await page.keyboard.press("Control+z");
	await until(async () => (await writing(page).innerText()).trim() === "One two and three.", "undone on the page");
	await page.keyboard.press("Control+z");
	await until(async () => (await writing(page).innerText()).trim() === "One two three.", "undone what was typed in markup");
	await page.keyboard.press("Control+Shift+Z");
	await until(async () => (await writing(page).innerText()).trim() === "One two and three.", "done again");
	await saved(page);
	await page.reload();
	await writing(page).locator("p").first().waitFor();
	await writing(page).click();
	await page.keyboard.press("Control+z");
	await until(async () => (await writing(page).innerText()).trim() === "One two three.", "the past outlives a reload");
});

flow("what nobody touched is not rewritten, and looking makes no version", {}, async ({ page }) => {
	const unusual = "Lead __with__ marks\nof its own.\n\n\n* a star\n* another\n\nLast one\n\n[one]: https://example.org/\n";
	const address = await begin(page);
	await page.locator("#view-source").click();
	await page.locator("#body").fill(unusual);
	await saved(page);
	const asked = [];
	page.on("request", (request) => request.url().includes("/desk/api/story/save") && asked.push(request.url()));
	await page.locator("#view-page").click();
	await writing(page).locator("li").first().waitFor();
	await page.goto("/desk");
	await page.goto(address);
	await writing(page).locator("li").first().waitFor();
	assert.deepEqual(asked, [], "looking saves nothing");
	await writing(page).locator("p", { hasText: "Last one" }).click();
	await page.keyboard.press("End");
	await page.keyboard.type(", changed");
	await saved(page);
	assert.equal(await markup(page), unusual.replace("Last one", "Last one, changed"));
});

flow("what is pasted becomes blocks without a network, and goes in one step", { allow: NO_NETWORK }, async ({ page, context }) => {
	await begin(page);
	await writing(page).click();
	await page.keyboard.type("Before.");
	await context.setOffline(true);
	await page.keyboard.press("Enter");
	await paste(page, "<h2>Trains</h2><p>They run <b>late</b>.</p><ul><li>one</li><li>two</li></ul>", "Trains They run late.");
	await writing(page).locator("h2", { hasText: "Trains" }).waitFor();
	assert.equal(await writing(page).locator("strong").innerText(), "late");
	assert.equal(await writing(page).locator("li").count(), 2);
	await page.keyboard.press("Control+z");
	await until(async () => (await writing(page).locator("h2").count()) === 0, "one undo takes it back");
	await context.setOffline(false);
});

flow("without the surface the text area stands in", { allow: [/ERR_FAILED/] }, async ({ page, context }) => {
	await context.route(/surface[^/]*\.js/, (route) => route.abort());
	await signIn(page, OWNER, "/desk");
	await page.locator(".new-story button").click();
	await page.locator("#body").waitFor();
	await page.locator("#body").fill("Written all the same.\n");
	await saved(page);
	assert.match(await page.locator(".editor > .visually-hidden").innerText(), /could not be loaded/);
});

for (const scheme of ["light", "dark"]) {
	flow(`the page to write on is accessible, ${scheme}`, { colorScheme: scheme }, async ({ page }) => {
		await begin(page);
		await page.locator("#headline").fill("A headline");
		await writing(page).click();
		await page.keyboard.type("Some words.");
		await saved(page);
		assert.deepEqual(await violations(page), []);
	});
}

flow("an Urdu story is written from the right", { locale: "ur" }, async ({ page }) => {
	await begin(page, URDU_OWNER);
	await page.locator("#language").selectOption("ur");
	await until(async () => (await sheet(page).locator("html").getAttribute("dir")) === "rtl", "the page follows the language");
	await writing(page).click();
	await page.keyboard.insertText("بارش کل تک جاری رہے گی۔");
	await saved(page);
	assert.equal(await markup(page), "بارش کل تک جاری رہے گی۔\n");
});
