// A short form; selected, it shows fields for itself and for what it stands for.

import { element } from "../element.js";
import { keepInside } from "../floating.js";
import { say } from "../words.js";
import { BlockView } from "./block_view.js";
import { field } from "./field.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

export class AbbreviationView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "span", "sf-abbreviation");
		this.dom.setAttribute("contenteditable", "false");
		this.short = this.dom.appendChild(element(this.document, "abbr"));
		this.box = this.dom.appendChild(element(this.document, "span", { class: "sf-box control" }));
		this.box.append(
			field(this, { attribute: "short", label: "surface-abbreviation-short", labelled: true }),
			field(this, { attribute: "long", label: "surface-abbreviation-long", labelled: true }),
		);
		this.show();
	}

	show() {
		super.show();
		const { short, long } = this.node.attrs;
		this.short.textContent = short || say(this.context.host, "surface-abbreviation-empty");
		this.short.title = long;
	}

	selectNode() {
		this.dom.classList.add("ProseMirror-selectednode");
		keepInside(this.box);
		// One that has just been put in lacks its words: they are written next.
		if (this.node.attrs.long === "" && this.view.hasFocus()) {
			const wanted = this.box.querySelectorAll("input")[this.node.attrs.short === "" ? 0 : 1];
			this.document.defaultView?.setTimeout(() => this.dom.isConnected && wanted?.focus(), 0);
		}
	}

	deselectNode() {
		this.dom.classList.remove("ProseMirror-selectednode");
	}
}
