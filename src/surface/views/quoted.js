// Quotations and pull quotes: what was said, and by whom.

import { element } from "../element.js";
import { BlockView } from "./block_view.js";
import { field } from "./field.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

/** @param {BlockView} owner */
const speaker = (owner) =>
	element(
		owner.document,
		"figcaption",
		{ class: "sf-by", contenteditable: "false" },
		"— ",
		field(owner, { attribute: "by", label: "surface-quote-by" }),
	);

/** @param {BlockView} owner */
function showSpeaker({ dom, node }) {
	dom.classList.toggle("unsigned", node.attrs.by === "");
}

export class QuoteView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "figure", "quote");
		this.contentDOM = this.dom.appendChild(element(this.document, "blockquote"));
		this.dom.append(speaker(this));
		this.show();
	}

	show() {
		super.show();
		showSpeaker(this);
	}
}

export class PullQuoteView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "figure", "pull");
		this.contentDOM = element(this.document, "p");
		this.dom.append(element(this.document, "blockquote", {}, this.contentDOM), speaker(this));
		this.placeholder(context.host.words["surface-pull-quote-hint"] ?? "");
		this.show();
	}

	show() {
		super.show();
		showSpeaker(this);
	}
}
