// The writing surface by itself, in a page that stands for the desk: typing, blocks, keys, composition, and what the desk is told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "./axe.mjs";
import { launch } from "./rig.mjs";
import { startHarness } from "./surface/harness.mjs";
import { random } from "../src/surface/random.mjs";

let harness;
let browser;
before(async () => {
	[harness, browser] = await Promise.all([startHarness(), launch()]);
}, { timeout: 60_000 });
after(async () => {
	await browser?.close();
	await harness?.stop();
}, { timeout: 20_000 });

const text = (words) => ({ type: "text", text: words });
const para = (...words) => ({ type: "paragraph", ...(words.length ? { content: words.map(text) } : {}) });

/** A test with a page on which a surface is open with `blocks`. */
const flow = (name, { blocks = [para()], query = "", options = {} }, body) =>
	test(name, { timeout: 90_000 }, async () => {
		const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", bypassCSP: true, ...options });
		context.setDefaultTimeout(10_000);
		const faults = [];
		try {
			const page = await context.newPage();
			page.on("pageerror", (error) => faults.push(error.stack));
			page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
			await page.goto(`${harness.url}/${query}`);
			await page.waitForSelector("[data-ready]");
			await page.evaluate((blocks) => rig.open(blocks), blocks);
			const frame = page.frames()[1];
			const told = async () => JSON.parse(JSON.stringify(await page.evaluate(() => rig.settled())));
			/** The told blocks in short: types, and the words in them. */
			const short = async () => (await told()).map(brief);
			const press = async (...keys) => {
				for (const key of keys) await page.keyboard.press(key);
			};
			await body({ page, frame, told, short, press, type: (words) => page.keyboard.type(words), body: frame.locator(".body") });
		} finally {
			await context.close();
		}
		assert.deepEqual(faults, []);
	});

function brief({ type, content = [], text, marks = [] }) {
	if (type === "text") return marks.length ? `${marks.map((mark) => mark.type)}:${text}` : text;
	return `${type}(${content.map(brief).join("|")})`;
}

flow("what is typed is told, with its rules, and one step back takes a rule back", {}, async ({ body, type, press, short }) => {
	await body.click();
	await type('One **two** "three"');
	await press("Enter");
	await type("- item");
	assert.deepEqual(await short(), ["paragraph(One |strong:two| “three”)", "list(item(paragraph(item)))"]);
	await press("Enter", "Enter");
	await type("## ");
	await press("Backspace");
	assert.equal((await short()).at(-1), "paragraph(## )");
});

flow("the palette offers blocks, narrows, and puts one in", {}, async ({ body, frame, type, press, short, page }) => {
	await body.click();
	await type("/pull");
	await frame.locator("#sf-palette [role=option]").first().waitFor();
	assert.equal(await body.getAttribute("aria-activedescendant"), "sf-palette-pull-quote");
	await press("Enter");
	await type("Large");
	await press("Enter");
	await type("/pict");
	await press("Enter");
	assert.deepEqual(await short(), ["pull_quote(Large)", "paragraph()"]);
	assert.deepEqual(await page.evaluate(() => rig.wanted), ["picture"]);
});

flow("items nest by Tab, and leave their list by Enter", {}, async ({ body, type, press, short }) => {
	await body.click();
	await type("- a");
	await press("Enter");
	await type("b");
	await press("Tab");
	assert.deepEqual(await short(), ["list(item(paragraph(a)|list(item(paragraph(b)))))"]);
	await press("Shift+Tab", "Enter", "Enter");
	await type("c");
	assert.deepEqual(await short(), ["list(item(paragraph(a))|item(paragraph(b)))", "paragraph(c)"]);
});

flow("a table by keys: cells by Tab, a row after the last, and out of it", {}, async ({ body, type, press, short, told }) => {
	await body.click();
	await type("/table");
	await press("Enter");
	for (let cell = 0; cell < 10; cell++) {
		await type(String(cell));
		await press("Tab");
	}
	const [table] = await told();
	assert.deepEqual(table.content.map((row) => row.content.map((cell) => cell.type)), [
		["table_header", "table_header", "table_header"],
		...Array(3).fill(["table_cell", "table_cell", "table_cell"]),
	]);
	await press("Enter");
	await type("after");
	assert.equal((await short()).at(-1), "paragraph(after)");
});

flow("blocks move, are doubled and taken out", { blocks: [para("a"), para("b"), para("c")] }, async ({ frame, press, short }) => {
	await frame.locator(".body p").last().click();
	await press("Alt+ArrowUp");
	assert.deepEqual(await short(), ["paragraph(a)", "paragraph(c)", "paragraph(b)"]);
	await press("Control+d");
	assert.deepEqual(await short(), ["paragraph(a)", "paragraph(c)", "paragraph(c)", "paragraph(b)"]);
	await press("Escape", "Backspace");
	assert.deepEqual(await short(), ["paragraph(a)", "paragraph(c)", "paragraph(b)"]);
});

const FIGURE = { type: "figure", attrs: { src: "a.jpg" }, content: [text("Caption")] };

flow("a picture's fields and focal point are set by keys", { blocks: [FIGURE, para("after")] }, async ({ frame, press, type, told }) => {
	await frame.locator("figcaption > span").first().click();
	await press("End", "Tab");
	await type("Reuters");
	await press("Tab");
	await type("A bridge");
	await press("Tab", "Enter", "ArrowRight", "Shift+ArrowDown");
	const [{ attrs }] = await told();
	assert.deepEqual([attrs.credit, attrs.alt, attrs.x, attrs.y], ["Reuters", "A bridge", 51, 60]);
});

