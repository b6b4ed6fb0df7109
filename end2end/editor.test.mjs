// The story editor: what is typed is never lost, what is previewed is what is published, and no mouse is needed.
import assert from "node:assert/strict";
import { violations } from "./axe.mjs";
import { signIn, signInByForm } from "./desk.mjs";
import { PASSWORD, rig, until, preferSource } from "./rig.mjs";

const EDITOR = { email: "ayesha@news.example", name: "Ayesha Khan", role: "editor" };
const OTHER = { email: "kemal@news.example", name: "Kemal Aydın", role: "editor" };
const REPORTER = { email: "rep@news.example", name: "Rep Orter", role: "reporter" };
const URDU = { email: "urdu@news.example", name: "عائشہ", role: "editor", language: "ur" };
const TURKISH = { email: "turk@news.example", name: "Eda", role: "editor", language: "tr" };

const { flow } = rig({ source: true, users: [EDITOR, OTHER, REPORTER, URDU, TURKISH] });
const NO_NETWORK = [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /ERR_NETWORK_CHANGED/];
const SIGNED_OUT = [/status of 401/];

const body = (page) => page.locator("#body");
const saving = (page) => page.locator(".saving").getAttribute("data-saving");
const saved = (page) => until(async () => (await saving(page)) === "saved", "the text is saved");
const frame = (page) => page.frameLocator("#preview");

/** Begins a story and gives its address. */
async function begin(page, user = EDITOR) {
	await signIn(page, user, "/desk");
	await page.locator(".new-story button").click();
	await body(page).waitFor();
	return page.url();
}

/** Waits until the device keeps a text with these words at its end. */
const onDevice = (page, words) =>
	page.waitForFunction((words) => {
		const kept = Object.keys(localStorage).filter((key) => key.startsWith("dateline-story-"));
		return kept.some((key) => JSON.parse(localStorage.getItem(key)).body.endsWith(words));
	}, words);

/** Waits until the preview has neither changed nor scrolled for a moment. */
const stillness = (page) =>
	page.evaluate(() => {
		const shown = document.getElementById("preview").contentDocument;
		return new Promise((resolve) => {
			let timer;
			const again = () => {
				clearTimeout(timer);
				timer = setTimeout(done, 400);
			};
			const changes = new MutationObserver(again);
			const done = () => {
				changes.disconnect();
				shown.removeEventListener("scroll", again);
				resolve();
			};
			changes.observe(shown, { subtree: true, childList: true, characterData: true, attributes: true });
			shown.addEventListener("scroll", again);
			again();
		});
	});

async function ready(page) {
	await body(page).waitFor();
	await frame(page).locator("main").waitFor({ state: "attached" });
}

flow("a story is written, previewed and published without a mouse", {}, async ({ page }) => {
	await signIn(page, EDITOR, "/desk");
	await page.keyboard.press("n");
	await body(page).waitFor();
	await page.locator("#headline").focus();
	await page.keyboard.type("Ferries sail at night");
	await page.keyboard.press("Tab");
	await page.keyboard.type("The last boat leaves at three.");
	await page.keyboard.press("Tab");
	for (let stops = 0; stops < 4 && !(await body(page).evaluate((area) => area === document.activeElement)); stops += 1) {
		await page.keyboard.press("Tab");
	}
	await page.keyboard.type("The city wants it.\n\n/subh");
	assert.equal(await page.locator("#palette [aria-selected=true]").innerText(), "Subhead");
	await page.keyboard.press("ArrowDown");
	assert.equal(await page.locator("#palette [aria-selected=true]").innerText(), "Smaller subhead");
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("Enter");
	await page.keyboard.type("Why now");
	await page.keyboard.press("Control+End");
	await page.keyboard.type("\nBecause of ");
	await page.keyboard.press("Control+b");
	await page.keyboard.type("people");
	await page.keyboard.press("End");
	await page.keyboard.type(".");
	await frame(page).getByRole("heading", { level: 1, name: "Ferries sail at night" }).waitFor();
	await frame(page).locator("strong", { hasText: "people" }).waitFor();
	assert.match(await frame(page).locator(".standfirst").innerText(), /leaves at three/);
	await saved(page);

	await page.keyboard.press("Control+Enter");
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("button", { name: "Publish", exact: true }).focus();
	await page.keyboard.press("Enter");
	await until(async () => /Published/.test(await page.locator(".state").innerText()), "it is published");
	const path = await page.locator("#slug-problem").innerText();
	assert.match(path, /\/ferries-sail-at-night$/);
	const answer = await page.request.get(path);
	assert.equal(answer.status(), 200);
	assert.match(await answer.text(), /<strong>people<\/strong>/);
});

