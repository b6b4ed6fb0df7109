// How long from a keystroke to the painted preview, for a story of 1,500 words: `node preview.bench.mjs`, with DATELINE_BINARY.
//
// Measured in the page: from the key event's own time to the moment the preview's document has changed and is laid out (what
// the editor does), and on to the frame after that (what the screen's rhythm adds).
import { signInByForm } from "./desk.mjs";
import { launch, startSite } from "./rig.mjs";

const KEYS = 300;
const USER = { email: "bench@news.example", name: "Bench", role: "editor" };
const SENTENCE = "The minister of the harbour said on Tuesday that the night ferries would sail again before the end of the month. ";
const STORY = Array.from({ length: 25 }, (_, at) => `${at % 5 === 0 ? `## Part ${at / 5 + 1}\n\n` : ""}${SENTENCE.repeat(3)}`).join("\n\n");

// Without the demonstration: its pictures would be made in the background meanwhile.
const site = await startSite({ users: [USER], demo: false });
const browser = await launch();
try {
	const page = await browser.newPage({ baseURL: site.url, viewport: { width: 1400, height: 900 } });
	await signInByForm(page, USER, "/desk");
	await page.locator(".new-story button").click();
	await page.locator("#body").fill(STORY);
	await page.frameLocator("#preview").locator(".body p").nth(20).waitFor();
	await page.waitForTimeout(1500);
	await page.evaluate(() => {
		window.laidOut = [];
		window.painted = [];
		let since;
		document.getElementById("body").addEventListener("keydown", (event) => (since = event.timeStamp), true);
		const frame = document.getElementById("preview").contentDocument;
		new MutationObserver(() => {
			if (since === undefined) return;
			const from = since;
			since = undefined;
			frame.body.getBoundingClientRect();
			window.laidOut.push(performance.now() - from);
			requestAnimationFrame(() => {
				const channel = new MessageChannel();
				channel.port1.onmessage = () => window.painted.push(performance.now() - from);
				channel.port2.postMessage(0);
			});
		}).observe(frame, { subtree: true, childList: true, characterData: true, attributes: true });
		const area = document.getElementById("body");
		const middle = Math.floor(area.value.length / 2);
		area.focus();
		area.setSelectionRange(middle, middle);
	});
	for (let key = 0; key < KEYS; key += 1) {
		await page.keyboard.press("abcdefghij "[key % 11]);
		await page.waitForTimeout(40);
	}
	await page.waitForTimeout(500);
	const words = STORY.split(/\s+/).length;
	for (const [name, what] of [
		["laidOut", "to the preview changed and laid out"],
		["painted", "to the frame after it"],
	]) {
		const times = (await page.evaluate((name) => window[name], name)).sort((a, b) => a - b);
		const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(1);
		console.log(`${words} words, ${times.length} keystrokes, ${what}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`);
	}
} finally {
	await browser.close();
	await site.stop();
}
