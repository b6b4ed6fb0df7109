// Ways between the text and the fields of its blocks: arrows, Tab and Escape.

import { Selection, TextSelection } from "prosemirror-state";

import { schema } from "./schema.js";

/** @import {Command} from "prosemirror-state" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {BlockView} from "./views/block_view.js" */

/** @param {ParentNode} root @returns {HTMLElement[]} fields that can be seen, in order */
const fieldsIn = (root) =>
	/** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-field]")]).filter((one) => one.getClientRects().length > 0);

const FOLLOWING = 4;

/** Whether `a` stands before `b`. @param {globalThis.Node} a @param {globalThis.Node} b */
const before = (a, b) => (a.compareDocumentPosition(b) & FOLLOWING) !== 0;

/** The element of the text block that a position is in. @param {EditorView} view @param {number} position */
function elementAt(view, position) {
	const { node } = view.domAtPos(position, 0);
	return node.nodeType === 1 ? /** @type {Element} */ (node) : (node.parentElement ?? view.dom);
}

/**
 * Goes to the field that comes next after the text block of the caret, if no text comes before it.
 * @param {EditorView} view
 * @param {-1 | 1} way
 * @param {boolean} [anyway] whether text may come before it, within the same block of the body
 */
export function toField(view, way, anyway = false) {
	const { selection, doc } = view.state;
	const { $head } = selection;
	const index = $head.index(0);
	if (index >= doc.childCount) return false;
	const block = view.nodeDOM($head.posAtIndex(index, 0));
	if (!block || block.nodeType !== 1) return false;
	const whole = $head.depth === 0;
	const here = whole ? null : elementAt(view, $head.start());
	const beyond = whole || anyway ? null : Selection.findFrom(doc.resolve(way > 0 ? $head.after() : $head.before()), way, true);
	const limit = beyond ? elementAt(view, beyond.head) : null;
	// Above the first line of a block there may be fields of the block before it.
	const all = fieldsIn(anyway || whole ? /** @type {Element} */ (block) : view.dom);
	const fitting = all.filter((field) => {
		if (here && (way > 0 ? !before(here, field) : !before(field, here))) return false;
		return !limit || (way > 0 ? before(field, limit) : before(limit, field));
	});
	const field = way > 0 ? fitting[0] : fitting.at(-1);
	if (!field) return false;
	focusField(field);
	return true;
}

/** @param {HTMLElement} field */
function focusField(field) {
	field.focus();
	if ("select" in field && typeof field.select === "function" && /** @type {HTMLInputElement} */ (field).type !== "datetime-local") field.select();
}

/** @param {-1 | 1} way @returns {Command} */
export const fieldByArrow = (way) => (state, dispatch, view) => {
	if (!view || !(state.selection instanceof TextSelection) || !state.selection.empty) return false;
	if (!view.endOfTextblock(way > 0 ? "down" : "up")) return false;
	return Boolean(dispatch) && toField(view, way);
};

/** @param {-1 | 1} way @returns {Command} */
export const fieldByTab = (way) => (_, dispatch, view) => Boolean(view && dispatch && toField(view, way, true));

/**
 * From a field to the next one of its block or into the text: 1 onwards, -1 back, 0 into the text of the block itself.
 * @param {BlockView} owner
 * @param {HTMLElement} input
 * @param {-1 | 0 | 1} way
 */
export function leaveField(owner, input, way) {
	const { view, contentDOM, position, node } = owner;
	if (position < 0) return false;
	const first = contentDOM ? before(input, contentDOM) : false;
	if (way !== 0) {
		const row = fieldsIn(owner.dom).filter(
			(one) => !contentDOM?.contains(one) && (!contentDOM || before(one, contentDOM) === first),
		);
		const next = row[row.indexOf(input) + way];
		if (next) {
			focusField(next);
			return true;
		}
	}
	const { tr } = view.state;
	const inside = contentDOM && (way === 0 || (way > 0 ? first : !first));
	const end = position + node.nodeSize;
	const from = inside ? (way < 0 ? end - 1 : position + 1) : way < 0 ? position : end;
	const bias = way < 0 ? -1 : 1;
	if (!inside && way > 0 && !Selection.findFrom(tr.doc.resolve(end), 1)) {
		tr.insert(tr.doc.content.size, schema.nodes.paragraph.create());
		tr.setSelection(TextSelection.create(tr.doc, tr.doc.content.size - 1));
	} else tr.setSelection(Selection.near(tr.doc.resolve(from), bias));
	view.dispatch(tr.scrollIntoView());
	view.focus();
	return true;
}

