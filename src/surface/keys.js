// What keys do. Undo, saving and search belong to the desk, which is asked for them.

import {
	chainCommands,
	createParagraphNear,
	deleteSelection,
	exitCode,
	joinBackward,
	joinForward,
	liftEmptyBlock,
	newlineInCode,
	selectAll,
	selectNodeBackward,
	selectNodeForward,
	splitBlock,
} from "prosemirror-commands";
import { undoInputRule } from "prosemirror-inputrules";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { NodeSelection, Selection, TextSelection } from "prosemirror-state";
import { isInTable, selectionCell } from "prosemirror-tables";

import { lineBreak } from "./commands.js";
import { toggle } from "./formatting.js";
import { double, move } from "./moving.js";
import { schema } from "./schema.js";
import { cellBelow, nextCell, previousCell } from "./table.js";
import { isIn, textBlock } from "./turning.js";

/** @import {Command, EditorState} from "prosemirror-state" */

const { nodes } = schema;

/** Lines after which a paragraph follows, whatever they stand in. */
const LINES = [nodes.figure, nodes.pull_quote, nodes.channel, nodes.correction];

/** In a caption, a pull quote, a call-out or a correction: what follows the caret becomes a paragraph after it. @type {Command} */
const leaveLine = (state, dispatch) => {
	const { $from, $to } = state.selection;
	if (!(state.selection instanceof TextSelection) || !$from.sameParent($to) || !LINES.includes($from.parent.type)) return false;
	const inGallery = $from.node(-1).type === nodes.gallery;
	if (inGallery && $from.index(-1) < $from.node(-1).childCount - 1) {
		dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve($from.after() + 1), 1)).scrollIntoView());
		return true;
	}
	if (dispatch) {
		const rest = inGallery ? null : $to.parent.content.cut($to.parentOffset);
		const tr = state.tr.delete($from.pos, rest ? $from.end() : $to.pos);
		const after = tr.mapping.map(inGallery ? $from.after(-1) : $from.after());
		tr.insert(after, nodes.paragraph.create(null, rest));
		dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
	}
	return true;
};

/** An empty last point ends the key points. @type {Command} */
const leavePoints = (state, dispatch) => {
	const { $from, empty } = state.selection;
	const { parent } = $from;
	if (!empty || parent.type !== nodes.point || parent.content.size > 0) return false;
	const all = $from.node(-1);
	if ($from.index(-1) < all.childCount - 1 || all.childCount === 1) return false;
	if (dispatch) {
		const tr = state.tr.delete($from.before(), $from.after());
		const after = tr.mapping.map($from.after(-1));
		tr.insert(after, nodes.paragraph.create());
		dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
	}
	return true;
};

/** Enter in a cell: the one below; from the last row on, a paragraph after the table. @type {Command} */
const leaveCell = (state, dispatch) => {
	if (!isInTable(state)) return false;
	if (cellBelow(state, dispatch)) return true;
	if (dispatch) {
		const after = selectionCell(state).after(-1);
		const tr = state.tr.insert(after, nodes.paragraph.create());
		dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
	}
	return true;
};

/** Enter on a block that is selected as a whole makes a paragraph after it. @type {Command} */
const paragraphAfter = (state, dispatch) => {
	const { selection } = state;
	if (!(selection instanceof NodeSelection) || selection.node.isInline) return false;
	const { $to } = selection;
	for (let depth = $to.depth; depth >= 0; depth--) {
		const at = depth === $to.depth ? $to.pos : $to.after(depth + 1);
		const index = $to.indexAfter(depth);
		if (!$to.node(depth).canReplaceWith(index, index, nodes.paragraph)) continue;
		if (dispatch) {
			const tr = state.tr.insert(at, nodes.paragraph.create());
			dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
		}
		return true;
	}
	return false;
};

/** Enter in an empty item: out of the list, or into the list around it. @type {Command} */
const leaveItem = (state, dispatch) => {
	const { $from, empty } = state.selection;
	if (!empty || $from.parent.content.size > 0 || $from.depth < 2 || $from.node(-1).type !== nodes.item) return false;
	if ($from.node(-1).childCount > 1) return false;
	return liftListItem(nodes.item)(state, dispatch);
};

/** Three line ends at the end of a listing leave it. @type {Command} */
const leaveCode = (state, dispatch) => {
	const { $from, empty } = state.selection;
	if (!empty || !$from.parent.type.spec.code || $from.parentOffset < $from.parent.content.size) return false;
	if (!$from.parent.textContent.endsWith("\n\n")) return false;
	if (!dispatch) return true;
	const tr = state.tr.delete($from.pos - 2, $from.pos);
	return exitCode(state.apply(tr), (made) => {
		for (const step of made.steps) tr.step(step);
		dispatch(tr.setSelection(Selection.fromJSON(tr.doc, made.selection.toJSON())).scrollIntoView());
	});
};

export const enter = chainCommands(
	leaveCode,
	newlineInCode,
	leaveCell,
	leaveLine,
	leavePoints,
	leaveItem,
	splitListItem(nodes.item),
	paragraphAfter,
	createParagraphNear,
	liftEmptyBlock,
	splitBlock,
);

