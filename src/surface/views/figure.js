// A picture: what it shows, its caption and credit, and the point that must stay in view.

import { NodeSelection } from "prosemirror-state";

import { element } from "../element.js";
import { print, say } from "../words.js";
import { BlockView } from "./block_view.js";
import { field } from "./field.js";
import { focalPoint } from "./focal_point.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

export class FigureView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "figure", "picture");
		const { document } = this;
		const { host } = context;
		this.shown = element(document, "div", { class: "sf-picture", contenteditable: "false" });
		this.point = focalPoint(this);
		this.contentDOM = element(document, "span", { class: "sf-caption" });
		this.placeholder(say(host, "field-caption"));
		const credited = print(host, "picture-credit", "surface-picture-credit", { credit: "\u0000" }).split("\u0000");
		const credit = element(
			document,
			"span",
			{ class: "credit", contenteditable: "false" },
			credited[0] ?? "",
			field(this, { attribute: "credit", label: "field-credit" }),
			credited[1] ?? "",
		);
		this.credit = credit;
		const alt = field(this, { attribute: "alt", label: "field-alt", hint: "surface-alt-hint", long: true, labelled: true });
		const tools = element(document, "div", { class: "sf-fields control", contenteditable: "false" }, alt, this.point.button);
		this.dom.append(this.shown, element(document, "figcaption", {}, this.contentDOM, " ", credit), tools);
		this.shown.addEventListener("click", () => this.#select());
		this.src = null;
		this.show();
	}

	#select() {
		const { position, view } = this;
		if (position < 0) return;
		view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)));
		view.focus();
	}

	show() {
		super.show();
		const { src, alt, credit } = this.node.attrs;
		if (this.src !== src) this.#draw(src);
		const image = this.shown.querySelector("img");
		if (image) image.alt = alt;
		else this.#describe();
		this.credit.classList.toggle("unset", credit === "");
		this.dom.classList.toggle("undescribed", alt === "");
		this.point.show();
	}

	/** @param {string} src */
	#draw(src) {
		const { document, context } = this;
		this.src = src;
		const picture = src ? context.host.picture?.(src) : null;
		if (picture) {
			const { address, width, height } = picture;
			const image = element(document, "img", { src: address, width: String(width), height: String(height), draggable: "false" });
			this.shown.replaceChildren(image, this.point.mark);
		} else {
			this.shown.replaceChildren(element(document, "p", { class: "away" }));
		}
	}

	/** What stands where there is no picture yet. */
	#describe() {
		const { src, alt } = this.node.attrs;
		const { host } = this.context;
		const away = this.shown.querySelector(".away");
		const name = alt || src.split("/").at(-1) || "";
		if (away) away.textContent = src ? print(host, "picture-away", "surface-picture-away", { alt: name }) : say(host, "surface-picture-none");
	}
}