flow("the preview is the published page, byte for byte, for every demonstration story", { limit: 240_000 }, async ({ page, url }) => {
	await signIn(page, EDITOR, "/desk?show=published");
	const stories = await page.locator(".stories tbody th a").evaluateAll((links) => links.map((link) => link.href));
	assert.ok(stories.length >= 30, `${stories.length} stories`);
	// What the worker answers is taken down before the editor has it.
	await page.addInitScript(() => {
		window.BroadcastChannel = class extends BroadcastChannel {
			constructor(name) {
				super(name);
				this.addEventListener("message", ({ data }) => data.html && (window.previewed = data.html));
			}
		};
	});
	const both = async (story) => {
		await page.goto(story);
		await page.waitForFunction(() => window.previewed);
		const path = await page.locator("#slug-problem").innerText();
		const published = await (await fetch(url + encodeURI(path))).text();
		return { path, published, previewed: await page.evaluate(() => window.previewed) };
	};
	for (const story of stories) {
		let compared = await both(story);
		// A picture's renditions that become ready between the two are in one of them only.
		for (let again = 0; again < 3 && compared.previewed !== compared.published; again += 1) compared = await both(story);
		const { path, published, previewed } = compared;
		const at = [...published].findIndex((letter, index) => letter !== previewed[index]);
		assert.ok(previewed === published, `${path} at ${at}: ${published.slice(at - 80, at + 80)} / ${previewed.slice(at - 80, at + 80)}`);
	}
});

flow("a keystroke repaints only its own block, a click leads to the source, and both scroll together", {}, async ({ page }) => {
	await begin(page);
	const long = Array.from({ length: 60 }, (_, at) => `Paragraph number ${at}, long enough to fill a line or two of the page.`);
	await body(page).fill(`${long.join("\n\n")}\n`);
	await frame(page).locator(".body p").nth(59).waitFor();
	await body(page).evaluate((area) => area.setSelectionRange(0, 0));
	await saved(page);
	await stillness(page);
	// From outside: no script may run in the frame.
	await page.evaluate(() => {
		window.repainted = [];
		new MutationObserver((records) => window.repainted.push(...records.map(({ type, target }) => `${type} ${target.nodeName}`))).observe(
			document.getElementById("preview").contentDocument,
			{ subtree: true, childList: true, characterData: true, attributes: true },
		);
	});
	await body(page).press("X");
	await frame(page).locator(".body p", { hasText: "XParagraph number 0," }).waitFor();
	await stillness(page);
	// The paragraph's text, and the page's description and that of its card, which begin with it.
	const repainted = await page.evaluate(() => window.repainted);
	assert.deepEqual(repainted.sort(), ["attributes META", "attributes META", "characterData #text"]);
	await body(page).evaluate((area) => (area.scrollTop = area.scrollHeight / 2));
	const root = (to) =>
		page.evaluate((to) => {
			const { documentElement } = document.getElementById("preview").contentDocument;
			if (to !== undefined) documentElement.scrollTop = to;
			return documentElement.scrollTop;
		}, to);
	await until(async () => (await root()) > 500, "the page follows the text");
	await stillness(page);
	await root(0);
	await until(async () => (await body(page).evaluate((area) => area.scrollTop)) < 50, "the text follows the page");

	await frame(page).locator(".body p").nth(30).click();
	const selected = await body(page).evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
	assert.equal(selected, long[30]);
});

flow("a closed tab loses nothing, and undo survives it", {}, async ({ page, context }) => {
	const address = await begin(page);
	await body(page).pressSequentially("First words. ");
	await saved(page);
	// Only the device has them.
	await page.route("**/desk/api/story/save", (route) => route.abort("aborted"));
	await body(page).pressSequentially("Last words");
	await onDevice(page, "Last words");
	await page.close({ runBeforeUnload: false });
	const again = await context.newPage();
	await again.goto(address);
	await ready(again);
	assert.equal(await body(again).inputValue(), "First words. Last words");
	await saved(again);
	await body(again).focus();
	await again.keyboard.press("Control+z");
	await again.keyboard.press("Control+z");
	assert.match(await body(again).inputValue(), /^First words\. ?$/);
	await again.keyboard.press("Control+Shift+z");
	assert.match(await body(again).inputValue(), /^First words\. Last/);
});

