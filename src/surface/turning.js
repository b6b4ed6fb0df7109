// A block becomes another kind of block and keeps its words.

import { lift, setBlockType, wrapIn } from "prosemirror-commands";
import { Fragment, Slice } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { EditorState, Selection } from "prosemirror-state";
import { ReplaceStep } from "prosemirror-transform";

import { schema } from "./schema.js";
import { blockOf } from "./units.js";

/** @import {Attrs, Node, NodeType} from "prosemirror-model" */
/** @import {Command, Transaction} from "prosemirror-state" */

const { nodes } = schema;

/**
 * Commands one after another, as one transaction. The last must succeed.
 * @param {...Command} commands
 * @returns {Command}
 */
const inTurn = (...commands) => (state, dispatch) => {
	const { tr } = state;
	let now = state;
	let done = false;
	for (const command of commands) {
		done = command(now, (/** @type {Transaction} */ made) => {
			for (const step of made.steps) tr.step(step);
			tr.setSelection(Selection.fromJSON(tr.doc, made.selection.toJSON()));
			now = EditorState.create({ doc: tr.doc, selection: tr.selection });
		});
	}
	if (done && dispatch) dispatch(tr.scrollIntoView());
	return done;
};

/** The depth of the innermost node of a type around the selection, or 0. @param {EditorState} state @param {NodeType} type */
function depthOf({ selection: { $from } }, type) {
	for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === type) return depth;
	return 0;
}

/** @param {EditorState} state @param {NodeType} type */
export const isIn = (state, type) => depthOf(state, type) > 0;

/**
 * Text blocks become text blocks of another type. What can only stand in the body itself leaves its list or quote first, and so does
 * a paragraph that is to be nothing else.
 * @param {NodeType} type
 * @param {Attrs | null} [attrs]
 * @returns {Command}
 */
export const textBlock = (type, attrs = null) => (state, dispatch) => {
	const set = setBlockType(type, attrs);
	if (set(state)) return set(state, dispatch);
	const { $from } = state.selection;
	const nested = $from.depth > 1 && [nodes.item, nodes.quote].includes($from.node(-1).type);
	if (!nested || !lift(state)) return false;
	const then = textBlock(type, attrs);
	return inTurn(lift, (now, go) => then(now, go) || $from.parent.hasMarkup(type, attrs))(state, dispatch);
};

/** A list of a kind, or out of it when it is one already. @param {number | null} start @returns {Command} */
export const list = (start) => (state, dispatch) => {
	const depth = depthOf(state, nodes.list);
	if (depth > 0) {
		const { $from } = state.selection;
		const now = $from.node(depth);
		if ((now.attrs.start === null) === (start === null)) return liftListItem(nodes.item)(state, dispatch);
		dispatch?.(state.tr.setNodeMarkup($from.before(depth), null, { start }));
		return true;
	}
	if (isIn(state, nodes.key_points)) return turnInto(start === null ? "list" : "numbers")(state, dispatch);
	return inTurn(textBlock(nodes.paragraph), wrapInList(nodes.list, { start }))(state, dispatch);
};

/** A quotation, or out of it. @type {Command} */
export const quote = (state, dispatch) => {
	if (isIn(state, nodes.quote)) return lift(state, dispatch);
	if (isIn(state, nodes.list)) return wrapIn(nodes.quote)(state, dispatch);
	return inTurn(textBlock(nodes.paragraph), wrapIn(nodes.quote))(state, dispatch);
};

/** What has nothing but words, and can be something else that has. */
const WORDY = [nodes.paragraph, nodes.heading, nodes.list, nodes.quote, nodes.pull_quote, nodes.key_points, nodes.code, nodes.channel, nodes.correction];

