// Takes pictures of the main pages, for people to look at: `node screenshots.mjs DIR`, with DATELINE_BINARY set.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ACCOUNT_PAGES, OWNER, signIn, URDU_OWNER } from "./desk.mjs";
import { LIVE, STORY, URDU_STORY } from "./places.mjs";
import { launch, startSite } from "./rig.mjs";

const PAGES = { front: "/", story: STORY, "urdu-front": "/ur", "urdu-story": URDU_STORY, live: LIVE };
const WIDTHS = { 360: 780, 1280: 900 };

const folder = process.argv[2];
if (!folder) {
	console.error("usage: node screenshots.mjs DIR");
	process.exit(2);
}
await mkdir(folder, { recursive: true });
// By name, for passkeys belong to a name.
const [site, browser] = await Promise.all([startSite({ users: [OWNER, URDU_OWNER], host: "localhost" }), launch()]);
try {
	for (const [width, height] of Object.entries(WIDTHS)) {
		for (const colorScheme of ["light", "dark"]) {
			const viewport = { width: Number(width), height };
			const context = await browser.newContext({ baseURL: site.url, viewport, colorScheme });
			const page = await context.newPage();
			// Fonts that come late are not used (font-display: optional): the first visit brings them.
			for (const path of ["/", "/ur"]) await page.goto(path, { waitUntil: "networkidle" });
			for (const [name, path] of Object.entries(PAGES)) {
				await page.goto(path);
				const file = (part) => join(folder, `${name}-${width}-${colorScheme}${part}.png`);
				await page.screenshot({ path: file("") });
				// Pictures further down are fetched as the reader comes near.
				await page.evaluate(async () => {
					for (const image of document.images) {
						if (!image.currentSrc) image.loading = "eager";
					}
					await Promise.all([...document.images].filter((image) => image.src).map((image) => image.decode().catch(() => {})));
				});
				await page.screenshot({ path: file("-whole"), fullPage: true });
			}
			await context.close();
			for (const [language, user] of [["en", OWNER], ["ur", URDU_OWNER]]) {
				const context = await browser.newContext({ baseURL: site.url, viewport, colorScheme, locale: language });
				const page = await context.newPage();
				const shoot = (name) => {
					const path = join(folder, `desk-${name}-${language}-${width}-${colorScheme}.png`.replaceAll(" ", "-"));
					return page.screenshot({ path, fullPage: true });
				};
				await page.goto("/desk/sign-in", { waitUntil: "networkidle" });
				await page.reload();
				await shoot("sign-in");
				await signIn(page, user);
				for (const [name, path] of Object.entries(ACCOUNT_PAGES)) {
					await page.goto(path);
					await shoot(name);
				}
				await context.close();
			}
		}
	}
} finally {
	await browser.close();
	await site.stop();
}