flow("a crash loses nothing", {}, async ({ page, context }) => {
	const address = await begin(page);
	await page.route("**/desk/api/story/save", (route) => route.abort("aborted"));
	await body(page).pressSequentially("Typed before the crash.");
	await onDevice(page, "Typed before the crash.");
	const crashed = page.waitForEvent("crash");
	page.goto("chrome://crash").catch(() => {});
	await crashed;
	const again = await context.newPage();
	await again.goto(address);
	await ready(again);
	assert.equal(await body(again).inputValue(), "Typed before the crash.");
	await saved(again);
});

flow("without a server one writes on, previews, and is saved when it is back", { allow: NO_NETWORK }, async ({ page, context }) => {
	const address = await begin(page);
	await ready(page);
	await context.setOffline(true);
	await body(page).pressSequentially("Written with the server down.");
	await frame(page).locator(".body p", { hasText: "server down" }).waitFor();
	await until(async () => (await saving(page)) === "on-device", "it is said that the text is on the device");
	await context.setOffline(false);
	await until(async () => (await saving(page)) === "saved", "it is saved", 40_000);
	const other = await context.newPage();
	await other.goto(address);
	await ready(other);
	assert.equal(await body(other).inputValue(), "Written with the server down.");
});

flow("one's own slow or lost save is no conflict", { allow: NO_NETWORK }, async ({ page }) => {
	await begin(page);
	let lost = 0;
	// It arrives, and the answer is lost on the way back.
	await page.route("**/desk/api/story/save", async (route) => {
		if (lost > 0) return route.continue();
		lost += 1;
		await route.fetch();
		return route.abort("failed");
	});
	await body(page).pressSequentially("One");
	await until(async () => (await saving(page)) === "on-device", "the answer is missed");
	await body(page).pressSequentially(" two");
	await until(async () => (await saving(page)) === "saved", "it is saved", 20_000);
	assert.equal(lost, 1);
	assert.equal(await page.getByRole("dialog").count(), 0);
	await page.reload();
	await ready(page);
	assert.equal(await body(page).inputValue(), "One two");
});

flow("an ended session asks for the password in place", { allow: SIGNED_OUT }, async ({ page, context }) => {
	// A session of its own: it ends here.
	await signInByForm(page, EDITOR, "/desk");
	await page.locator(".new-story button").click();
	await ready(page);
	await context.clearCookies();
	await body(page).pressSequentially("Typed after the session ended.");
	const dialog = page.getByRole("dialog", { name: "Sign in again" });
	await dialog.waitFor();
	await dialog.getByLabel("Password").fill("wrong wrong wrong wrong");
	await dialog.getByRole("button", { name: "Sign in" }).click();
	await dialog.getByRole("alert").waitFor();
	await dialog.getByLabel("Password").fill(PASSWORD);
	await dialog.getByRole("button", { name: "Sign in" }).click();
	await saved(page);
	assert.equal(await body(page).inputValue(), "Typed after the session ended.");
});

/** The same story in two browsers' sessions. */
async function two(page, context, url) {
	const address = await begin(page);
	await body(page).fill("One.\n\nTwo.\n\nThree.\n");
	await saved(page);
	const theirs = await context.browser().newContext({ baseURL: url, locale: "en-GB" });
	await theirs.addInitScript(preferSource);
	const other = await theirs.newPage();
	await signInByForm(other, OTHER, new URL(address).pathname);
	await ready(other);
	return { other, close: () => theirs.close() };
}

flow("two people see each other, and changes to different blocks merge", {}, async ({ page, context, url }) => {
	const { other, close } = await two(page, context, url);
	await page.locator(".others", { hasText: "Kemal Aydın" }).waitFor();
	await other.locator(".others", { hasText: "Ayesha Khan" }).waitFor();
	await body(other).fill("One.\n\nTwo, by Kemal.\n\nThree.\n");
	await saved(other);
	await body(page).fill("One, by Ayesha.\n\nTwo.\n\nThree.\n");
	await until(async () => (await body(page).inputValue()).includes("by Kemal"), "their change comes in");
	await saved(page);
	assert.equal(await body(page).inputValue(), "One, by Ayesha.\n\nTwo, by Kemal.\n\nThree.\n");
	await close();
});

flow("two changes to one block are put side by side, and nobody's words are overwritten", {}, async ({ page, context, url }) => {
	const { other, close } = await two(page, context, url);
	await body(other).fill("One.\n\nTwo, as Kemal wants it.\n\nThree.\n");
	await saved(other);
	await body(page).fill("One.\n\nTwo, as Ayesha wants it.\n\nThree.\n");
	const dialog = page.getByRole("dialog", { name: "Two texts, one story" });
	await dialog.waitFor();
	assert.equal(await saving(page), "conflict");
	assert.match(await dialog.innerText(), /Kemal Aydın saved this story/);
	const go = dialog.getByRole("button", { name: "Go on with this text" });
	assert.equal(await go.isDisabled(), true);
	await dialog.getByRole("button", { name: "Keep both" }).click();
	await go.click();
	await saved(page);
	assert.equal(await body(page).inputValue(), "One.\n\nTwo, as Ayesha wants it.\n\nTwo, as Kemal wants it.\n\nThree.\n");
	await until(async () => (await body(other).inputValue()).includes("as Ayesha wants"), "it reaches the other", 15_000);
	await close();
});

