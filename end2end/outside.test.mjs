// How a story looks elsewhere, at the desk: what is shown is what others are served.
import assert from "node:assert/strict";
import { examine } from "./axe.mjs";
import { EDITOR, OWNER, signIn, URDU_OWNER } from "./desk.mjs";
import { rig, until } from "./rig.mjs";

const { flow, both } = rig({ demo: true, users: [OWNER, URDU_OWNER, EDITOR] });
const SAYS_422 = /^console: Failed to load resource: the server responded with a status of 422/;
const STORY = "/pakistan/turkish-ministers-hold-talks-in-islamabad";

/** What the page of a story says of itself to others. */
async function card(context, path) {
	const html = await (await context.request.get(path)).text();
	const said = [...html.matchAll(/<meta property="(og:[^"]+)" content="([^"]*)"/g)].map(([, name, content]) => [name, content]);
	return Object.fromEntries(said);
}

/** The address at the desk of the story whose headline begins so. */
async function atDesk(page, words) {
	await page.goto(`/desk?q=${encodeURIComponent(words)}`);
	const href = await page.locator("a[href^='/desk/story/']").first().getAttribute("href");
	return href;
}

/** The bytes of a picture that the page shows. */
const bytes = (context, address) => context.request.get(address).then((answer) => answer.body());

// Thirty stories are drawn, on a quarter of a processor, which on a busy machine is little.
flow("the chat's preview is the share picture that is served", { limit: 300_000 }, async ({ page, context }) => {
	// Whoever reads a story of an archive has its picture drawn.
	const picture = await until(async () => {
		const said = await card(context, STORY);
		return said["og:image"]?.includes("/card/") && said["og:image"];
	}, "the share picture is there", 240_000);
	const said = await card(context, STORY);
	await signIn(page, OWNER, "/desk");
	const story = await atDesk(page, "Turkish ministers");
	await page.goto(`${story}/outside`);
	assert.match(await page.locator("main").innerText(), /as it is served now/);
	for (const look of [".bubble", ".post"]) {
		for (const theme of [".light", ".dark"]) {
			const shown = page.locator(`${theme} ${look}`);
			assert.equal(new URL(await shown.locator("img").getAttribute("src"), page.url()).href, new URL(picture).href);
			assert.equal(await shown.locator(".title").innerText(), said["og:title"]);
		}
	}
	assert.equal(await page.locator(".light .bubble .text").innerText(), said["og:description"]);
	// Of a text that is not published it is drawn as it would be served: the same bytes, as long as nothing has changed.
	const drawn = await bytes(context, `${story}/outside/card.jpg`);
	assert.ok(drawn.equals(await bytes(context, picture)));
	const width = await page.locator(".light .bubble img").evaluate((image) => image.naturalWidth);
	assert.equal(width, 1200);
});

flow("what is not published is drawn for its writers alone", {}, async ({ page, context, browser }) => {
	await signIn(page, OWNER, "/desk");
	await page.locator("form[action='/desk/story'] button, form[action='/desk/stories'] button").first().click();
	await page.waitForURL("**/desk/story/*");
	const story = new URL(page.url()).pathname;
	await page.goto(`${story}/outside`);
	assert.match(await page.locator("main").innerText(), /as it will be/);
	const picture = await page.locator(".light .bubble img").getAttribute("src");
	assert.equal((await context.request.get(picture)).headers()["content-type"], "image/jpeg");
	await context.clearCookies();
	const answer = await context.request.get(picture, { maxRedirects: 0 });
	assert.notEqual(answer.status(), 200);
});

both("a translation is linked and unlinked by keyboard, and readers are offered it", { faults: [SAYS_422] }, async ({ page, context }) => {
	await signIn(page, OWNER, "/desk");
	const story = await atDesk(page, "Turkish ministers");
	const urdu = (await (await context.request.get("/feed/language/ur.json")).json()).items[0].url;
	await page.goto(`${story}/outside`);
	const field = page.getByLabel("Address of the translation");
	await field.focus();
	await page.keyboard.type("/nowhere/at-all");
	await page.keyboard.press("Enter");
	assert.match(await page.locator("#address-error").innerText(), /No story has this address/);
	assert.equal(await field.inputValue(), "/nowhere/at-all");
	await field.fill(urdu);
	await field.press("Enter");
	await page.waitForURL("**/outside?done=translation-linked");
	assert.equal(await page.locator(".translations li").count(), 1);
	await page.goto(STORY);
	const also = page.getByRole("navigation", { name: "Also in" }).getByRole("link", { name: "اردو" });
	await also.click();
	await page.waitForURL((address) => address.href === urdu);
	assert.equal(await page.locator("link[hreflang=en]").getAttribute("href"), new URL(STORY, page.url()).href);
	await page.goto(`${story}/outside`);
	await page.getByRole("button", { name: "This story is no translation of these" }).press("Enter");
	await page.waitForURL("**/outside?done=translation-unlinked");
	// The browser keeps the page for some seconds; the server does not.
	const again = await (await context.request.get(STORY)).text();
	assert.ok(!again.includes("also-in\""));
});

for (const user of [OWNER, URDU_OWNER, EDITOR]) {
	const locale = user.language ?? "en";
	flow(`axe finds nothing: how a story looks elsewhere, ${locale}`, { bypassCSP: true, locale }, async ({ page }) => {
		await signIn(page, user, "/desk");
		const story = await atDesk(page, user === URDU_OWNER ? "" : "Turkish ministers");
		await page.goto(`${story}/outside`);
		await examine(page);
	});
}

flow("axe finds nothing: the card that other sites frame", { bypassCSP: true }, async ({ page }) => {
	await page.goto(`/embed${STORY}`);
	await examine(page);
});
