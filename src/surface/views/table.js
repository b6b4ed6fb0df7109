// A table, its caption, and the tools for rows, columns and how a column is set.

import { element } from "../element.js";
import { icon } from "../icons.js";
import { roving } from "../roving.js";
import { say } from "../words.js";
import { BlockView } from "./block_view.js";
import { field } from "./field.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

/** Commands, their words and their signs. */
const TOOLS = /** @type {const} */ ([
	["table-row-before", "surface-table-row-before", "row-before"],
	["table-row-after", "surface-table-row-after", "row-after"],
	["table-row-remove", "surface-table-row-remove", "row-remove"],
	["table-column-before", "surface-table-column-before", "column-before"],
	["table-column-after", "surface-table-column-after", "column-after"],
	["table-column-remove", "surface-table-column-remove", "column-remove"],
	["table-align-start", "surface-table-align-start", "align-start"],
	["table-align-centre", "surface-table-align-centre", "align-centre"],
	["table-align-end", "surface-table-align-end", "align-end"],
]);

export class TableView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "div", "table");
		const { document } = this;
		this.contentDOM = element(document, "tbody");
		const caption = field(this, { attribute: "caption", label: "surface-table-caption" });
		this.caption = element(document, "caption", { contenteditable: "false" }, caption);
		this.dom.append(this.#tools(), element(document, "table", {}, this.caption, this.contentDOM));
		this.show();
	}

	#tools() {
		const { document, context } = this;
		const { host } = context;
		const bar = element(document, "div", {
			class: "sf-tools control",
			role: "toolbar",
			"aria-label": say(host, "surface-table-tools"),
			contenteditable: "false",
			dir: host.uiDirection,
			lang: host.language,
		});
		for (const [command, key, sign] of TOOLS) {
			const name = say(host, key);
			const button = element(document, "button", { type: "button", class: "sf-tool", "aria-label": name, title: name, "data-field": command });
			button.append(icon(document, sign));
			// The cell keeps the caret.
			button.addEventListener("mousedown", (event) => event.preventDefault());
			button.addEventListener("click", () => context.command(command));
			bar.append(button);
		}
		roving(bar, host.uiDirection, () => this.view.focus());
		return bar;
	}

	show() {
		super.show();
		this.caption.classList.toggle("unset", this.node.attrs.caption === "");
	}
}
