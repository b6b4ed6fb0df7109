// Stands for the desk: opens a surface in a frame, keeps the list of blocks that it is told, and writes down what it is asked.
import { open } from "./surface.js";

const settings = new URLSearchParams(location.search);
const frame = document.querySelector("iframe");
await new Promise((resolve) => {
	frame.addEventListener("load", resolve, { once: true });
	frame.src = "frame.html";
});
const page = frame.contentDocument;
const language = settings.get("lang") ?? "en";
page.documentElement.lang = language;
page.documentElement.dir = settings.get("dir") ?? "ltr";
const words = await (await fetch(`words-${settings.get("desk") ?? "en"}.json`)).json();
const frames = () => new Promise((resolve) => frame.contentWindow.requestAnimationFrame(() => setTimeout(resolve, 30)));

const rig = {
	blocks: [],
	told: 0,
	selection: null,
	wanted: [],
	uploaded: [],
	said: [],
	converted: [],
	surface: null,
	/** What the converter answers, and after how many milliseconds. */
	conversion: { blocks: [], after: 0 },
	broken: new Set(["/en/gone"]),
	open(content) {
		rig.surface?.close();
		rig.blocks = structuredClone(content);
		rig.surface = open(page.querySelector(".body"), { type: "doc", content }, host);
	},
	/** As the desk does it: its own list first, then the surface's. */
	replace(change, selection) {
		rig.apply(change);
		rig.surface.replace(change, selection);
	},
	apply({ from, to, blocks }) {
		const made = blocks.map((block) => (typeof block === "number" ? rig.blocks[block] : block));
		rig.blocks = [...rig.blocks.slice(0, from), ...made, ...rig.blocks.slice(to)];
	},
	async settled() {
		await frames();
		await frames();
		return rig.blocks;
	},
};

const host = {
	words,
	uiDirection: settings.get("desk") === "ur" ? "rtl" : "ltr",
	language: settings.get("desk") ?? "en",
	quotes: settings.get("quotes") !== "off",
	changed(change, selection) {
		rig.told++;
		rig.apply(change);
		rig.selection = selection;
	},
	selected(selection) {
		rig.selection = selection;
	},
	wants: (what) => rig.wanted.push(what),
	async convert(html, plain) {
		rig.converted.push({ html, plain });
		const { blocks, after } = rig.conversion;
		if (after) await new Promise((resolve) => setTimeout(resolve, after));
		return blocks;
	},
	upload: (files) => rig.uploaded.push(...files.map((file) => file.name)),
	stories: async (query) =>
		[
			{ href: "/en/2026/gauge", headline: "The river gauge that was never read", when: "24 November 2026" },
			{ href: "/en/2026/bridge", headline: "A bridge for two villages", when: "20 November 2026" },
		].filter(({ headline }) => headline.toLowerCase().includes(query.toLowerCase())),
	leads: async (href) => !rig.broken.has(href),
	picture: (src) => (src.startsWith("missing") ? null : { address: "picture.svg", width: 1200, height: 800 }),
	channel: () => ({ html: '<div class="channel"><p>Follow The Demo on WhatsApp.</p><p><a class="button">Follow the channel</a></p></div>' }),
	say: (text) => rig.said.push(text),
};

window.rig = rig;
document.documentElement.dataset.ready = "yes";