flow("a note is written in its box", { blocks: [para("Read")] }, async ({ frame, press, type, short }) => {
	await frame.locator(".body p").click();
	await press("End");
	await type(" /note");
	await press("Enter");
	await frame.locator(".sf-note-words:focus").waitFor();
	await type("the words");
	await press("Enter");
	await type("on");
	assert.deepEqual(await short(), ["paragraph(Read |note(the words)|on)"]);
});

flow("tools are reached from the text by key, and a link is set by search", { blocks: [para("river")] }, async ({ frame, press, type, short, told }) => {
	await frame.locator(".body p").dblclick();
	await press("Alt+F10");
	assert.equal(await frame.evaluate(() => document.activeElement.dataset.tool), "strong");
	await press("Enter", "Escape");
	await press("Control+k");
	await type("gauge");
	await frame.locator(".sf-story").first().waitFor();
	await press("ArrowDown", "Enter");
	assert.deepEqual(await short(), ["paragraph(link,strong:river)"]);
	assert.equal((await told())[0].content[0].marks[0].attrs.href, "/en/2026/gauge");
});

flow("a change of the desk keeps the caret, and is not told back", { blocks: [para("one two"), para("three four")] }, async ({ frame, page, press, type, short }) => {
	await frame.locator(".body p").last().click();
	await press("Home", "ArrowRight", "ArrowRight");
	await page.evaluate(() => rig.settled());
	const before = await page.evaluate(() => rig.told);
	await page.evaluate((blocks) => rig.replace({ from: 0, to: 2, blocks }), [para("zero"), para("one and two"), para("three and four")]);
	assert.equal(await page.evaluate(() => rig.settled().then(() => rig.told)), before);
	await type("X");
	assert.deepEqual(await short(), ["paragraph(zero)", "paragraph(one and two)", "paragraph(thXree and four)"]);
});

for (const [name, steps, words] of [
	["Urdu", ["س", "سی", "سیل"], "سیلاب"],
	["Chinese", ["h", "ho", "hong", "洪"], "洪水"],
	["Turkish", ["ç", "çı"], "çığ"],
]) {
	flow(`no letter is lost or doubled while ${name} is composed, whatever the desk does meanwhile`, { blocks: [para("a"), para("b")] }, async ({ frame, page, press, short }) => {
		await frame.locator(".body p").last().click();
		await press("End");
		await page.evaluate(() => rig.settled());
		const told = await page.evaluate(() => rig.told);
		const session = await page.context().newCDPSession(page);
		for (const step of steps) {
			await session.send("Input.imeSetComposition", { text: step, selectionStart: step.length, selectionEnd: step.length });
			await page.evaluate(() => rig.settled());
		}
		assert.equal(await page.evaluate(() => rig.told), told, "nothing is told in the middle");
		await page.evaluate((block) => rig.surface.replace({ from: 0, to: 1, blocks: [block] }), para("A"));
		await page.evaluate(() => rig.apply({ from: 0, to: 1, blocks: [{ type: "paragraph", content: [{ type: "text", text: "A" }] }] }));
		await session.send("Input.insertText", { text: words });
		await page.waitForTimeout(200);
		assert.deepEqual(await short(), ["paragraph(A)", `paragraph(b${words})`]);
		assert.equal(await frame.locator(".body p").last().textContent(), `b${words}`);
	});
}

flow("any valid document opens, is drawn, and closes", {}, async ({ page }) => {
	for (let seed = 1; seed <= 60; seed++) {
		const { content } = random(seed).doc().toJSON();
		await page.evaluate((content) => rig.open(content), content);
	}
});

flow("under edits at random the desk's list is the surface's document at all times", { blocks: random(7).doc(6).toJSON().content }, async ({ page, frame, told, press, type }) => {
	const { pick, whole } = random(99);
	const acts = ["x", "Enter", "Backspace", "Alt+ArrowUp", "Alt+ArrowDown", "Control+d", "Control+b", "Tab", "ArrowDown", "ArrowUp", "Shift+ArrowDown", "Delete", "Shift+Enter"];
	await frame.locator(".body").click();
	for (let step = 0; step < 160; step++) {
		const act = pick(acts);
		if (act === "x") await type(pick(["word ", "- ", "## ", "سیلاب ", "a*b* "]));
		else await press(act);
		if (whole(8) === 0) await page.evaluate((name) => rig.surface.command(name), pick(["list", "quote", "heading", "paragraph", "table", "rule", "key-points", "remove"]));
		if (whole(6) === 0) await page.evaluate(() => rig.surface.focus());
		if (step % 10 === 9) {
			await told();
			const same = await page.evaluate(() => {
				const seen = JSON.stringify(rig.blocks);
				// What the surface has, by opening what it told: it must change nothing.
				rig.surface.flush();
				return seen === JSON.stringify(rig.blocks);
			});
			assert.ok(same, `step ${step}`);
		}
	}
});

for (const colorScheme of ["light", "dark"]) {
	flow(`axe finds nothing, ${colorScheme}`, { options: { colorScheme }, blocks: [para("one river"), FIGURE, { type: "quote", content: [para("q")] }, { type: "correction", attrs: { at: "2026-11-25T06:30:00Z" } }, para("end")] }, async ({ page, frame, press }) => {
		await frame.locator(".body p").first().dblclick();
		await page.waitForTimeout(100);
		assert.deepEqual(await violations(page), []);
		await frame.locator("figcaption > span").first().click();
		assert.deepEqual(await violations(page), []);
		await frame.locator(".body > p").last().click();
		await press("End", "Enter", "/");
		assert.deepEqual(await violations(page), []);
	});
}
