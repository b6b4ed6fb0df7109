// Blocks change places, are doubled and taken out.

import { NodeSelection, Selection, TextSelection } from "prosemirror-state";
import { Fragment } from "prosemirror-model";

import { unitsOf } from "./units.js";

/** @import {Command} from "prosemirror-state" */

/**
 * Moves what is selected before or after its neighbour: an item, a row, a picture of a gallery, or the block.
 * @param {-1 | 1} by
 * @returns {Command}
 */
export const move = (by) => (state, dispatch) => {
	const unit = unitsOf(state.selection).find(({ parent, first, last }) => (by < 0 ? first > 0 : last < parent.childCount - 1));
	if (!unit) return false;
	if (dispatch) {
		// The neighbour is what moves, so that the selection stays what it is.
		const neighbour = unit.parent.child(by < 0 ? unit.first - 1 : unit.last + 1);
		const { tr } = state;
		if (by < 0) tr.delete(unit.from - neighbour.nodeSize, unit.from).insert(unit.to - neighbour.nodeSize, neighbour);
		else tr.delete(unit.to, unit.to + neighbour.nodeSize).insert(unit.from, neighbour);
		dispatch(tr.scrollIntoView());
	}
	return true;
};

/** Puts a copy after what is selected, and goes there. @type {Command} */
export const double = (state, dispatch) => {
	const unit = unitsOf(state.selection)[0];
	if (!unit) return false;
	if (dispatch) {
		const nodes = [];
		for (let at = unit.first; at <= unit.last; at++) nodes.push(unit.parent.child(at));
		const { selection } = state;
		const tr = state.tr.insert(unit.to, Fragment.from(nodes));
		const by = unit.to - unit.from;
		const there = (/** @type {number} */ position) => tr.doc.resolve(position + by);
		if (selection instanceof NodeSelection) tr.setSelection(NodeSelection.create(tr.doc, selection.from + by));
		else tr.setSelection(TextSelection.between(there(selection.anchor), there(selection.head)));
		dispatch(tr.scrollIntoView());
	}
	return true;
};

/** Takes out what is selected. What would be left without any part goes too. @type {Command} */
export const remove = (state, dispatch) => {
	const unit = unitsOf(state.selection).find(
		({ parent, first, last }) => parent.type.name === "doc" || last - first + 1 < parent.childCount,
	);
	if (!unit) return false;
	if (dispatch) {
		const { tr } = state;
		if (last(unit)) tr.replaceWith(unit.from, unit.to, state.schema.nodes.paragraph.create());
		else tr.delete(unit.from, unit.to);
		tr.setSelection(Selection.near(tr.doc.resolve(Math.min(unit.from, tr.doc.content.size)), 1));
		dispatch(tr.scrollIntoView());
	}
	return true;
};

/** @param {import("./units.js").Unit} unit */
const last = ({ parent, first, last }) => last - first + 1 === parent.childCount;
