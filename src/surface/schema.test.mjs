import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DOMSerializer, Node } from "prosemirror-model";

import { random } from "./random.mjs";
import { schema } from "./schema.js";

const named = JSON.parse(readFileSync(new URL("nodes.json", import.meta.url), "utf8"));

/** What prosemirror-tables asks of cells and the desk does not know. */
const OWN = new Set(["colspan", "rowspan", "colwidth"]);

for (const kind of ["nodes", "marks"]) {
	test(`the schema has the desk's ${kind} and no others, with the same attributes`, () => {
		const flat = (all) => Object.entries(all).flatMap(([name, attrs]) => [name, ...attrs.map((attr) => `${name}.${attr}`)]);
		const ours = Object.fromEntries(
			Object.entries(schema[kind]).map(([name, { spec }]) => [name, Object.keys(spec.attrs ?? {}).filter((attr) => !OWN.has(attr))]),
		);
		const [wanted, have] = [new Set(flat(named[kind])), new Set(flat(ours))];
		const missing = [...wanted].filter((name) => !have.has(name));
		const superfluous = [...have].filter((name) => !wanted.has(name));
		assert.deepEqual({ missing, superfluous }, { missing: [], superfluous: [] });
	});
}

test("marks stand in one another in the desk's order", () => {
	assert.deepEqual(Object.keys(schema.marks), ["link", "strong", "emphasis", "superscript", "subscript", "language", "code_text"]);
});

test("documents at random are valid and come back from JSON as they were", () => {
	for (let seed = 0; seed < 400; seed++) {
		const doc = random(seed).doc();
		doc.check();
		const again = Node.fromJSON(schema, JSON.parse(JSON.stringify(doc)));
		again.check();
		assert.ok(again.eq(doc), `seed ${seed}`);
	}
});

test("attributes that the desk leaves out have their defaults", () => {
	const doc = Node.fromJSON(schema, {
		type: "doc",
		content: [
			{ type: "figure" },
			{ type: "list", content: [{ type: "item", content: [{ type: "paragraph" }] }] },
			{ type: "paragraph", content: [{ type: "text", text: "a", marks: [{ type: "strong" }] }] },
		],
	});
	doc.check();
	assert.deepEqual({ ...doc.child(0).attrs }, { src: "", alt: "", credit: "", x: 50, y: 50 });
	assert.equal(doc.child(1).attrs.start, null);
	assert.equal(doc.child(2).child(0).marks[0].attrs.nest, "");
});

test("a word may be in two languages, one within the other, and keeps their order", () => {
	const marks = [{ type: "language", attrs: { language: "ur", nest: "1" } }, { type: "language", attrs: { language: "ar", nest: "2" } }];
	const doc = Node.fromJSON(schema, { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "a", marks }] }] });
	doc.check();
	assert.deepEqual(doc.child(0).child(0).marks.map((mark) => mark.attrs.language), ["ur", "ar"]);
});

test("what no body may hold is refused", () => {
	const refused = [
		{ type: "heading", attrs: { level: 1 } },
		{ type: "live_post", content: [{ type: "live_post", content: [{ type: "paragraph" }] }] },
		{ type: "list", content: [{ type: "item", content: [{ type: "heading" }] }] },
		{ type: "code", content: [{ type: "text", text: "a", marks: [{ type: "strong" }] }] },
		{ type: "gallery", content: [] },
	];
	for (const block of refused) {
		assert.throws(() => Node.fromJSON(schema, { type: "doc", content: [block] }).check(), JSON.stringify(block));
	}
});

test("every node and mark has an element", () => {
	const { nodes, marks } = DOMSerializer.fromSchema(schema);
	assert.deepEqual(Object.keys(nodes).sort(), Object.keys(schema.nodes).filter((name) => name !== "doc").sort());
	assert.deepEqual(Object.keys(marks).sort(), Object.keys(schema.marks).sort());
});
