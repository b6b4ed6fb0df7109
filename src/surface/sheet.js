// Cells from a spreadsheet.

import { handlePaste } from "prosemirror-tables";

import { schema } from "./schema.js";

/** @import {Node, Slice} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */

const { nodes } = schema;

/** A column of figures is set against the end. */
const FIGURES = /^[-+−]?[\d.,\s٪%€$£₺₨]+$/u;

/** Tab-separated cells as a table, its first row as the header; null where they are none. @param {string} plain @returns {Node | null} */
export function tableOf(plain) {
	const rows = parse(plain);
	const width = Math.max(...rows.map((row) => row.length));
	if (width < 2) return null;
	const column = (/** @type {number} */ at) => rows.slice(1).map((row) => row[at] ?? "").filter((cell) => cell !== "");
	const aligns = Array.from({ length: width }, (_, at) => {
		const cells = column(at);
		return at > 0 && cells.length > 0 && cells.every((cell) => FIGURES.test(cell)) ? "end" : "start";
	});
	const made = rows.map((row, index) =>
		nodes.table_row.create(
			null,
			aligns.map((align, at) => {
				const type = index === 0 ? nodes.table_header : nodes.table_cell;
				const words = (row[at] ?? "").replace(/\s+/g, " ").trim();
				return type.create({ align }, words ? schema.text(words) : null);
			}),
		),
	);
	return nodes.table.create(null, made);
}

/** Rows of cells; a cell in quotes may hold line ends and doubled quotes. @param {string} plain */
export function parse(plain) {
	/** @type {string[][]} */
	const rows = [[]];
	const text = plain.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
	let at = 0;
	while (at <= text.length) {
		const quoted = text[at] === '"' ? /"((?:[^"]|"")*)"(?=[\t\n]|$)/y : null;
		if (quoted) quoted.lastIndex = at;
		const whole = quoted?.exec(text);
		const end = whole ? at + whole[0].length : endOfCell(text, at);
		rows[rows.length - 1].push(whole ? whole[1].replaceAll('""', '"') : text.slice(at, end));
		if (text[end] === "\n") rows.push([]);
		at = end + 1;
	}
	return rows;
}

/** @param {string} text @param {number} at */
function endOfCell(text, at) {
	const found = text.slice(at).search(/[\t\n]/);
	return found < 0 ? text.length : at + found;
}

/** Puts cells over those at the selection; whether what was pasted are cells. @param {EditorView} view @param {Slice} slice */
export const pasteCells = (view, slice) => handlePaste(view, new ClipboardEvent("paste"), slice);