flow("what is pasted from a web page becomes blocks", {}, async ({ page }) => {
	await begin(page);
	await body(page).focus();
	await body(page).evaluate((area) => {
		const data = new DataTransfer();
		data.setData("text/html", "<h2>A head</h2><p>Some <b>bold</b> words and <a href='https://example.org/a'>a link</a>.</p><ul><li>One<li>Two</ul>");
		data.setData("text/plain", "A head Some bold words and a link. One Two");
		area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
	});
	await until(async () => (await body(page).inputValue()).includes("## A head"), "it is converted");
	assert.equal(
		(await body(page).inputValue()).trim(),
		"## A head\n\nSome **bold** words and [a link](https://example.org/a).\n\n- One\n- Two",
	);
	// A megabyte of plain words is taken as it is, and the editor stays usable.
	await body(page).evaluate((area) => {
		area.value = "word ".repeat(200_000);
		area.dispatchEvent(new InputEvent("input", { bubbles: true }));
	});
	await until(async () => (await saving(page)) === "saved", "a megabyte is saved", 30_000);
});

const WORDS = "In a significant step";

/** Types on after something was put in: the words land in `expected`, nothing of the markup breaks, and one undo had taken it back. */
async function goesOn(page, before, expected) {
	const put = await body(page).inputValue();
	await page.keyboard.press("Control+z");
	assert.equal(await body(page).inputValue(), before, "one undo takes all of it back");
	await page.keyboard.press("Control+Shift+z");
	assert.equal(await body(page).inputValue(), put);
	await page.keyboard.type(WORDS);
	assert.match(await body(page).inputValue(), expected);
	await frame(page).locator(".body", { hasText: WORDS }).waitFor();
	assert.doesNotMatch(await page.locator("section.remarks").innerText(), /Line \d/, "the markup is understood");
}

const exactly = (text) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("NOW", "[-0-9:TZ]{20}")}$`);

flow("whatever block the palette puts in, one writes on in it or below it", { limit: 180_000 }, async ({ page }) => {
	await begin(page);
	const blocks = {
		heading: `## ${WORDS}\n`,
		subheading: `### ${WORDS}\n`,
		list: `- ${WORDS}\n`,
		numbers: `1. ${WORDS}\n`,
		quote: `:::quote{by=""}\n${WORDS}\n:::\n`,
		"pull-quote": `:::pull-quote{by=""}\n${WORDS}\n:::\n`,
		"key-points": `:::key-points\n- ${WORDS}\n:::\n`,
		table: `| ${WORDS} |  |\n| --- | ---: |\n|  |  |\n`,
		channel: `::channel\n\n${WORDS}`,
		correction: `:::correction{at="NOW"}\n${WORDS}\n:::\n`,
		"live-post": `:::live-post{at="NOW" headline=""}\n${WORDS}\n:::\n`,
		code: `\`\`\`\n${WORDS}\n\`\`\`\n`,
		rule: `---\n\n${WORDS}`,
	};
	const before = "Before.\n\n";
	const put = async (key) => {
		await body(page).fill(before);
		await body(page).press("Control+End");
		await page.keyboard.type(`/${key}`);
		await page.locator(`#palette-${key}[aria-selected=true]`).waitFor();
		await page.keyboard.press("Enter");
	};
	for (const [key, expected] of Object.entries(blocks)) {
		await put(key);
		await goesOn(page, before, exactly(before + expected));
	}
	// An embed's address is what comes next; it is no words of the page.
	await put("embed");
	await page.keyboard.type("https://www.youtube.com/watch?v=aqz-KE-bpKQ");
	assert.match(await body(page).inputValue(), /\n\n::embed\{url="https:\S+aqz-KE-bpKQ" title=""\}\n$/);

	await put("picture");
	await page.locator(".library .picture").first().click();
	await until(async () => (await body(page).inputValue()).includes("figure{src="), "the figure is in the text");
	await goesOn(page, before, new RegExp(`^Before\\.\\n\\n:*figure\\{[^]*(\\}|\\n:::)\\n\\n${WORDS}$`));
	assert.equal(await page.locator("#palette [role=option]").count(), 0);
	// Every block that the palette offers was tried.
	await body(page).fill("");
	await page.keyboard.type("/");
	const offered = await page.locator("#palette [role=option]").evaluateAll((all) => all.map(({ id }) => id.replace("palette-", "")));
	assert.deepEqual(offered.sort(), [...Object.keys(blocks), "embed", "picture", "note"].sort());
});

