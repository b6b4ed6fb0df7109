// What Lighthouse says of the readers' pages, how soon the widgets answer, and whether that is what we want: `make vitals`.
// `node vitals.mjs front share` measures those alone whose names hold one of the words.
//
// A run of its own, not a test: its figures depend on how busy the machine is.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { STORY } from "../places.mjs";
import { startSite, until } from "../rig.mjs";
import { island, WIDGETS } from "./islands.mjs";
import { page } from "./page.mjs";
import { table } from "./table.mjs";

const PAGES = [
	{ name: "article", path: STORY, html: 14_600 },
	{ name: "front", path: "/", html: 25_000 },
	{ name: "section", path: "/pakistan" },
	// Results of a search are kept out of search engines on purpose, for which Lighthouse takes a third of the points.
	{ name: "search", path: "/search?q=islamabad", skipAudits: ["is-crawlable"] },
	{ name: "Urdu front", path: "/ur", html: 25_000 },
];

process.env.DATELINE_BINARY ??= fileURLToPath(new URL("../../target/release/dateline", import.meta.url));
if (!existsSync(process.env.DATELINE_BINARY)) {
	console.error(`vitals: ${process.env.DATELINE_BINARY} is not there: make build`);
	process.exit(2);
}
// Whoever breaks this off means the server and the browser too: both are ended when this program exits.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

/** Whether all pictures of a page are there as AVIF, which is made after the first start. */
async function settled(address) {
	const html = await (await fetch(address)).text();
	return html.split('src="/media/').length === html.split('type="image/avif"').length;
}

const words = process.argv.slice(2);
const wanted = ({ name }) => !words.length || words.some((word) => name.includes(word));
const rows = [];
const site = await startSite();
try {
	for (const { path } of PAGES) await until(() => settled(site.url + path), `the pictures of ${path} are ready`, 60_000);
	for (const it of PAGES.filter(wanted)) rows.push(await page(site.url, it));
	for (const it of WIDGETS.filter(wanted)) rows.push(await island(site.url, it));
} finally {
	await site.stop();
}
const { text, missed } = table(rows);
console.log(`\n${text}\n`);
const processors = rows.flatMap(({ processor }) => processor ?? []).map(Math.round);
// All is measured on a quarter of this processor; below 1,000 Lighthouse itself calls it slower than it expects.
if (processors.length) console.log(`vitals: the processor's benchmark index was ${processors.join(", ")}; times want 1,000 or more, and nothing else running`);
for (const line of missed) console.log(`vitals: ${line}`);
if (!missed.length) console.log("vitals: all as wanted");
process.exitCode = missed.length ? 1 : 0;
