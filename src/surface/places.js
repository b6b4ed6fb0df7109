// From a place of the desk (a block, and text before it in that block) to a position of ProseMirror's, and back.

import { NodeSelection, Selection, TextSelection } from "prosemirror-state";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorState} from "prosemirror-state" */
/** @import {Place, Selection as Told} from "./host.js" */

/**
 * How much text stands in a block before a position that is counted from the block's own start.
 * @param {Node} block
 * @param {number} inside from the position before the block
 */
export function textBefore(block, inside) {
	let count = 0;
	block.nodesBetween(0, Math.max(0, Math.min(inside - 1, block.content.size)), (node, at) => {
		if (node.isText) count += Math.min(node.nodeSize, inside - 1 - at);
		return true;
	});
	return count;
}

/**
 * @param {Node} doc
 * @param {number} position
 * @returns {Place}
 */
export function placeOf(doc, position) {
	const $at = doc.resolve(Math.max(0, Math.min(position, doc.content.size)));
	const block = $at.index(0);
	if ($at.depth === 0) {
		// Between two blocks: the end of the last, or the start of the next.
		return block < doc.childCount ? { block, offset: 0 } : endOf(doc);
	}
	return { block, offset: textBefore(doc.child(block), position - $at.before(1)) };
}

/** @param {Node} doc @returns {Place} */
function endOf(doc) {
	const block = doc.childCount - 1;
	const last = doc.child(block);
	return { block, offset: textBefore(last, last.nodeSize) };
}

/**
 * The position of a place: after the text that it counts, or where the block's first text would stand. A place in the words of a note
 * is the note.
 * @param {Node} doc
 * @param {Place} place
 */
export function positionOf(doc, place) {
	const index = Math.max(0, Math.min(place.block, doc.childCount - 1));
	let start = 0;
	for (let at = 0; at < index; at++) start += doc.child(at).nodeSize;
	const block = doc.child(index);
	if (block.isLeaf) return start;
	if (place.offset <= 0) return Selection.near(doc.resolve(start + 1), 1).from;
	let left = place.offset;
	let found = -1;
	/** @type {number | null} */
	let note = null;
	let noteEnd = -1;
	block.descendants((node, at) => {
		if (found >= 0) return false;
		if (node.type.name === "note" && at >= noteEnd) {
			note = start + 1 + at;
			noteEnd = at + node.nodeSize;
		}
		if (!node.isText) return true;
		if (node.nodeSize < left) {
			left -= node.nodeSize;
			return false;
		}
		found = at < noteEnd && note !== null ? note : start + 1 + at + left;
		return false;
	});
	return found >= 0 ? found : Selection.near(doc.resolve(start + block.nodeSize - 1), -1).to;
}

/**
 * What the desk wants to be selected.
 * @param {Node} doc
 * @param {{anchor: Place, head: Place, whole?: boolean}} wanted
 * @returns {Selection}
 */
export function selectionOf(doc, { anchor, head, whole }) {
	if (whole) {
		let at = 0;
		for (let index = 0; index < Math.min(anchor.block, doc.childCount - 1); index++) at += doc.child(index).nodeSize;
		const node = doc.nodeAt(at);
		if (node && NodeSelection.isSelectable(node)) return NodeSelection.create(doc, at);
	}
	const from = doc.resolve(positionOf(doc, anchor));
	const same = anchor.block === head.block && anchor.offset === head.offset;
	const to = same ? from : doc.resolve(positionOf(doc, head));
	const after = from.nodeAfter;
	if (from.pos === to.pos && after?.type.name === "note") return NodeSelection.create(doc, from.pos);
	return TextSelection.between(from, to);
}

/**
 * What the desk is told of the selection.
 * @param {EditorState} state
 * @returns {Told}
 */
export function told(state) {
	const { selection, doc } = state;
	const { $head, $from } = selection;
	const whole = selection instanceof NodeSelection && selection.node.isBlock ? selection.node : null;
	const inner = whole ?? innermost($head);
	/** @type {string[]} */
	const depth = [];
	for (let at = 1; at <= $from.depth; at++) depth.push($from.node(at).type.name);
	if (selection instanceof NodeSelection) depth.push(selection.node.type.name);
	return {
		anchor: placeOf(doc, selection.anchor),
		head: placeOf(doc, selection.head),
		whole: whole !== null,
		marks: activeMarks(state),
		block: inner?.type.name ?? "",
		level: inner?.type.name === "heading" ? inner.attrs.level : 0,
		depth,
	};
}

/** @param {import("prosemirror-model").ResolvedPos} $at */
function innermost($at) {
	for (let depth = $at.depth; depth > 0; depth--) if ($at.node(depth).isTextblock) return $at.node(depth);
	return $at.depth > 0 ? $at.parent : ($at.nodeAfter ?? $at.nodeBefore);
}

/**
 * Names of the marks that hold here: at a caret those that the next letter would have, else those on all the selected text.
 * @param {EditorState} state
 */
export function activeMarks({ selection, storedMarks, doc }) {
	const { empty, $head, from, to } = selection;
	if (empty) return names((storedMarks ?? $head.marks()).map((mark) => mark.type.name));
	/** @type {string[] | null} */
	let common = null;
	doc.nodesBetween(from, to, (node) => {
		if (!node.isText) return true;
		const here = node.marks.map((mark) => mark.type.name);
		common = common === null ? here : common.filter((name) => here.includes(name));
		return false;
	});
	return names(common ?? []);
}

/** @param {string[]} all */
const names = (all) => [...new Set(all)];
