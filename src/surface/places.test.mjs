import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, NodeSelection, Selection, TextSelection } from "prosemirror-state";

import { placeOf, positionOf, selectionOf, textBefore, told } from "./places.js";
import { random } from "./random.mjs";
import { schema } from "./schema.js";

const { doc, paragraph, heading, note, line_break, list, item } = schema.nodes;
const strong = schema.marks.strong.create();
const text = (words, ...marks) => schema.text(words, marks);

/** Text of text nodes in a block. */
const textOf = (block) => {
	let found = "";
	block.descendants((node) => {
		found += node.text ?? "";
	});
	return found;
};

test("a place counts text alone: no breaks, notes' borders, or borders of items", () => {
	const block = list.create(null, [
		item.create(null, paragraph.create(null, [text("ab"), line_break.create(), text("c")])),
		item.create(null, paragraph.create(null, [text("d"), note.create(null, text("ef")), text("g")])),
	]);
	const body = doc.create(null, [paragraph.create(null, text("x")), block]);
	const start = body.child(0).nodeSize;
	assert.equal(textBefore(block, block.nodeSize), 7);
	// After "c": the list, its item, its paragraph, three letters and a break.
	assert.deepEqual(placeOf(body, start + 3 + 4), { block: 1, offset: 3 });
	assert.equal(positionOf(body, { block: 1, offset: 3 }), start + 3 + 4);
});

test("every place that text has leads to a position before which that text stands", () => {
	for (let seed = 0; seed < 400; seed++) {
		const body = random(seed).doc();
		body.forEach((block, _, index) => {
			const length = textOf(block).length;
			for (let offset = 0; offset <= length; offset++) {
				const position = positionOf(body, { block: index, offset });
				assert.ok(position >= 0 && position <= body.content.size, `seed ${seed}`);
				const place = placeOf(body, position);
				// In a note's words the place is the note; else it comes back as it was.
				const inNote = body.resolve(position).nodeAfter?.type === note;
				if (!inNote && offset > 0) assert.deepEqual(place, { block: index, offset }, `seed ${seed}, block ${index}`);
			}
		});
	}
});

test("any place at all gives a selection that the document allows", () => {
	for (let seed = 0; seed < 300; seed++) {
		const { doc: make, whole, pick } = random(seed);
		const body = make();
		const place = () => ({ block: pick([-1, 0, whole(9), 99]), offset: pick([-5, 0, whole(30), 9999]) });
		const wanted = { anchor: place(), head: place(), whole: pick([true, false]) };
		const selection = selectionOf(body, wanted);
		assert.ok(selection instanceof Selection, `seed ${seed}`);
		EditorState.create({ doc: body, selection });
		told(EditorState.create({ doc: body, selection }));
	}
});

test("what is told of a selection", () => {
	const body = doc.create(null, [
		heading.create({ level: 3 }, [text("a"), text("b", strong)]),
		list.create(null, item.create(null, paragraph.create(null, text("c")))),
		schema.nodes.figure.create({ src: "a.jpg" }, text("d")),
	]);
	const at = (selection) => told(EditorState.create({ doc: body, selection }));
	assert.deepEqual(at(TextSelection.create(body, 2, 3)), {
		anchor: { block: 0, offset: 1 },
		head: { block: 0, offset: 2 },
		whole: false,
		marks: ["strong"],
		block: "heading",
		level: 3,
		depth: ["heading"],
	});
	assert.deepEqual(at(TextSelection.create(body, 7)).depth, ["list", "item", "paragraph"]);
	const whole = at(NodeSelection.create(body, body.content.size - body.child(2).nodeSize));
	assert.deepEqual([whole.whole, whole.block, whole.anchor], [true, "figure", { block: 2, offset: 0 }]);
});

test("marks of a selection are those that all its text has", () => {
	const body = doc.create(null, [paragraph.create(null, [text("a", strong), text("b")])]);
	const marks = (from, to) => told(EditorState.create({ doc: body, selection: TextSelection.create(body, from, to) })).marks;
	assert.deepEqual(marks(1, 2), ["strong"]);
	assert.deepEqual(marks(1, 3), []);
});