flow("a footnote goes in among the words, or around them, and shows its number and its text", {}, async ({ page }) => {
	await begin(page);
	await body(page).focus();
	await page.keyboard.type("The river rose by 2 km / h and/or more /foot");
	assert.equal(await page.locator("#palette [aria-selected=true]").innerText(), "Footnote");
	await page.keyboard.press("Enter");
	const before = "The river rose by 2 km / h and/or more ";
	await page.keyboard.press("Control+z");
	assert.equal(await body(page).inputValue(), before, "one undo takes it back");
	await page.keyboard.press("Control+Shift+z");
	await page.keyboard.type("Measured at *noon*.");
	await page.keyboard.press("Control+End");
	await page.keyboard.type(" today.");
	assert.equal(await body(page).inputValue(), `${before.trim()}<note>Measured at *noon*.</note> today.`);
	await frame(page).locator(".body .note-mark", { hasText: /^1$/ }).waitFor();
	await frame(page).locator(".notes li", { hasText: "Measured at noon." }).waitFor();
	// The toolbar's way, with words selected.
	await body(page).fill("It rose (by two metres) again.");
	await body(page).evaluate((area) => area.setSelectionRange(8, 23));
	await page.locator("#tool-block").click();
	await page.keyboard.type("note");
	await page.keyboard.press("Enter");
	assert.equal(await body(page).inputValue(), "It rose<note>(by two metres)</note> again.");
	await frame(page).locator(".notes li", { hasText: "(by two metres)" }).waitFor();
	await page.keyboard.press("Control+z");
	assert.equal(await body(page).inputValue(), "It rose (by two metres) again.");
	assert.equal(await body(page).evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)), "(by two metres)");
});

flow("whatever the toolbar puts in, one writes on in it, and selected words stay", {}, async ({ page }) => {
	await begin(page);
	const before = "Before.\n\n";
	const tools = { heading: "## ", subheading: "### ", list: "- ", numbers: "1. ", quote: "> ", bold: "**", italic: "*" };
	for (const [tool, mark] of Object.entries(tools)) {
		await body(page).fill(before);
		await body(page).press("Control+End");
		await page.locator(`#tool-${tool}`).click();
		await goesOn(page, before, exactly(`${before}${mark}${WORDS}${mark.startsWith("*") ? mark : ""}`));
	}
	// A caret in the midst of words stays there.
	await body(page).fill("One three");
	await body(page).evaluate((area) => area.setSelectionRange(4, 4));
	await page.locator("#tool-heading").click();
	await page.keyboard.type("two ");
	assert.equal(await body(page).inputValue(), "## One two three");
	for (const [start, end] of [[7, 7], [0, 6]]) {
		await body(page).fill("Before.");
		await body(page).evaluate((area, [start, end]) => area.setSelectionRange(start, end), [start, end]);
		await page.locator("#tool-block").click();
		await page.keyboard.type("chan");
		await page.keyboard.press("Enter");
		await goesOn(page, "Before.", exactly(`Before.\n\n::channel\n\n${WORDS}`));
	}
});

flow("pictures that are dropped are one step, and one writes on below them", {}, async ({ page }) => {
	await begin(page);
	await body(page).fill("Before.\n\nAfter.\n");
	await body(page).evaluate(async (area) => {
		area.setSelectionRange(3, 3);
		const data = new DataTransfer();
		for (const colour of ["#206080", "#802060"]) {
			const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 600 });
			const brush = canvas.getContext("2d");
			brush.fillStyle = colour;
			brush.fillRect(0, 0, 900, 600);
			const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
			data.items.add(new File([blob], `${colour.slice(1)}.png`, { type: "image/png" }));
		}
		area.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
	});
	await until(async () => (await body(page).inputValue()).match(/figure\{src=/g)?.length === 2, "both figures are in the text");
	await goesOn(
		page,
		"Before.\n\nAfter.\n",
		new RegExp(`^Before\\.\\n\\n::figure\\{[^\\n]*\\}\\n\\n::figure\\{[^\\n]*\\}\\n\\n${WORDS}\\n\\nAfter\\.\\n$`),
	);
});

