// Where a new block goes: in place of the empty paragraph that one is in, else after the block that one is in.

import { Fragment, Slice } from "prosemirror-model";
import { NodeSelection, Selection } from "prosemirror-state";
import { ReplaceStep } from "prosemirror-transform";

import { schema } from "./schema.js";

/** @import {Node} from "prosemirror-model" */
/** @import {Command, Transaction} from "prosemirror-state" */

/**
 * Where nodes may stand, nearest to the selection.
 * @param {Selection} selection
 * @param {Node[]} nodes
 * @returns {{from: number, to: number}}
 */
function placeFor({ $to, $from }, nodes) {
	const fits = (/** @type {number} */ depth, /** @type {number} */ from, /** @type {number} */ to) =>
		$to.node(depth).canReplace(from, to, Fragment.from(nodes));
	const { parent, depth } = $to;
	const empty = parent.type === schema.nodes.paragraph && parent.childCount === 0 && $from.sameParent($to);
	for (let at = depth - 1; at >= 0; at--) {
		const index = $to.index(at);
		if (empty && at === depth - 1 && fits(at, index, index + 1)) return { from: $to.before(depth), to: $to.after(depth) };
		if (fits(at, index + 1, index + 1)) return { from: $to.after(at + 1), to: $to.after(at + 1) };
	}
	// Between blocks, or in an empty item whose list cannot hold them.
	return { from: $to.pos, to: $to.pos };
}

/**
 * Puts blocks in, and the selection into the first of them.
 * @param {Transaction} tr
 * @param {Node[]} nodes
 * @returns {number} where they begin
 */
export function putIn(tr, nodes) {
	const { selection } = tr;
	const into = intoGallery(selection, nodes);
	const { from, to } = into ?? placeFor(selection, nodes);
	tr.step(new ReplaceStep(from, to, new Slice(Fragment.from(nodes), 0, 0)));
	const first = nodes[0];
	if (first && (first.isAtom || first.type === schema.nodes.figure || first.type === schema.nodes.gallery)) {
		tr.setSelection(NodeSelection.create(tr.doc, from));
	} else tr.setSelection(Selection.near(tr.doc.resolve(from), 1));
	return from;
}

/** Pictures that come while one is in a gallery belong to it. @param {Selection} selection @param {Node[]} nodes */
function intoGallery({ $to, $from }, nodes) {
	if (!nodes.every((node) => node.type === schema.nodes.figure)) return null;
	const selected = $from.nodeAfter;
	if (selected?.type === schema.nodes.gallery) return { from: $from.pos + selected.nodeSize - 1, to: $from.pos + selected.nodeSize - 1 };
	for (let depth = $to.depth; depth >= 0; depth--) {
		if ($to.node(depth).type !== schema.nodes.gallery) continue;
		const after = $to.depth > depth ? $to.after(depth + 1) : $to.pos;
		return { from: after, to: after };
	}
	return null;
}

/** @param {Node[]} nodes @returns {Command} */
export const insertBlocks = (nodes) => (state, dispatch) => {
	if (nodes.length === 0) return false;
	if (dispatch) {
		const { tr } = state;
		putIn(tr, nodes);
		dispatch(tr.scrollIntoView());
	}
	return true;
};