/** Whether the caret is at the very start of its text block. @param {EditorState} state */
const atStart = ({ selection }) => selection instanceof TextSelection && selection.empty && selection.$from.parentOffset === 0;

/** Backspace at the start of an item takes it out of its list. @type {Command} */
const liftItem = (state, dispatch) => {
	const { $from } = state.selection;
	if (!atStart(state) || $from.depth < 2 || $from.node(-1).type !== nodes.item || $from.index(-1) > 0) return false;
	return liftListItem(nodes.item)(state, dispatch);
};

/** What becomes a paragraph again at Backspace. */
const PLAINED = [nodes.heading, nodes.pull_quote, nodes.code, nodes.channel, nodes.correction];

/** @type {Command} */
const makePlain = (state, dispatch) => {
	const { $from } = state.selection;
	if (!atStart(state)) return false;
	if (PLAINED.includes($from.parent.type)) return textBlock(nodes.paragraph)(state, dispatch);
	if ($from.parent.type === nodes.point && $from.node(-1).childCount === 1 && $from.parent.content.size === 0) {
		dispatch?.(state.tr.replaceWith($from.before(-1), $from.after(-1), nodes.paragraph.create()));
		return true;
	}
	return false;
};

/** Backspace at the start of a quotation takes its first paragraph out. @type {Command} */
const liftQuoted = (state, dispatch) => {
	const { $from } = state.selection;
	if (!atStart(state) || $from.depth < 2 || $from.node(-1).type !== nodes.quote || $from.index(-1) > 0) return false;
	const range = $from.blockRange();
	if (!range) return false;
	dispatch?.(state.tr.lift(range, range.depth - 1).scrollIntoView());
	return true;
};

export const backspace = chainCommands(
	undoInputRule,
	deleteSelection,
	liftItem,
	makePlain,
	liftQuoted,
	joinBackward,
	selectNodeBackward,
);

const forward = chainCommands(deleteSelection, joinForward, selectNodeForward);

/** Down from a last block that is no paragraph: there is always a way on. @type {Command} */
const paragraphAtEnd = (state, dispatch, view) => {
	const { $head, empty } = state.selection;
	const last = state.doc.lastChild;
	if (!last || last.type === nodes.paragraph) return false;
	const atEnd = state.selection instanceof NodeSelection ? state.selection.to === state.doc.content.size : empty && view?.endOfTextblock("down");
	if (!atEnd || Selection.findFrom(state.doc.resolve($head.depth > 0 ? $head.after(1) : state.doc.content.size), 1)) return false;
	if ($head.depth > 0 && Selection.findFrom(state.doc.resolve($head.end() + 1), 1, true)) return false;
	if (dispatch) {
		const at = state.doc.content.size;
		const tr = state.tr.insert(at, nodes.paragraph.create());
		dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
	}
	return true;
};

/**
 * @param {object} to
 * @param {(what: string) => boolean} to.wants
 * @param {Record<string, Command>} to.opens what other parts of the surface do: `link`, `palette`, `bubble`, `fields`, `leave`
 * @returns {Record<string, Command>}
 */
export function keys({ wants, opens }) {
	const ask = (/** @type {string} */ what) => () => wants(what);
	const indent = chainCommands(nextCell, sinkListItem(nodes.item));
	const outdent = chainCommands((state, dispatch) => isIn(state, nodes.table) && previousCell(state, dispatch), liftListItem(nodes.item));
	/** @type {Record<string, Command>} */
	const bound = {
		Enter: enter,
		"Shift-Enter": chainCommands(newlineInCode, lineBreak),
		"Mod-Enter": ask("main"),
		Backspace: backspace,
		"Mod-Backspace": backspace,
		"Shift-Backspace": backspace,
		Delete: forward,
		"Mod-Delete": forward,
		"Mod-a": selectAll,
		"Mod-b": toggle("strong"),
		"Mod-i": toggle("emphasis"),
		"Mod-e": toggle("code_text"),
		"Mod-k": opens.link,
		"Mod-Alt-0": textBlock(nodes.paragraph),
		"Mod-Alt-2": textBlock(nodes.heading, { level: 2 }),
		"Mod-Alt-3": textBlock(nodes.heading, { level: 3 }),
		"Mod-Alt-4": textBlock(nodes.heading, { level: 4 }),
		"Alt-ArrowUp": move(-1),
		"Alt-ArrowDown": move(1),
		"Mod-d": double,
		Tab: chainCommands(indent, opens.fields),
		"Shift-Tab": chainCommands(outdent, opens.fieldsBack),
		"Mod-z": ask("undo"),
		"Mod-Shift-z": ask("redo"),
		"Mod-y": ask("redo"),
		"Mod-f": ask("find"),
		"Mod-s": ask("save"),
		"Mod-Shift-e": ask("source"),
		"Alt-F10": opens.bubble,
		Escape: opens.leave,
		ArrowDown: chainCommands(opens.fieldBelow, paragraphAtEnd),
		ArrowUp: opens.fieldAbove,
	};
	return bound;
}