flow("what is pasted leaves the caret where one writes on", {}, async ({ page }) => {
	await begin(page);
	const paste = (html) =>
		body(page).evaluate((area, html) => {
			area.setSelectionRange(7, 7);
			const data = new DataTransfer();
			data.setData("text/html", html);
			data.setData("text/plain", "words");
			area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
		}, html);
	const pasted = {
		"<p>One</p><blockquote><p>Two</p></blockquote>": /^Before\n\nOne\n\n(> Two|:::quote\nTwo\n:::)\n\nIn a significant step\n\nafter\.$/,
		"<p>One</p><hr>": exactly(`Before\n\nOne\n\n---\n\n${WORDS}\n\nafter.`),
		"<ul><li>One</li></ul>": exactly(`Before\n\n- One\n\n${WORDS}\n\nafter.`),
		"<p>some <b>bold</b> words </p>": exactly(`Before some **bold** words${WORDS}after.`),
	};
	for (const [html, expected] of Object.entries(pasted)) {
		await body(page).fill("Before after.");
		await paste(html);
		await until(async () => (await body(page).inputValue()) !== "Before after.", "it is pasted");
		await goesOn(page, "Before after.", expected);
	}
});

flow("the page beside the text has all the height there is, and remarks are in sight", {}, async ({ page }) => {
	await begin(page);
	await ready(page);
	const rect = (selector) => page.locator(selector).evaluate((it) => it.getBoundingClientRect().toJSON());
	const [shown, bar, remarks] = [await rect("#frame-box"), await rect(".editor > .bar"), await rect("section.remarks h2")];
	assert.ok(shown.top - bar.bottom < 60, `${shown.top - bar.bottom} px above the page`);
	assert.ok(900 - shown.bottom < 60, `${900 - shown.bottom} px below the page`);
	assert.ok(remarks.bottom <= 900, `remarks end at ${remarks.bottom}`);
	assert.ok(Math.abs((await rect("#preview")).bottom - shown.bottom) < 3, "the frame fills its box");
	assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), 900, "the window itself does not scroll");
	// A smaller window, and one too low for panes of their own.
	await page.setViewportSize({ width: 1100, height: 640 });
	await until(async () => 640 - (await rect("#preview")).bottom < 60, "the frame follows the window");
	await page.setViewportSize({ width: 1100, height: 440 });
	await until(async () => (await rect("#frame-box")).height >= 300, "a low window is scrolled");
});

flow("on a phone the page is there when its tab is", { viewport: { width: 360, height: 780 } }, async ({ page }) => {
	await begin(page);
	await body(page).fill("Words on a phone.\n");
	await page.getByRole("tab", { name: "Page" }).click();
	const shown = page.locator("#preview");
	await until(() => shown.evaluate((it) => it.getBoundingClientRect().width > 300), "the page has a width");
	await frame(page).locator(".body p", { hasText: "Words on a phone." }).waitFor();
	const height = await shown.evaluate((it) => it.getBoundingClientRect().height);
	assert.ok(height > 600 && height < 780, `${height} px high`);
});

flow("find and replace, in any case", {}, async ({ page }) => {
	await begin(page);
	await body(page).fill("Ankara, ankara and ANKARA.\n");
	await page.keyboard.press("Control+f");
	const panel = page.getByRole("search", { name: "Find and replace" });
	await panel.getByLabel("Find").fill("ankara");
	await panel.getByText("Found: 3").waitFor();
	await panel.getByLabel("Replace with").fill("Istanbul");
	await panel.getByRole("button", { name: "Replace all" }).click();
	assert.equal(await body(page).inputValue(), "Istanbul, Istanbul and Istanbul.\n");
	await body(page).focus();
	await page.keyboard.press("Control+z");
	assert.equal(await body(page).inputValue(), "Ankara, ankara and ANKARA.\n");
});

flow("remarks name their block, and what would break the page stops it", {}, async ({ page }) => {
	await begin(page);
	await body(page).fill("See [here](/nowhere/at-all).\n\n### Too deep\n\n::figure{src=\"x.jpg\"}\n");
	const remarks = page.locator("section.remarks");
	for (const text of ["“here” does not say", "skips a level", "/nowhere/at-all leads nowhere", "the story has no headline", "needs a credit"]) {
		await remarks.getByText(text).waitFor();
	}
	await remarks.getByRole("button", { name: "Block 2" }).click();
	assert.equal(await body(page).evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)), "### Too deep");
	await saved(page);
	await page.getByRole("button", { name: "Publish", exact: true }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByText("Before this can be published").waitFor();
});

