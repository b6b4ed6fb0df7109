// Passkeys, with the browser's own virtual authenticator (Chrome DevTools Protocol, WebAuthn domain).
import assert from "node:assert/strict";
import { OWNER, signIn } from "./desk.mjs";
import { rig, until } from "./rig.mjs";

// Passkeys belong to a domain, and a number is none.
const { flow, both } = rig({ demo: false, users: [OWNER], host: "localhost" });
const SAYS_401 = /^console: Failed to load resource: the server responded with a status of 401/;

async function authenticator(context, page) {
	const session = await context.newCDPSession(page);
	await session.send("WebAuthn.enable");
	const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
		options: {
			protocol: "ctap2",
			transport: "internal",
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	return { session, authenticatorId };
}

async function add(page, name) {
	await signIn(page, OWNER);
	await page.getByLabel("Name of the new passkey").fill(name);
	await page.getByRole("button", { name: "Add a passkey" }).click();
	await page.waitForURL("**/desk/account?done=passkey-added");
}

flow("a passkey is added, signs in, is renamed and removed", { faults: [SAYS_401] }, async ({ page, context }) => {
	await authenticator(context, page);
	await add(page, "Laptop");
	await page.getByRole("button", { name: "Sign out", exact: true }).click();
	await page.waitForURL("**/desk/sign-in*");
	await page.goto("/desk/sign-in?to=%2Fdesk%2Faccount");
	await page.getByRole("button", { name: "Sign in with a passkey" }).click();
	await page.waitForURL("**/desk/account");
	assert.match(await page.locator(".passkeys").innerText(), /Last used/);

	await page.getByLabel("Rename the passkey Laptop").first().fill("Phone");
	await page.getByRole("button", { name: "Rename the passkey Laptop" }).click();
	await page.waitForURL("**/desk/account?done=passkey-named");
	await page.getByRole("button", { name: "Remove the passkey Phone" }).click();
	await page.waitForURL("**/desk/account?done=passkey-removed");
	assert.equal(await page.locator(".passkeys").count(), 0);

	await page.getByRole("button", { name: "Sign out", exact: true }).click();
	await page.waitForURL("**/desk/sign-in*");
	await page.getByRole("button", { name: "Sign in with a passkey" }).click();
	const alert = page.locator(".passkey .error");
	await until(async () => /did not work/.test(await alert.innerText()), "a removed passkey opens nothing");
});

flow("a person who changes their mind is told so in words", {}, async ({ page, context }) => {
	const { session, authenticatorId } = await authenticator(context, page);
	await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
	await page.goto("/desk/sign-in");
	await page.getByRole("button", { name: "Sign in with a passkey" }).click();
	await until(async () => /Try again/.test(await page.locator(".passkey .error").innerText()), "it is said");
	assert.ok(await page.getByRole("button", { name: "Sign in with a passkey" }).isEnabled());
});

both("without scripts there is no passkey button, and nothing else is missing", {}, async ({ page, scripts }) => {
	await page.goto("/desk/sign-in");
	assert.equal(await page.getByRole("button", { name: "Sign in with a passkey" }).isVisible(), scripts);
	await signIn(page, OWNER);
	assert.equal(await page.getByRole("button", { name: "Add a passkey" }).isVisible(), scripts);
});
