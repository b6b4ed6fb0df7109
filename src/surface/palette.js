// The palette: `/` in an empty block, or after a space among words, offers what can be put in, and what is typed then narrows it.

import { Plugin, PluginKey, TextSelection } from "prosemirror-state";

import { FROM_DESK } from "./telling.js";
import { float } from "./floating.js";
import { drawPalette } from "./palette_list.js";
import { KINDS } from "./kinds.js";
import { schema } from "./schema.js";
import { say } from "./words.js";

/** @import {Command, EditorState, Transaction} from "prosemirror-state" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "./context.js" */
/** @import {Host} from "./host.js" */
/** @import {Kind} from "./kinds.js" */

/**
 * @typedef {object} Palette
 * @property {number} from where it was asked for
 * @property {number} slash how much of what follows is the sign that asked for it: 1 or 0
 * @property {boolean} inWords
 * @property {number} marked
 */

/** @type {PluginKey<Palette | null>} */
const key = new PluginKey("palette");

/** A filter longer than this is a sentence that begins with a slash. */
const LONGEST = 24;

/** Letters without their signs, so that a name is found however it is typed. @param {string} text @param {string} language */
const bare = (text, language) =>
	text
		.toLocaleLowerCase(language)
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replaceAll("ı", "i");

/** What is typed after the sign; null once the caret has left it. @param {EditorState} state @param {Palette} palette */
function filterOf({ selection, doc }, { from, slash }) {
	const { $head, empty, head } = selection;
	if (!empty || !(selection instanceof TextSelection) || head < from + slash || from < $head.start()) return null;
	const text = doc.textBetween(from, head, null, "\ufffc");
	if (slash === 1 && !text.startsWith("/")) return null;
	const filter = text.slice(slash);
	return filter.length > LONGEST || /[\ufffc/]|^\s/.test(filter) ? null : filter;
}

/**
 * The kinds that fit, those that begin so first.
 * @param {EditorState} state
 * @param {Palette} palette
 * @param {Host} host
 * @returns {Kind[]}
 */
function fitting(state, palette, host) {
	const filter = filterOf(state, palette);
	// Among words a slash has its own uses: it takes a letter more.
	if (filter === null || (palette.inWords && filter === "")) return [];
	const wanted = bare(filter, host.language);
	/** @type {[number, Kind][]} */
	const found = [];
	for (const kind of KINDS) {
		if (palette.inWords && !kind.inWords) continue;
		const words = `${bare(say(host, kind.key), host.language)} ${kind.english ?? ""} ${kind.typed ?? ""}`;
		const starts = ` ${words}`.includes(` ${wanted}`);
		if (starts || words.includes(wanted)) found.push([starts ? 0 : 1, kind]);
	}
	return found.sort(([a], [b]) => a - b).map(([, kind]) => kind);
}

/** Whether a slash has just been typed where it asks for the palette. @param {Transaction} tr @param {EditorState} before @returns {Palette | null} */
function asked(tr, before) {
	if (!tr.docChanged || tr.getMeta(FROM_DESK) || tr.getMeta("paste")) return null;
	const { $head, empty, head } = tr.selection;
	const { parent, parentOffset } = $head;
	if (!empty || !parent.inlineContent || parent.type.spec.code || tr.doc.content.size !== before.doc.content.size + 1) return null;
	const text = parent.textBetween(Math.max(0, parentOffset - 2), parentOffset, null, "\ufffc");
	if (!text.endsWith("/") || schema.marks.code_text.isInSet($head.marks())) return null;
	const alone = parent.content.size === 1 && parent.type === schema.nodes.paragraph;
	if (!alone && !(parentOffset === 1 || /\s/.test(text[0]))) return null;
	return { from: head - 1, slash: 1, inWords: !alone, marked: 0 };
}

/** @param {Context} context */
export function palette(context) {
	const { host } = context;
	const shown = (/** @type {EditorState} */ state) => {
		const palette = key.getState(state);
		return palette ? fitting(state, palette, host) : [];
	};

	/** @param {EditorView} view @param {Kind} kind */
	const choose = (view, kind) => {
		const palette = key.getState(view.state);
		if (!palette) return;
		const { tr } = view.state;
		view.dispatch(tr.delete(palette.from, tr.selection.head).setMeta(key, { closed: true }));
		view.focus();
		context.command(kind.name);
	};

	return new Plugin({
		key,
		state: {
			init: () => /** @type {Palette | null} */ (null),
			apply(tr, palette, before, after) {
				const meta = tr.getMeta(key);
				if (meta?.closed) return null;
				if (meta) return meta;
				if (!palette) return asked(tr, before);
				const moved = { ...palette, from: tr.mapping.map(palette.from, -1), marked: tr.docChanged ? 0 : palette.marked };
				return filterOf(after, moved) === null ? null : moved;
			},
		},
		props: {
			/** @returns {Record<string, string>} */
			attributes(state) {
				const kinds = shown(state);
				const palette = key.getState(state);
				if (!palette || kinds.length === 0) return {};
				return {
					"aria-autocomplete": "list",
					"aria-controls": "sf-palette",
					"aria-activedescendant": `sf-palette-${kinds[palette.marked]?.name}`,
				};
			},
			handleKeyDown(view, event) {
				const palette = key.getState(view.state);
				const kinds = shown(view.state);
				if (!palette || kinds.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false;
				const last = kinds.length - 1;
				/** @type {Record<string, number>} */
				const ways = { ArrowDown: palette.marked >= last ? 0 : palette.marked + 1, ArrowUp: palette.marked <= 0 ? last : palette.marked - 1 };
				if (event.key in ways) view.dispatch(view.state.tr.setMeta(key, { ...palette, marked: ways[event.key] }));
				else if (event.key === "Enter" || event.key === "Tab") choose(view, kinds[palette.marked]);
				else if (event.key === "Escape") view.dispatch(view.state.tr.setMeta(key, { closed: true }));
				else return false;
				return true;
			},
			handleDOMEvents: {
				blur(view) {
					if (key.getState(view.state)) view.dispatch(view.state.tr.setMeta(key, { closed: true }));
					return false;
				},
			},
		},
		view(view) {
			const list = drawPalette(context, (kind) => choose(view, kind));
			return {
				update(view) {
					const palette = key.getState(view.state);
					const kinds = shown(view.state);
					list.show(kinds, palette?.marked ?? 0);
					if (palette && kinds.length > 0) float(list.dom, context.ui, view.coordsAtPos(palette.from, 1), "below");
				},
				destroy: () => list.dom.remove(),
			};
		},
	});
}

/** Opens the palette without a slash: in the empty block that one is in, else in a new paragraph after it. @type {Command} */
export const openPalette = (state, dispatch) => {
	const { $head } = state.selection;
	const empty = $head.parent.type === schema.nodes.paragraph && $head.parent.content.size === 0;
	if (dispatch) {
		const { tr } = state;
		if (!empty) {
			const after = $head.depth > 0 ? $head.after(1) : $head.pos;
			tr.insert(after, schema.nodes.paragraph.create()).setSelection(TextSelection.create(tr.doc, after + 1));
		}
		tr.setMeta(key, { from: tr.selection.head, slash: 0, inWords: false, marked: 0 });
		dispatch(tr.scrollIntoView());
	}
	return true;
};
