// The story in a few points, under the site's own heading or another.

import { element } from "../element.js";
import { print } from "../words.js";
import { BlockView } from "./block_view.js";
import { field } from "./field.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

export class PointsView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "div", "key-points");
		const title = field(this, { attribute: "title", label: "surface-points-title" });
		// While it has no heading of its own, the page has the site's.
		title.querySelector("input")?.setAttribute("placeholder", print(context.host, "key-points", "tool-key-points"));
		this.contentDOM = element(this.document, "ul");
		this.dom.append(element(this.document, "h2", { contenteditable: "false" }, title), this.contentDOM);
		this.show();
	}
}
