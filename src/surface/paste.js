// What is pasted or dropped: our own nodes as they are, files to the desk, foreign HTML by the desk's converter, words as words.

import { Fragment, Node, Slice } from "prosemirror-model";
import { Plugin, Selection, TextSelection } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";

import { copy, own } from "./clipboard.js";
import { link } from "./formatting.js";
import { putIn } from "./inserting.js";
import { postAt } from "./providers.js";
import { schema } from "./schema.js";
import { pasteCells, tableOf } from "./sheet.js";

/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "./context.js" */

const { nodes } = schema;

/** An address by itself. */
const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

/** @param {Context} context */
export function pasting(context) {
	const { host } = context;
	/** Places where something is still to come in: they move with the text. @type {Set<{from: number, to: number}>} */
	const awaited = new Set();
	let plainly = false;

	/** @param {EditorView} view @param {string} html @param {string} plain */
	const convert = (view, html, plain) => {
		const { from, to } = view.state.selection;
		const place = { from, to };
		awaited.add(place);
		const convert = host.convert ?? (async () => plainBlocks(plain).map((node) => node.toJSON()));
		void convert(html, plain).then((blocks) => {
			awaited.delete(place);
			if (view.isDestroyed) return;
			const made = blocks.map((block) => Node.fromJSON(schema, block));
			takeIn(view, made, place);
		});
	};

	/**
	 * @param {EditorView} view
	 * @param {DataTransfer} data
	 * @param {boolean} plainOnly
	 */
	const take = (view, data, plainOnly) => {
		const html = plainOnly ? "" : data.getData("text/html");
		const plain = data.getData("text/plain").replace(/\r\n?/g, "\n");
		const files = [...data.files];
		const { selection } = view.state;
		if (files.length > 0 && (html === "" || !/<(?:p|table|h\d|li)\b/i.test(html))) {
			host.upload?.(files);
			return true;
		}
		const copied = own(html);
		if (copied) {
			if (!(isInTable(view.state) && pasteCells(view, copied))) {
				view.dispatch(view.state.tr.replaceSelection(copied).scrollIntoView().setMeta("paste", true));
			}
			return true;
		}
		if (selection.$from.parent.type.spec.code) {
			view.dispatch(view.state.tr.insertText(plain).scrollIntoView());
			return true;
		}
		const address = plain.trim();
		if (!plainOnly && ADDRESS.test(address)) return takeAddress(view, address);
		if (!plainOnly && plain.includes("\t") && /^[^\t\n]*(?:\t[^\t\n]*)+(?:\n|$)/.test(plain) && !/<(?:p|h\d|li)\b/i.test(html.replace(/<table[\s\S]*<\/table>/i, ""))) {
			const table = tableOf(plain);
			if (table) {
				if (!(isInTable(view.state) && pasteCells(view, new Slice(Fragment.from(table), 0, 0)))) takeIn(view, [table], selection);
				return true;
			}
		}
		if (html === "") takeIn(view, plainBlocks(plain), selection);
		else convert(view, html, plain);
		return true;
	};

	return [
		new Plugin({
			props: {
				handleDOMEvents: {
					copy: (view, event) => copy(view, event),
					cut: (view, event) => {
						if (!copy(view, event)) return false;
						if (view.editable) view.dispatch(view.state.tr.deleteSelection().scrollIntoView().setMeta("uiEvent", "cut"));
						return true;
					},
					keydown: (_, event) => {
						plainly = (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "v";
						return false;
					},
					paste: (view, event) => {
						if (!view.editable || !event.clipboardData) return false;
						event.preventDefault();
						const done = take(view, event.clipboardData, plainly);
						plainly = false;
						return done;
					},
					drop: (view, event) => dropped(view, event, take),
				},
			},
			// Places that wait move with every change.
			appendTransaction(transactions) {
				for (const { mapping } of transactions) {
					for (const place of awaited) {
						place.from = mapping.map(place.from, -1);
						place.to = mapping.map(place.to, 1);
					}
				}
				return null;
			},
		}),
	];
}

/**
 * @param {EditorView} view
 * @param {DragEvent} event
 * @param {(view: EditorView, data: DataTransfer, plainOnly: boolean) => boolean} take
 */
function dropped(view, event, take) {
	// What is dragged within the surface is moved by ProseMirror.
	if (view.dragging || !event.dataTransfer || !view.editable) return false;
	const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
	if (!at) return false;
	event.preventDefault();
	view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
	view.focus();
	return take(view, event.dataTransfer, false);
}

/** Paragraphs of plain text: blank lines part them, single line ends are breaks. @param {string} plain */
export function plainBlocks(plain) {
	return plain
		.replace(/\r\n?/g, "\n")
		.split(/\n[^\S\n]*\n\s*/)
		.map((paragraph) => paragraph.replace(/^\n+|\s+$/g, ""))
		.filter((paragraph) => paragraph !== "")
		.map((paragraph) => {
			const lines = paragraph.split("\n").flatMap((line, at) => [
				...(at > 0 ? [nodes.line_break.create()] : []),
				...(line ? [schema.text(line)] : []),
			]);
			return nodes.paragraph.create(null, lines);
		});
}

/** An address: on selected words a link, alone in a paragraph the player or post it leads to, else a link by its own name. @param {EditorView} view @param {string} address */
function takeAddress(view, address) {
	const { selection } = view.state;
	const { $from, empty } = selection;
	if (!empty && selection instanceof TextSelection && selection.$from.sameParent(selection.$to)) {
		return link(address)(view.state, view.dispatch);
	}
	const lone = empty && $from.parent.type === nodes.paragraph && $from.parent.content.size === 0;
	const { tr } = view.state;
	if (lone && postAt(address)) {
		putIn(tr, [nodes.embed.create({ url: address })]);
		view.dispatch(tr.scrollIntoView());
		return true;
	}
	const type = schema.marks.link;
	if (!$from.parent.type.allowsMarkType(type)) return false;
	tr.replaceSelectionWith(schema.text(address, [...$from.marks(), type.create({ href: address })]), false);
	view.dispatch(tr.removeStoredMark(type).scrollIntoView());
	return true;
}

/** Text blocks that are one line of something larger: several paragraphs become one line there. */
const LINES = [nodes.point, nodes.table_cell, nodes.table_header, nodes.figure, nodes.pull_quote, nodes.channel, nodes.correction];

/**
 * Blocks come in: the words of a lone paragraph go on in the line, the ends of several join the halves, other blocks split it.
 * @param {EditorView} view
 * @param {Node[]} blocks
 * @param {{from: number, to: number}} place
 */
export function takeIn(view, blocks, { from, to }) {
	if (blocks.length === 0) return;
	const { selection, tr } = view.state;
	const elsewhere = selection.from !== from || selection.to !== to;
	const kept = selection.getBookmark();
	if (elsewhere) tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)));
	const { parent } = tr.selection.$from;
	const [first, last] = [blocks[0], blocks[blocks.length - 1]];
	if (LINES.includes(parent.type)) tr.replaceSelection(new Slice(inOneLine(blocks), 0, 0));
	else if (blocks.length === 1 && first.type === nodes.paragraph && parent.inlineContent) {
		tr.replaceSelection(new Slice(first.content, 0, 0));
	} else if (tr.selection instanceof TextSelection) tr.replaceSelection(new Slice(Fragment.from(blocks), open(first), open(last)));
	else putIn(tr, blocks);
	// Whoever has gone on elsewhere meanwhile stays there.
	if (elsewhere) tr.setSelection(kept.map(tr.mapping).resolve(tr.doc));
	else tr.scrollIntoView();
	view.dispatch(tr.setMeta("paste", true));
}

/** How deep a pasted block is open: words at the ends of a paste join the words around it. @param {Node} block */
const open = (block) => (block.type === nodes.paragraph ? 1 : 0);

/** What blocks say, in one line. @param {Node[]} blocks */
function inOneLine(blocks) {
	/** @type {Node[]} */
	const all = [];
	const take = (/** @type {Node} */ node) => {
		if (!node.isTextblock) return true;
		if (all.length > 0 && node.content.size > 0) all.push(schema.text(" "));
		all.push(...node.content.content);
		return false;
	};
	for (const block of blocks) if (take(block)) block.descendants(take);
	return Fragment.fromArray(all);
}
