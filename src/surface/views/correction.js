// A correction: when it was made, what was wrong and what is right.

import { element } from "../element.js";
import { print, say } from "../words.js";
import { BlockView } from "./block_view.js";
import { timeField, written } from "./time.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

export class CorrectionView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "div", "correction");
		const { document } = this;
		this.when = element(document, "strong", { contenteditable: "false" });
		this.contentDOM = element(document, "span");
		this.placeholder(say(context.host, "surface-correction-hint"));
		this.dom.append(
			element(document, "p", {}, this.when, " ", this.contentDOM),
			element(document, "div", { class: "sf-fields control", contenteditable: "false" }, timeField(this, "surface-at")),
		);
		this.show();
	}

	show() {
		super.show();
		const { host, language } = this.context;
		const when = written(this.node.attrs.at, language(), false);
		this.when.textContent = print(host, "correction-dated", "surface-correction-dated", { when });
	}
}
