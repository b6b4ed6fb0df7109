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
 * Text blocks become text blocks of another type. What can only stand in the body itself leaves its list or quote first.
 * @param {NodeType} type
 * @param {Attrs | null} [attrs]
 * @returns {Command}
 */
export const textBlock = (type, attrs = null) => (state, dispatch) => {
	const set = setBlockType(type, attrs);
	if (set(state)) return set(state, dispatch);
	return lift(state) && inTurn(lift, textBlock(type, attrs))(state, dispatch);
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
	if (isIn(state, nodes.key_points)) return pointsToList(start)(state, dispatch);
	return inTurn(textBlock(nodes.paragraph), wrapInList(nodes.list, { start }))(state, dispatch);
};

/** A quotation, or out of it. @type {Command} */
export const quote = (state, dispatch) => {
	if (isIn(state, nodes.quote)) return lift(state, dispatch);
	if (isIn(state, nodes.list)) return wrapIn(nodes.quote)(state, dispatch);
	return inTurn(textBlock(nodes.paragraph), wrapIn(nodes.quote))(state, dispatch);
};

/** The lines that blocks hold, each as what stands in a line. @param {Node[]} blocks */
function linesOf(blocks) {
	/** @type {Fragment[]} */
	const lines = [];
	for (const block of blocks) {
		if (block.isTextblock) lines.push(block.content);
		else block.descendants((node) => !node.isTextblock || void lines.push(node.content));
	}
	return lines;
}

/**
 * Replaces the selected blocks by what `make` gives for them, and keeps the caret at its line.
 * @param {(blocks: Node[]) => Node | null} make
 * @returns {Command}
 */
const remade = (make) => (state, dispatch) => {
	const unit = blockOf(state.selection);
	if (!unit) return false;
	const blocks = [];
	for (let at = unit.first; at <= unit.last; at++) blocks.push(unit.parent.child(at));
	const made = make(blocks);
	if (!made || !unit.parent.canReplaceWith(unit.first, unit.last + 1, made.type)) return false;
	if (dispatch) {
		const tr = state.tr.step(new ReplaceStep(unit.from, unit.to, new Slice(Fragment.from(made), 0, 0)));
		tr.setSelection(Selection.near(tr.doc.resolve(Math.min(state.selection.from + 1, unit.from + made.nodeSize - 1)), -1));
		dispatch(tr.scrollIntoView());
	}
	return true;
};

/** @type {Command} */
export const keyPoints = remade((blocks) => {
	const points = linesOf(blocks).filter((line) => nodes.point.validContent(line)).map((line) => nodes.point.create(null, line));
	return nodes.key_points.createAndFill(null, points);
});

/** @param {number | null} start */
const pointsToList = (start) =>
	remade((blocks) => {
		const items = linesOf(blocks).map((line) => nodes.item.create(null, nodes.paragraph.create(null, line)));
		return items.length > 0 ? nodes.list.create({ start }, items) : null;
	});

/** Pictures become a gallery. @type {Command} */
export const gallery = remade((blocks) => {
	const figures = blocks.flatMap((block) => (block.type === nodes.gallery ? block.content.content : block));
	return figures.every((block) => block.type === nodes.figure) ? nodes.gallery.create(null, figures) : null;
});
