// Escape: from the words of a picture, a table or an entry to the block as a whole.

import { NodeSelection, TextSelection } from "prosemirror-state";

import { blockOf } from "./units.js";

/** @import {Command} from "prosemirror-state" */

/** @type {Command} */
export const leaveInside = (state, dispatch) => {
	const { selection } = state;
	if (!(selection instanceof TextSelection)) return false;
	const unit = blockOf(selection);
	const node = unit?.parent.child(unit.first);
	if (!unit || !node || unit.first !== unit.last || !NodeSelection.isSelectable(node)) return false;
	dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, unit.from)));
	return true;
};