/** The lines that blocks hold, each as what stands in a line. @param {Node[]} blocks */
function linesOf(blocks) {
	/** @type {Fragment[]} */
	const lines = [];
	const take = (/** @type {Node} */ node) => {
		if (node.type.spec.code) for (const line of node.textContent.split("\n")) lines.push(Fragment.from(line ? schema.text(line) : null));
		else if (node.isTextblock) lines.push(node.content);
		return !node.isTextblock;
	};
	for (const block of blocks) if (take(block)) block.descendants(take);
	return lines;
}

/**
 * Replaces the selected blocks by what `make` gives for them, and keeps the caret near where it was.
 * @param {(blocks: Node[]) => Node[] | null} make
 * @returns {Command}
 */
const remade = (make) => (state, dispatch) => {
	const unit = blockOf(state.selection);
	if (!unit) return false;
	const blocks = [];
	for (let at = unit.first; at <= unit.last; at++) blocks.push(unit.parent.child(at));
	const made = Fragment.from(make(blocks) ?? []);
	if (made.childCount === 0 || !unit.parent.canReplace(unit.first, unit.last + 1, made)) return false;
	if (dispatch) {
		const tr = state.tr.step(new ReplaceStep(unit.from, unit.to, new Slice(made, 0, 0)));
		tr.setSelection(Selection.near(tr.doc.resolve(Math.min(state.selection.from + 1, unit.from + made.size - 1)), -1));
		dispatch(tr.scrollIntoView());
	}
	return true;
};

/** @param {Fragment} line */
const paragraph = (line) => nodes.paragraph.create(null, line);

/** Blocks from lines, and from the blocks that had them. @type {Record<string, (lines: Fragment[], blocks: Node[]) => Node[] | null>} */
const MAKERS = {
	paragraph: (lines) => lines.map(paragraph),
	heading: (lines) => lines.map((line) => nodes.heading.create({ level: 2 }, line)),
	subheading: (lines) => lines.map((line) => nodes.heading.create({ level: 3 }, line)),
	"smallest-heading": (lines) => lines.map((line) => nodes.heading.create({ level: 4 }, line)),
	list: (lines, blocks) => [listOf(null, lines, blocks)],
	numbers: (lines, blocks) => [listOf(1, lines, blocks)],
	quote: (lines, [first, ...more]) => [
		nodes.quote.create(byOf(first), more.length === 0 && first.type === nodes.list ? first : lines.map(paragraph)),
	],
	"pull-quote": (lines, [first]) => lines.map((line) => nodes.pull_quote.create(byOf(first), line)),
	"key-points": (lines) => [nodes.key_points.create(null, lines.map((line) => nodes.point.create(null, line)))],
	code: (lines) => {
		// A listing has letters only: what would be lost in one does not become one.
		const plain = lines.every((line) => line.content.every((node) => node.isText));
		const text = lines.map((line) => line.textBetween(0, line.size)).join("\n");
		return plain ? [nodes.code.create(null, text ? schema.text(text) : null)] : null;
	},
};

/** @param {Node} block */
const byOf = (block) => ({ by: block.attrs.by ?? "" });

/** @param {number | null} start @param {Fragment[]} lines @param {Node[]} blocks */
function listOf(start, lines, [first, ...more]) {
	if (more.length === 0 && first.type === nodes.list) return nodes.list.create({ start }, first.content);
	return nodes.list.create({ start }, lines.map((line) => nodes.item.create(null, paragraph(line))));
}

/** What a block of words can become. */
export const TURNED = Object.keys(MAKERS);

/** Whole blocks become another kind. @param {string} name @returns {Command} */
export const turnInto = (name) =>
	remade((blocks) => (blocks.every((block) => WORDY.includes(block.type)) ? (MAKERS[name]?.(linesOf(blocks), blocks) ?? null) : null));

/** @type {Command} */
export const keyPoints = turnInto("key-points");

/** Pictures become a gallery. @type {Command} */
export const gallery = remade((blocks) => {
	const figures = blocks.flatMap((block) => (block.type === nodes.gallery ? block.content.content : block));
	return figures.every((block) => block.type === nodes.figure) ? [nodes.gallery.create(null, figures)] : null;
});
