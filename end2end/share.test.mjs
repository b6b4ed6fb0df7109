// The row under a story: links that work by themselves, and what scripts add to them.
import assert from "node:assert/strict";
import { STORY } from "./places.mjs";
import { rig, until } from "./rig.mjs";

const { flow, both } = rig();

const row = (page) => page.locator(".share");
const awake = (page) => until(() => page.locator(".share[data-wake=awake]").count(), "the row wakes");
const control = (page, name) => row(page).locator(`[data-act=${name}]`);

both("every entry is a link of its own", {}, async ({ page, url }) => {
	await page.goto(STORY);
	const to = (name) => row(page).getByRole("link", { name, exact: true }).getAttribute("href");
	const headline = await page.getByRole("heading", { level: 1 }).innerText();
	const whatsapp = new URL(await to("WhatsApp"));
	assert.equal(whatsapp.origin + whatsapp.pathname, "https://wa.me/");
	assert.equal(whatsapp.searchParams.get("text"), `${headline} ${url}${STORY}`);
	const mail = new URL(await to("E-mail"));
	assert.equal(mail.protocol, "mailto:");
	assert.deepEqual([mail.searchParams.get("subject"), mail.searchParams.get("body")], [headline, url + STORY]);
	assert.equal(await to("Copy link"), url + STORY);
	assert.match(await to("Follow the channel"), /^https:\/\/whatsapp\.com\/channel\//);
	for (const name of ["native", "qr"]) assert.equal(await control(page, name).isVisible(), false, name);
});

flow("the address is copied, and that is said", { permissions: ["clipboard-read", "clipboard-write"] }, async ({ page, url }) => {
	await page.goto(STORY);
	await control(page, "copy").click();
	await until(async () => /Link copied/.test(await row(page).locator("[role=status]").innerText()), "it is announced");
	assert.equal(await page.evaluate(() => navigator.clipboard.readText()), url + STORY);
	assert.equal(page.url(), url + STORY);
});

flow("where copying is refused, the address is shown", {}, async ({ page, context, url }) => {
	await context.addInitScript(() => {
		navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
	});
	await page.goto(STORY);
	await control(page, "copy").click();
	await until(async () => (await row(page).locator("[role=status]").innerText()).includes(url + STORY), "it is shown");
});

flow("codes come when they are asked for", {}, async ({ page, url }) => {
	const fetched = [];
	page.on("request", (request) => request.url().includes("/qr/") && fetched.push(request.url()));
	await page.goto(STORY);
	await row(page).hover();
	await awake(page);
	const button = control(page, "qr");
	assert.ok(await button.isVisible());
	assert.equal(await button.getAttribute("aria-expanded"), "false");
	assert.deepEqual(fetched, []);
	await button.click();
	assert.equal(await button.getAttribute("aria-expanded"), "true");
	const codes = row(page).locator(".codes img");
	assert.equal(await codes.count(), 2);
	await until(() => codes.evaluateAll((all) => all.every((it) => it.complete && it.naturalWidth > 0)), "the codes load");
	assert.ok(fetched.length === 2 && fetched.every((address) => address.startsWith(`${url}/qr/`)), fetched.join(" "));
	await button.click();
	assert.equal(await button.getAttribute("aria-expanded"), "false");
	assert.equal(await codes.first().isVisible(), false);
});

flow("a phone shows no code", { viewport: { width: 360, height: 780 } }, async ({ page }) => {
	await page.goto(STORY);
	await row(page).hover();
	await awake(page);
	assert.equal(await control(page, "qr").isVisible(), false);
});

for (const has of [true, false]) {
	flow(`the device's own sheet ${has ? "gets the address" : "is not offered where there is none"}`, {}, async ({ page, context, url }) => {
		await context.addInitScript((fake) => {
			if (fake) {
				navigator.share = async (data) => {
					window.shared = data;
				};
			} else {
				delete Navigator.prototype.share;
			}
		}, has);
		await page.goto(STORY);
		await row(page).hover();
		await awake(page);
		assert.equal(await control(page, "native").isVisible(), has);
		if (!has) return;
		await control(page, "native").click();
		const shared = await until(() => page.evaluate(() => window.shared), "the sheet is opened");
		assert.equal(shared.url, url + STORY);
		assert.match(shared.title, /^Turkish foreign and defence ministers/);
	});
}
