// Documents at random, from the schema itself, for the tests. The same seed gives the same document.
import { Fragment } from "prosemirror-model";

import { schema } from "./schema.js";

/** Numbers from 0 to 1 (the generator is mulberry32). */
export function numbers(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const WORDS = ["gauge", "river", "سیلاب", "İstanbul’da", "çığ", "2,400", "洪水", "a", "aa", "🙂", "—", "“x”", "end."];
const ATTRIBUTES = {
	level: (pick) => pick([2, 3, 4]),
	start: (pick) => pick([null, 1, 7]),
	x: (pick) => pick([0, 34, 50, 100]),
	y: (pick) => pick([0, 50, 77]),
	key: (pick) => pick([true, false]),
	at: () => "2026-11-25T06:30:00Z",
	href: (pick) => pick(["/en/a", "https://a.example/b", "#c", "javascript:alert(1)"]),
	nest: (pick) => pick(["", "", "", "1.2"]),
	language: (pick) => pick(["ur", "tr", "rust"]),
	url: (pick) => pick(["https://youtu.be/abcdefghijk", "https://x.com/a/status/1", "no address", ""]),
	align: () => "start",
	colspan: () => 1,
	rowspan: () => 1,
	colwidth: () => null,
};

export function random(seed) {
	const next = numbers(seed);
	const whole = (below) => Math.floor(next() * below);
	const pick = (all) => all[whole(all.length)];
	const words = () => Array.from({ length: 1 + whole(4) }, () => pick(WORDS)).join(" ");
	const attributes = (type) =>
		Object.fromEntries(Object.keys(type.spec.attrs ?? {}).map((name) => [name, name in ATTRIBUTES ? ATTRIBUTES[name](pick) : pick(["", words()])]));

	const marks = () => {
		const all = Object.values(schema.marks).filter(() => next() < 0.15);
		return all.reduce((set, type) => type.create(attributes(type)).addToSet(set), []);
	};
	const inline = (depth) => {
		const parts = Array.from({ length: whole(4) }, () => {
			const chance = next();
			if (chance < 0.75) return schema.text(words(), marks());
			if (chance < 0.85) return schema.nodes.line_break.create();
			if (chance < 0.93) return schema.nodes.abbreviation.create({ short: words(), long: words() });
			return schema.nodes.note.create(null, depth > 0 ? inline(depth - 1) : null);
		});
		return Fragment.fromArray(parts);
	};
	const table = () => {
		const columns = 1 + whole(3);
		const aligns = Array.from({ length: columns }, () => pick(["start", "centre", "end"]));
		const row = (type) => schema.nodes.table_row.create(null, aligns.map((align) => type.create({ align }, inline(0))));
		const rows = Array.from({ length: 1 + whole(3) }, (_, at) => row(at === 0 ? schema.nodes.table_header : schema.nodes.table_cell));
		return schema.nodes.table.create({ caption: pick(["", words()]) }, rows);
	};
	const PARTS = { list: ["item"], gallery: ["figure"], key_points: ["point"] };
	const FLOW = ["paragraph", "paragraph", "list", "quote", "code"];
	const BLOCKS = Object.keys(schema.nodes).filter((name) => schema.nodes[name].isInGroup("block"));
	const node = (name, depth) => {
		const type = schema.nodes[name];
		if (name === "table") return table();
		if (name === "code") return type.create(attributes(type), next() < 0.8 ? schema.text(`${words()}\n${words()}`) : null);
		if (type.isLeaf) return type.create(attributes(type));
		if (type.isTextblock) return type.create(attributes(type), inline(1));
		const inside = PARTS[name] ?? (name === "live_post" ? BLOCKS.filter((one) => one !== "live_post") : FLOW);
		const usable = depth > 0 ? inside : (PARTS[name] ?? ["paragraph"]);
		return type.create(attributes(type), Array.from({ length: 1 + whole(3) }, () => node(pick(usable), depth - 1)));
	};
	const block = () => node(next() < 0.4 ? "paragraph" : pick(BLOCKS), 2);
	const doc = (blocks = 1 + whole(8)) => schema.nodes.doc.create(null, Array.from({ length: blocks }, block));
	return { next, whole, pick, words, inline: () => inline(1), block, doc };
}
