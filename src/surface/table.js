// Tables stay what the site can show: one header row, no merged cells, each column set one way.

import { Fragment, Slice } from "prosemirror-model";
import { Plugin, Selection } from "prosemirror-state";
import * as tables from "prosemirror-tables";
import { ReplaceStep } from "prosemirror-transform";

import { schema } from "./schema.js";

/** @import {Node} from "prosemirror-model" */
/** @import {Command, Transaction} from "prosemirror-state" */

const { nodes } = schema;

/** The column at the selection is set so. @param {string} align @returns {Command} */
const align = (align) => (state, dispatch) => {
	if (!tables.isInTable(state)) return false;
	if (dispatch) {
		const { map, tableStart, left, right } = tables.selectedRect(state);
		const { tr } = state;
		for (let row = 0; row < map.height; row++) {
			for (let column = left; column < right; column++) {
				const at = tableStart + map.map[row * map.width + column];
				const cell = tr.doc.nodeAt(at);
				if (cell) tr.setNodeMarkup(at, null, { ...cell.attrs, align });
			}
		}
		dispatch(tr);
	}
	return true;
};

/** The only row, or the only column, goes with its table. @param {Command} command @param {"height" | "width"} side @returns {Command} */
const orAll = (command, side) => (state, dispatch) => {
	if (!tables.isInTable(state)) return false;
	const rect = tables.selectedRect(state);
	const all = side === "height" ? rect.bottom - rect.top : rect.right - rect.left;
	return all >= rect.map[side] ? tables.deleteTable(state, dispatch) : command(state, dispatch);
};

/** @type {Record<string, Command>} */
export const TABLE = {
	"row-before": tables.addRowBefore,
	"row-after": tables.addRowAfter,
	"row-remove": orAll(tables.deleteRow, "height"),
	"column-before": tables.addColumnBefore,
	"column-after": tables.addColumnAfter,
	"column-remove": orAll(tables.deleteColumn, "width"),
	"align-start": align("start"),
	"align-centre": align("centre"),
	"align-end": align("end"),
	remove: tables.deleteTable,
};

/** The next cell, in a new row after the last. @type {Command} */
export const nextCell = (state, dispatch) => {
	if (!tables.isInTable(state)) return false;
	if (tables.goToNextCell(1)(state, dispatch)) return true;
	if (!dispatch) return true;
	return tables.addRowAfter(state, (tr) => {
		const cell = tr.doc.resolve(tables.selectionCell(state).pos);
		const row = cell.after(cell.depth);
		dispatch(tr.setSelection(Selection.near(tr.doc.resolve(row + 1), 1)).scrollIntoView());
	});
};

export const previousCell = tables.goToNextCell(-1);

/** The cell below; under the last row one leaves the table. @type {Command} */
export const cellBelow = (state, dispatch) => {
	if (!tables.isInTable(state)) return false;
	const $cell = tables.selectionCell(state);
	const below = tables.nextCell($cell, "vert", 1);
	if (below) {
		dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve(below.pos + 1), 1)).scrollIntoView());
		return true;
	}
	return false;
};

/** A table in normal form, or null where it is. @param {Node} table */
function tidied(table) {
	/** @type {string[]} */
	const columns = [];
	table.child(0).forEach((cell) => columns.push(cell.attrs.align));
	let changed = false;
	const rows = table.content.content.map((row, at) => {
		const type = at === 0 ? nodes.table_header : nodes.table_cell;
		const cells = row.content.content.map((cell, column) => {
			const align = columns[column] ?? "start";
			const { colspan, rowspan, colwidth } = cell.attrs;
			if (cell.type === type && cell.attrs.align === align && colspan === 1 && rowspan === 1 && colwidth === null) return cell;
			changed = true;
			return type.create({ align }, cell.content, cell.marks);
		});
		return changed ? row.copy(Fragment.from(cells)) : row;
	});
	return changed ? table.copy(Fragment.from(rows)) : null;
}

/** @returns {Plugin} */
export const tidyTables = () =>
	new Plugin({
		appendTransaction(transactions, before, { doc, tr, selection }) {
			if (!transactions.some((one) => one.docChanged)) return null;
			tidyAll(tr, before.doc, doc);
			if (!tr.docChanged) return null;
			// Cells keep their sizes, so that what is selected stays so.
			return tr.setSelection(Selection.fromJSON(tr.doc, selection.toJSON()));
		},
	});

/** @param {Transaction} tr @param {Node} before @param {Node} doc */
function tidyAll(tr, before, doc) {
	/** @type {Set<Node>} */
	const known = new Set(before.content.content);
	doc.forEach((block, offset) => {
		if (known.has(block)) return;
		const visit = (/** @type {Node} */ node, /** @type {number} */ at) => {
			if (node.type !== nodes.table) return !node.isTextblock;
			const tidy = tidied(node);
			if (tidy) tr.step(new ReplaceStep(at, at + node.nodeSize, new Slice(Fragment.from(tidy), 0, 0)));
			return false;
		};
		if (visit(block, offset)) block.descendants((node, at) => visit(node, offset + 1 + at));
	});
}
