// What a person means by "this block": the innermost thing around the selection that can be put elsewhere among its neighbours.

import { NodeSelection } from "prosemirror-state";

/** @import {Node} from "prosemirror-model" */
/** @import {Selection} from "prosemirror-state" */

/**
 * @typedef {object} Unit neighbours that are selected
 * @property {Node} parent
 * @property {number} first index of the first
 * @property {number} last index of the last
 * @property {number} from
 * @property {number} to
 */

/** What has parts that can change places. */
const WITH_PARTS = new Set(["doc", "live_post", "list", "gallery", "key_points", "table"]);

/**
 * The units around a selection, from the inside.
 * @param {Selection} selection
 * @returns {Unit[]}
 */
export function unitsOf(selection) {
	const { $from, $to } = selection;
	const units = [];
	const deepest = Math.min($from.sharedDepth($to.pos), selection instanceof NodeSelection ? $from.depth : $from.depth - 1);
	for (let depth = Math.max(0, deepest); depth >= 0; depth--) {
		const parent = $from.node(depth);
		if (!WITH_PARTS.has(parent.type.name)) continue;
		const first = $from.index(depth);
		let last = $to.index(depth);
		// A selection that ends before a node does not hold it.
		if (last > first && $to.depth === depth && $to.nodeBefore) last -= 1;
		if (first >= parent.childCount) continue;
		last = Math.min(last, parent.childCount - 1);
		units.push({ parent, first, last, from: $from.posAtIndex(first, depth), to: $from.posAtIndex(last + 1, depth) });
	}
	return units;
}

/** The block of the body, or of a live post, that the selection is in. @param {Selection} selection */
export function blockOf(selection) {
	return unitsOf(selection).find(({ parent }) => parent.type.name === "doc" || parent.type.name === "live_post") ?? null;
}
