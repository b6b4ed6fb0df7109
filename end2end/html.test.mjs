// What the server sends is HTML by the book: the Nu checker (vnu-jar, which needs Java) finds no error in any kind of page.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ACCOUNT_PAGES, OWNER, signIn } from "./desk.mjs";
import { NOWHERE, PAGES } from "./places.mjs";
import { rig } from "./rig.mjs";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const DESK = {
	...ACCOUNT_PAGES,
	stories: "/desk",
	"front page at the desk": "/desk/front",
	pictures: "/desk/pictures",
	"site and topics": "/desk/catalogue",
};

// Valid by CSS View Transitions 2, of which the checker has not heard.
const unknown = ({ message, extract = "" }) => message.startsWith("CSS: ") && /view-transition|tion-group\(root/.test(extract);

// The desk's tables say their roles again, for browsers that forget them where a row is shown as a block (src/desk/table.rs).
const said_again = ({ message, extract = "" }) => /role/.test(message) && /role="(table|rowgroup|row|columnheader|rowheader|cell)"/.test(extract);

/** What the checker finds in documents by name, a line for each error or warning. */
async function errors(documents) {
	const folder = await mkdtemp(join(tmpdir(), "dateline-html-"));
	try {
		const names = [...documents.keys()];
		const files = names.map((_, at) => join(folder, `${at}.html`));
		await Promise.all(names.map((name, at) => writeFile(files[at], documents.get(name))));
		const checker = spawn("java", ["-jar", JAR, "--format", "json", "--exit-zero-always", "--stdout", ...files]);
		let said = "";
		for (const stream of [checker.stdout, checker.stderr]) stream.on("data", (bytes) => (said += bytes));
		const [code] = await once(checker, "close");
		assert.equal(code, 0, said);
		const { messages } = JSON.parse(said);
		return messages
			.filter((found) => (found.type !== "info" || found.subType === "warning") && !unknown(found))
			.map((found) => ({ name: names[Number(found.url?.match(/(\d+)\.html$/)?.[1])], ...found }))
			.filter((found) => !(found.name?.startsWith("desk, ") && said_again(found)))
			.map(({ name, message, extract = "" }) => `${name}: ${message}: ${extract.trim()}`);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

if (spawnSync("java", ["-version"]).status !== 0) {
	test("every kind of page is HTML by the book", { skip: "there is no Java here, which the Nu checker needs" }, () => {});
} else {
	const { flow } = rig({ users: [OWNER] });

	flow("the checker finds what is wrong", {}, async () => {
		const page = (body) => `<!doctype html><html lang="en"><title>A</title>${body}</html>`;
		const found = await errors(new Map([["good", page("<p>A")], ["bad", page("<img><p>a<!>b")]]));
		for (const fault of [/^bad: .*“src”/, /^bad: Bogus comment/]) assert.ok(found.some((line) => fault.test(line)), found.join("\n"));
		assert.ok(!found.some((line) => line.startsWith("good: ")), found.join("\n"));
	});

	flow("every kind of page is HTML by the book", {}, async ({ page }) => {
		const documents = new Map();
		const take = async (name, path, status = 200) => {
			const answer = await page.request.get(path);
			assert.equal(answer.status(), status, path);
			documents.set(name, await answer.text());
		};
		for (const [name, path] of Object.entries(PAGES)) await take(name, path);
		await take("nowhere", NOWHERE, 404);
		await signIn(page, OWNER, "/desk");
		for (const [name, path] of Object.entries(DESK)) await take(`desk, ${name}`, path, path === ACCOUNT_PAGES["nothing there"] ? 404 : 200);
		const story = await page.locator(".stories tbody th a").first().getAttribute("href");
		for (const path of ["", "/revisions", "/share"]) await take(`desk, story${path}`, `${story}${path}`);
		assert.deepEqual(await errors(documents), []);
	});
}
