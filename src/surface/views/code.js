// A listing and the name of its language.

import { element } from "../element.js";
import { say } from "../words.js";
import { BlockView } from "./block_view.js";
import { field } from "./field.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

export class CodeView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "div", "sf-code");
		this.contentDOM = element(this.document, "code", { spellcheck: "false" });
		this.dom.append(
			element(this.document, "pre", {}, this.contentDOM),
			field(this, { attribute: "language", label: "surface-code-language", lang: "en", className: "sf-code-language", take: (typed) => typed.trim().replace(/\s+/g, "-") }),
		);
		this.placeholder(say(context.host, "tool-code"));
		this.show();
	}
}
