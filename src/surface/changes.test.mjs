import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, TextSelection } from "prosemirror-state";
import { Transform } from "prosemirror-transform";

import { applyChange, changeBetween } from "./changes.js";
import { random } from "./random.mjs";
import { schema } from "./schema.js";

const { doc, paragraph, heading } = schema.nodes;
const para = (text) => paragraph.create(null, text ? schema.text(text) : null);
const body = (...texts) => doc.create(null, texts.map(para));

/** What a list of JSON blocks becomes, as the desk does it. */
const applied = (blocks, { from, to, blocks: made }) => [
	...blocks.slice(0, from),
	...made.map((block) => (typeof block === "number" ? blocks[block] : block)),
	...blocks.slice(to),
];
const json = (node) => node.content.content.map((block) => JSON.parse(JSON.stringify(block)));

/** A document that comes from another by edits of blocks: some keep their identity, some move, some change. */
function edited({ whole, pick, block, next }, before) {
	const blocks = [...before.content.content];
	for (let edits = 1 + whole(4); edits > 0; edits--) {
		const at = whole(blocks.length);
		const chance = next();
		if (chance < 0.25) blocks.splice(at, 0, block());
		else if (chance < 0.45 && blocks.length > 1) blocks.splice(at, 1);
		else if (chance < 0.65) blocks.splice(whole(blocks.length), 0, ...blocks.splice(at, 1));
		else if (chance < 0.75) blocks.splice(at, 0, pick(blocks));
		else if (blocks[at].isTextblock && blocks[at].content.size > 1) blocks[at] = blocks[at].cut(1 + whole(blocks[at].content.size - 1));
		else blocks[at] = block();
	}
	return doc.create(null, blocks);
}

test("no change is none", () => {
	const one = body("a", "b");
	assert.equal(changeBetween(one, one), null);
	assert.equal(changeBetween(one, body("a", "b")), null);
});

test("a changed block is told alone, a moved one as a number", () => {
	const before = body("a", "b", "c", "d");
	const [a, b, c, d] = before.content.content;
	const changed = doc.create(null, [a, para("B"), c, d]);
	assert.deepEqual(changeBetween(before, changed), { from: 1, to: 2, blocks: [para("B").toJSON()] });
	const moved = doc.create(null, [a, d, b, c]);
	assert.deepEqual(changeBetween(before, moved), { from: 1, to: 4, blocks: [3, 1, 2] });
	const gone = doc.create(null, [a, d]);
	assert.deepEqual(changeBetween(before, gone), { from: 1, to: 3, blocks: [] });
});

test("a block that stands there twice is a number once", () => {
	const before = body("a", "b");
	const [a, b] = before.content.content;
	const change = changeBetween(before, doc.create(null, [b, a, b]));
	assert.deepEqual(change.blocks.filter((block) => typeof block === "number").length, new Set(change.blocks.filter((block) => typeof block === "number")).size);
	assert.deepEqual(applied(json(before), change), json(doc.create(null, [b, a, b])));
});

test("changes at random lead from one document to the other, on the desk's list and on the surface's", () => {
	for (let seed = 0; seed < 1500; seed++) {
		const chance = random(seed);
		const before = chance.doc();
		const after = chance.next() < 0.8 ? edited(chance, before) : chance.doc();
		const change = changeBetween(before, after);
		if (!change) {
			assert.ok(before.eq(after), `seed ${seed}`);
			continue;
		}
		const plain = JSON.parse(JSON.stringify(change));
		assert.deepEqual(applied(json(before), plain), json(after), `seed ${seed}`);
		const tr = applyChange(new Transform(before), plain);
		tr.doc.check();
		assert.ok(tr.doc.eq(after), `seed ${seed}`);
		// What the change does not name is still the same node.
		for (let at = 0; at < change.from; at++) assert.equal(tr.doc.child(at), before.child(at), `seed ${seed}, block ${at}`);
		for (let back = 1; back <= before.childCount - change.to; back++) {
			assert.equal(tr.doc.child(tr.doc.childCount - back), before.child(before.childCount - back), `seed ${seed}`);
		}
		change.blocks.forEach((block, at) => {
			if (typeof block === "number") assert.equal(tr.doc.child(change.from + at), before.child(block), `seed ${seed}`);
		});
	}
});

test("a caret stays at its letter when words change around it", () => {
	const before = body("One two three", "Four five", "Six");
	const state = EditorState.create({ doc: before, selection: TextSelection.create(before, 18) });
	const after = body("One three", "Four and five", "Six seven");
	const tr = applyChange(state.tr, { from: 0, to: 3, blocks: json(after) });
	assert.ok(tr.doc.eq(after));
	assert.equal(tr.doc.textBetween(tr.selection.from - 2, tr.selection.from), "Fo");
});

test("a heading that becomes a paragraph keeps the caret", () => {
	const before = doc.create(null, [heading.create({ level: 3 }, schema.text("Subhead"))]);
	const state = EditorState.create({ doc: before, selection: TextSelection.create(before, 4) });
	const tr = applyChange(state.tr, { from: 0, to: 1, blocks: json(body("Subheads")) });
	assert.ok(tr.doc.eq(body("Subheads")));
	assert.equal(tr.selection.from, 4);
});

test("letters that are repeated are not counted twice", () => {
	for (const [old, now] of [["aa", "aaa"], ["aaa", "a"], ["abab", "ab"], ["🙂🙂", "🙂"], ["🙂", "🙃"]]) {
		const tr = applyChange(new Transform(body(old)), { from: 0, to: 1, blocks: json(body(now)) });
		assert.ok(tr.doc.eq(body(now)), `${old} to ${now}`);
	}
});