flow("before it publishes, the dialog names what was not understood, with its line", {}, async ({ page }) => {
	await begin(page);
	await page.locator("#headline").fill("A tide table");
	await body(page).fill("Fine.\n\n::channelIn a word\n\n:::quote\nNever closed.\n");
	const remarks = page.locator("section.remarks li", { hasText: /Line \d/ });
	await remarks.nth(1).waitFor();
	const named = (await remarks.allInnerTexts()).map((text) => text.replace(/\s*Block \d+$/, ""));
	await saved(page);
	await page.getByRole("button", { name: "Publish", exact: true }).click();
	const dialog = page.getByRole("dialog");
	await dialog.getByText("Not understood in the text").waitFor();
	assert.deepEqual(await dialog.locator(".problems li").allInnerTexts(), named);
	assert.match(named.join("\n"), /^Line 3: /);
	// They are told, not forbidden.
	await dialog.getByRole("button", { name: "Publish", exact: true }).click();
	await until(async () => /Published/.test(await page.locator(".state").innerText()), "it is published");
	// A text that is understood says nothing.
	await body(page).fill("Fine.\n");
	await until(async () => (await remarks.count()) === 0, "the problems are gone");
	await page.locator("[data-act=update]").click();
	await dialog.getByRole("button", { name: "Publish the changes", exact: true }).waitFor();
	assert.equal(await dialog.locator(".problems").count(), 0);
});

flow("a text in another language than the story's is remarked upon, and the language is set when one says so", {}, async ({ page }) => {
	const address = await begin(page);
	const remark = page.locator("section.remarks .language");
	await body(page).fill("The harbour was quiet in the morning, and nobody on the quay could say when the ferry would come.\n");
	await saved(page);
	assert.equal(await remark.count(), 0);
	await body(page).fill("وزیر نے کہا کہ نئی بندرگاہ اگلے سال کھل جائے گی، اور شہر کے لوگوں کو اس سے بہت فائدہ ہوگا۔\n");
	await remark.waitFor();
	assert.match(await remark.innerText(), /^This reads as اردو; the story’s language is English\./);
	await saved(page);
	assert.equal(await page.locator("#language").inputValue(), "en", "nothing is set unasked");
	// It is there when the story is opened again, too.
	await page.goto(address);
	await ready(page);
	await remark.getByRole("button", { name: "Set it to اردو" }).click();
	await remark.waitFor({ state: "detached" });
	assert.equal(await page.locator("#language").inputValue(), "ur");
	assert.equal(await body(page).getAttribute("dir"), "rtl");
	await frame(page).locator("html[lang=ur]").waitFor({ state: "attached" });
	await saved(page);
	await page.reload();
	await ready(page);
	assert.equal(await page.locator("#language").inputValue(), "ur");
	assert.equal(await remark.count(), 0);
});

flow("topics complete as one types, and a new one is made", {}, async ({ page }) => {
	await begin(page);
	const field = page.getByRole("combobox", { name: "Topics" });
	await field.pressSequentially("def");
	await page.getByRole("option", { name: "Defence industry" }).waitFor();
	await page.keyboard.press("Enter");
	// The suggestion may have been the answer to fewer letters: then Enter waits for that to all of them.
	await page.locator(".tokens.topics .chosen li", { hasText: "Defence industry" }).waitFor();
	await field.pressSequentially("Night ferries");
	await page.getByRole("option", { name: "New: Night ferries" }).waitFor();
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("Enter");
	await page.locator(".tokens.topics .chosen li", { hasText: "Night ferries" }).waitFor();
	await frame(page).getByRole("link", { name: "Defence industry" }).waitFor();
	await saved(page);
	await page.reload();
	await ready(page);
	assert.equal(await page.locator(".tokens.topics .chosen li").count(), 2);
});

flow("related stories are chosen and ordered by hand, and the panel in the preview follows", {}, async ({ page }) => {
	await begin(page);
	await body(page).fill("Words.\n");
	const field = page.getByRole("combobox", { name: "Related stories" });
	const chosen = page.locator(".tokens.related .chosen li span");
	const [bell, buses] = ["A bell for the glacier", "Peshawar’s school buses go quiet"];
	for (const [words, headline] of [["glacier bell", bell], ["school buses", buses]]) {
		await field.pressSequentially(words);
		await page.keyboard.press("Enter");
		await chosen.filter({ hasText: headline }).waitFor();
	}
	assert.deepEqual(await chosen.allInnerTexts(), [bell, buses]);
	const cards = frame(page).locator(".related [data-card]");
	const first = async () => (await cards.allInnerTexts()).slice(0, 2).join("; ");
	await until(async () => (await first()) === `${bell}; ${buses}`, "both lead the panel");
	await page.getByRole("button", { name: `Move ${buses} forward` }).click();
	await until(async () => (await first()) === `${buses}; ${bell}`, "their order is the editor's");
	await saved(page);
	await page.reload();
	await ready(page);
	assert.deepEqual(await chosen.allInnerTexts(), [buses, bell]);
});

