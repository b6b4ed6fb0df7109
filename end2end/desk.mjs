// People at the desk, and how they get in.
import { PASSWORD } from "./rig.mjs";

export const OWNER = { email: "ada@news.example", name: "Ada Owner", role: "owner" };
export const EDITOR = { email: "eda@news.example", name: "Eda Editör", role: "editor", language: "tr" };
export const URDU_OWNER = { email: "ayesha@news.example", name: "عائشہ صدیقی", role: "owner", language: "ur" };

const cookies = new Map();

/** Opens `to` as somebody who is signed in: by the form the first time, afterwards in the same session. */
export async function signIn(page, user, to = "/desk/account") {
	const context = page.context();
	const kept = cookies.get(user);
	if (kept) await context.addCookies(kept);
	await page.goto(to);
	if (!page.url().includes("/desk/sign-in")) return;
	await signInByForm(page, user, to);
	cookies.set(user, await context.cookies());
}

/** Signs in by the form and ends at `to`. */
export async function signInByForm(page, { email, password = PASSWORD }, to = "/desk/account") {
	await page.goto(`/desk/sign-in?to=${encodeURIComponent(to)}`);
	await page.locator("#email").fill(email);
	await page.locator("#password").fill(password);
	await page.locator("form button.main").click();
	await page.waitForURL((address) => !address.pathname.startsWith("/desk/sign-in"));
}

/** The pages of accounts; `VISITOR` those of whoever is not signed in. */
export const ACCOUNT_PAGES = {
	account: "/desk/account",
	people: "/desk/users",
	person: "/desk/users/1",
	"who did what": "/desk/audit",
	"nothing there": "/desk/nowhere",
};
