// Pictures that belong together, and what is said of all of them.

import { NodeSelection } from "prosemirror-state";

import { element } from "../element.js";
import { say } from "../words.js";
import { BlockView } from "./block_view.js";
import { field } from "./field.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

export class GalleryView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "figure", "sf-gallery");
		const { document } = this;
		this.contentDOM = element(document, "div", { class: "gallery" });
		const add = element(
			document,
			"button",
			{ type: "button", class: "sf-button control", "data-field": "add", contenteditable: "false" },
			say(context.host, "surface-gallery-add"),
		);
		add.addEventListener("click", () => {
			// The desk's pictures come in at the selection: the gallery.
			const { position } = this;
			if (position < 0) return;
			view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)));
			context.wants("picture");
		});
		this.dom.append(
			this.contentDOM,
			element(
				document,
				"figcaption",
				{ class: "sf-gallery-caption", contenteditable: "false" },
				field(this, { attribute: "caption", label: "surface-gallery-caption" }),
			),
			element(document, "div", { class: "sf-fields control", contenteditable: "false" }, add),
		);
		this.show();
	}
}
