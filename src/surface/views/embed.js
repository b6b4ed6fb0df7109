// Somebody else's player or post. Nothing of it is loaded here either.

import { element } from "../element.js";
import { providerOf } from "../providers.js";
import { print, say } from "../words.js";
import { BlockView } from "./block_view.js";
import { field } from "./field.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

export class EmbedView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "figure", "embed");
		const { document } = this;
		this.shown = element(document, "div", { class: "sf-embed" });
		this.title = element(document, "b");
		this.about = element(document, "span");
		this.shown.append(this.title, this.about);
		const fields = element(
			document,
			"div",
			{ class: "sf-fields control" },
			field(this, { attribute: "url", label: "surface-embed-url", type: "url", labelled: true, hint: "surface-embed-url-hint", take: (typed) => typed.trim() }),
			field(this, { attribute: "title", label: "surface-embed-title", labelled: true, hint: "surface-embed-title-hint" }),
		);
		this.dom.append(this.shown, fields);
		this.show();
	}

	show() {
		super.show();
		const { url, title } = this.node.attrs;
		const { host } = this.context;
		const { name, framed } = providerOf(url);
		this.dom.classList.toggle("card-embed", !framed);
		this.dom.classList.toggle("unset", url === "");
		this.title.textContent = url === "" ? say(host, "tool-embed") : `${framed ? "▶ " : ""}${title || url}`;
		this.about.textContent =
			url === ""
				? say(host, "surface-embed-none")
				: framed
					? print(host, "embed-play", "surface-embed-play", { provider: name })
					: print(host, "embed-open", "surface-embed-open", { provider: name || url });
	}
}