flow("Enter takes what was typed, not what a slow answer still shows", {}, async ({ page }) => {
	await begin(page);
	const field = page.getByRole("combobox", { name: "Related stories" });
	await field.pressSequentially("g");
	const option = page.locator("#related-list [role=option]").first();
	await option.waitFor();
	const bell = "A bell for the glacier";
	assert.notEqual(await option.innerText(), bell, "one letter alone finds another story first");
	let let_go;
	const held = new Promise((resolve) => (let_go = resolve));
	await page.route("**/desk/api/story/stories*", async (route) => {
		await held;
		await route.continue();
	});
	await field.pressSequentially("lacier bell");
	await page.keyboard.press("Enter");
	let_go();
	const chosen = page.locator(".tokens.related .chosen li span");
	await chosen.first().waitFor();
	assert.deepEqual(await chosen.allInnerTexts(), [bell]);
	assert.equal(await field.inputValue(), "");
});

flow("a picture comes in from the device, stands in the page, and needs its words", { allow: [/status of 4(15|22)/] }, async ({ page }) => {
	await begin(page);
	await body(page).fill("Before.\n");
	const png = await page.evaluate(() => {
		const canvas = document.createElement("canvas");
		[canvas.width, canvas.height] = [1400, 800];
		const brush = canvas.getContext("2d");
		brush.fillStyle = "#206080";
		brush.fillRect(0, 0, 1400, 800);
		brush.fillStyle = `rgb(${Date.now() % 255} 90 20)`;
		brush.fillRect(200, 200, 500, 300);
		return canvas.toDataURL("image/png").split(",")[1];
	});
	await page.locator("#tool-picture").click();
	const library = page.getByRole("dialog", { name: "Pictures" });
	await library.getByLabel("Add pictures").setInputFiles({ name: "harbour.png", mimeType: "image/png", buffer: Buffer.from(png, "base64") });
	await until(async () => (await body(page).inputValue()).includes("figure{src="), "the figure is in the text", 20_000);
	await frame(page).locator(".body figure img").waitFor();
	const remarks = page.locator("section.remarks");
	await remarks.getByText("for those who cannot see it").waitFor();
	// What is no picture is refused by name, and the editor goes on.
	await page.locator("#tool-picture").click();
	await library.getByLabel("Add pictures").setInputFiles({ name: "page.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<html></html>") });
	await until(async () => /page\.jpg was not taken in/.test(await page.locator("[role=status].visually-hidden").innerText()), "it is refused");
});

for (const [name, options, user] of [
	["light", { colorScheme: "light" }, EDITOR],
	["dark", { colorScheme: "dark" }, EDITOR],
	["on a phone", { viewport: { width: 360, height: 780 } }, EDITOR],
	["in Urdu", {}, URDU],
	["in Turkish", {}, TURKISH],
]) {
	flow(`axe finds nothing at the desk, ${name}`, { bypassCSP: true, ...options }, async ({ page }) => {
		await signIn(page, user, "/desk");
		assert.deepEqual(await violations(page), [], "the list");
		await page.locator(".stories tbody th a").first().click();
		await ready(page);
		assert.deepEqual(await violations(page, { frames: false }), [], "the editor");
		const address = page.url();
		await page.goto(`${address}/revisions`);
		assert.deepEqual(await violations(page), [], "revisions");
		await page.goto(`${address}/share`);
		assert.deepEqual(await violations(page), [], "shared previews");
		const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
		assert.equal(wide, false, "nothing is wider than the window");
	});
}

flow("a reporter hands in, and other people's drafts do not exist for them", { allow: [/status of 404/] }, async ({ page }) => {
	const address = await begin(page, EDITOR);
	await page.context().clearCookies();
	await signInByForm(page, REPORTER, "/desk");
	const answer = await page.goto(address);
	assert.equal(answer.status(), 404);
	await page.goto("/desk");
	await page.locator(".new-story button").click();
	await ready(page);
	await page.locator("#headline").fill("From the field");
	await body(page).fill("Words.\n");
	await saved(page);
	assert.equal(await page.locator("[data-act=publish]").count(), 0);
	await page.getByRole("button", { name: "Hand in", exact: true }).click();
	await page.getByRole("dialog").getByRole("button", { name: "Hand in", exact: true }).click();
	await until(async () => /In review/.test(await page.locator(".state").innerText()), "it is in review");
});
