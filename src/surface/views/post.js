// An entry of a live story: its time, headline and writer, whether it is a key moment, and any blocks but another entry.

import { element } from "../element.js";
import { print, say } from "../words.js";
import { BlockView } from "./block_view.js";
import { field, fieldKey } from "./field.js";
import { timeField, written } from "./time.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

export class PostView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "article", "post");
		const { document } = this;
		const { host } = context;
		this.when = element(document, "time");
		const [before = "", after = ""] = print(host, "by", "surface-by", { names: "\u0000" }).split("\u0000");
		this.by = element(
			document,
			"p",
			{ class: "by", contenteditable: "false" },
			before,
			field(this, { attribute: "by", label: "surface-post-by" }),
			after,
		);
		this.headline = element(document, "h2", { contenteditable: "false" }, field(this, { attribute: "headline", label: "surface-post-headline", long: true }));
		this.contentDOM = element(document, "div", { class: "content" });
		this.dom.append(
			element(document, "p", { class: "when", contenteditable: "false" }, this.when),
			this.headline,
			this.by,
			this.contentDOM,
			element(document, "div", { class: "sf-fields control", contenteditable: "false" }, timeField(this, "surface-at"), this.#key()),
		);
		this.show();
	}

	#key() {
		const { document, context } = this;
		const { host } = context;
		const input = element(document, "input", { type: "checkbox", "data-field": "key" });
		input.addEventListener("change", () => this.set("key", input.checked));
		input.addEventListener("keydown", (event) => fieldKey(this, input, event));
		this.fields.push({
			show: (node) => {
				input.checked = node.attrs.key;
				input.disabled = !this.view.editable;
			},
		});
		const name = element(document, "span", { lang: host.language, dir: host.uiDirection }, say(host, "surface-post-key"));
		return element(document, "label", { class: "sf-check control", contenteditable: "false" }, input, name);
	}

	show() {
		super.show();
		const { at, headline, by, key } = this.node.attrs;
		this.when.textContent = written(at, this.context.language(), true);
		this.when.dateTime = at;
		this.dom.classList.toggle("key", key);
		this.headline.classList.toggle("unset", headline === "");
		this.by.classList.toggle("unset", by === "");
	}
}
