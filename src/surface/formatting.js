// What is done to words: marks, links, languages, abbreviations, notes.

import { toggleMark } from "prosemirror-commands";
import { NodeSelection, TextSelection } from "prosemirror-state";

import { schema } from "./schema.js";

/** @import {Command, EditorState, Transaction} from "prosemirror-state" */
/** @import {MarkType} from "prosemirror-model" */

/** @param {string} name @returns {Command} */
export const toggle = (name) => toggleMark(schema.marks[name], null, { removeWhenPresent: false, includeWhitespace: false, enterInlineAtoms: false });

/**
 * Where a mark that holds at the caret begins and ends; null where none does.
 * @param {EditorState} state
 * @param {MarkType} type
 */
export function stretch({ selection: { $from, $to, empty } }, type) {
	const { parent, parentOffset } = $from;
	if (!parent.inlineContent || !$from.sameParent($to)) return null;
	const start = $from.start();
	/** @type {{from: number, to: number, mark: import("prosemirror-model").Mark}[]} */
	const all = [];
	let offset = 0;
	for (const child of parent.content.content) {
		const mark = type.isInSet(child.marks);
		const last = all.at(-1);
		if (mark && last?.to === start + offset && last.mark.eq(mark)) last.to += child.nodeSize;
		else if (mark) all.push({ from: start + offset, to: start + offset + child.nodeSize, mark });
		offset += child.nodeSize;
	}
	const at = start + parentOffset;
	return all.find(({ from, to }) => from <= at && (empty ? at <= to : at < to)) ?? null;
}

/**
 * Words get a mark in place of those of its type, or lose them. The words of notes stand elsewhere and are left alone.
 * @param {Transaction} tr
 * @param {number} from
 * @param {number} to
 * @param {MarkType} type
 * @param {import("prosemirror-model").Attrs | null} attrs
 */
function mark(tr, from, to, type, attrs) {
	let start = from;
	/** @type {[number, number][]} */
	const ranges = [];
	tr.doc.nodesBetween(from, to, (node, at) => {
		if (node.type !== schema.nodes.note) return true;
		ranges.push([start, at + 1]);
		start = at + node.nodeSize - 1;
		return false;
	});
	for (const [from, end] of [...ranges, /** @type {[number, number]} */ ([start, to])]) {
		tr.removeMark(from, end, type);
		if (attrs) tr.addMark(from, end, type.create(attrs));
	}
}

/**
 * Links what is selected, or the link at the caret; an empty address takes the link away. Without either, the address itself is put in.
 * @param {string} href
 * @param {string} [words]
 * @returns {Command}
 */
export const link = (href, words) => (state, dispatch) => {
	const type = schema.marks.link;
	const around = stretch(state, type);
	const { from, to } = state.selection.empty && around ? around : state.selection;
	const { $from } = state.selection;
	if (!$from.parent.inlineContent || !$from.parent.type.allowsMarkType(type)) return false;
	if (href === "" && from === to) return false;
	if (!dispatch) return true;
	const { tr } = state;
	if (from === to) {
		tr.replaceSelectionWith(schema.text(words || href, [...$from.marks(), type.create({ href })]), false);
	} else {
		mark(tr, from, to, type, href ? { href } : null);
	}
	tr.removeStoredMark(type);
	dispatch(tr.scrollIntoView());
	return true;
};

/**
 * Says that the selected words are in a language; with an empty one, that they are in the story's.
 * @param {string} language
 * @returns {Command}
 */
export const inLanguage = (language) => (state, dispatch) => {
	const type = schema.marks.language;
	const around = stretch(state, type);
	const { from, to } = state.selection.empty && around ? around : state.selection;
	if (from === to) return false;
	if (dispatch) {
		const { tr } = state;
		mark(tr, from, to, type, language ? { language } : null);
		dispatch(tr);
	}
	return true;
};

/**
 * Makes the selected words an abbreviation, or puts an empty one at the caret, and selects it.
 * @param {string} [long]
 * @returns {Command}
 */
export const abbreviate = (long = "") => (state, dispatch) => {
	const { $from, $to, from, to } = state.selection;
	const type = schema.nodes.abbreviation;
	if (!$from.sameParent($to) || !$from.parent.inlineContent) return false;
	if (!$from.parent.canReplaceWith($from.index(), $to.indexAfter(), type)) return false;
	if (dispatch) {
		const short = state.doc.textBetween(from, to, " ");
		const tr = state.tr.replaceSelectionWith(type.create({ short, long }), true);
		dispatch(tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView());
	}
	return true;
};

/** Puts a note after what is selected, and opens it. @type {Command} */
export const annotate = (state, dispatch) => {
	const { $to, to } = state.selection;
	const type = schema.nodes.note;
	if (!$to.parent.inlineContent || !$to.parent.canReplaceWith($to.indexAfter(), $to.indexAfter(), type)) return false;
	if (dispatch) {
		const tr = state.tr.setSelection(TextSelection.create(state.doc, to));
		tr.insert(to, type.create());
		dispatch(tr.setSelection(NodeSelection.create(tr.doc, to)).scrollIntoView());
	}
	return true;
};
