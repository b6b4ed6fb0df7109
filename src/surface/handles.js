// Beside a block: a handle to drag it by, which opens its menu, and a plus beside an empty one.

import { NodeSelection, Plugin, TextSelection } from "prosemirror-state";

import { element } from "./element.js";
import { icon } from "./icons.js";
import { openPalette } from "./palette.js";
import { say } from "./words.js";
import { blockViewOf } from "./views/block_view.js";

/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "./context.js" */

class Handles {
	/** The element of the block that they are beside. @type {HTMLElement | null} */
	#block = null;
	#hovered = false;

	/** @param {EditorView} view @param {Context} context */
	constructor(view, context) {
		this.view = view;
		this.context = context;
		const { host, ui } = context;
		const document = ui.ownerDocument;
		const button = (/** @type {string} */ sign, /** @type {string} */ key, /** @type {Record<string, string>} */ attributes) => {
			const name = say(host, key);
			const made = element(document, "button", { type: "button", class: "sf-tool", "aria-label": name, title: name, tabindex: "-1", ...attributes });
			made.append(icon(document, sign));
			return made;
		};
		this.plus = button("plus", "surface-add", {});
		this.handle = button("handle", "surface-handle", { draggable: "true", "aria-haspopup": "menu", "aria-expanded": "false" });
		this.dom = element(document, "div", { class: "sf-handles", hidden: true }, this.plus, this.handle);
		this.plus.addEventListener("mousedown", (event) => event.preventDefault());
		this.plus.addEventListener("click", () => this.#add());
		this.handle.addEventListener("click", () => this.#menu());
		this.handle.addEventListener("dragstart", (event) => this.#drag(event));
		this.handle.addEventListener("dragend", () => {
			this.view.dragging = null;
		});
		ui.append(this.dom);
		document.addEventListener("pointermove", this.#hover, { passive: true });
	}

	/** The block of the body or of a live post at an element. @param {Element | null} at */
	#blockAt(at) {
		let found = null;
		for (let one = at; one && one !== this.view.dom; one = one.parentElement) {
			const { parentElement } = one;
			if (parentElement === this.view.dom || (!found && parentElement?.matches(".post > .content"))) found ??= one;
		}
		return /** @type {HTMLElement | null} */ (found);
	}

	/** Where a block begins; -1 where it cannot be told. @param {HTMLElement} block */
	#position(block) {
		const drawn = blockViewOf(block);
		if (drawn?.dom === block) return drawn.position;
		const inside = this.view.posAtDOM(block, 0);
		const $inside = this.view.state.doc.resolve(inside);
		for (let depth = $inside.depth; depth > 0; depth--) {
			if (this.view.nodeDOM($inside.before(depth)) === block) return $inside.before(depth);
		}
		return this.view.nodeDOM(inside) === block ? inside : -1;
	}

	#hover = (/** @type {PointerEvent} */ event) => {
		if (event.pointerType === "touch" || event.buttons !== 0 || !this.view.editable) return;
		const target = /** @type {Element | null} */ (event.target);
		if (target && this.dom.contains(target)) return;
		const body = this.view.dom.getBoundingClientRect();
		const near = event.clientX > body.left - 72 && event.clientX < body.right + 72 && event.clientY > body.top && event.clientY < body.bottom;
		if (!near) {
			this.#hovered = false;
			this.update();
			return;
		}
		// Beside the text counts as in it.
		const x = Math.max(body.left + 1, Math.min(event.clientX, body.right - 1));
		const at = this.view.dom.contains(target) ? target : this.view.dom.ownerDocument.elementFromPoint(x, event.clientY);
		const block = this.#blockAt(at);
		if (!block) return;
		this.#hovered = true;
		this.#show(block);
	};

	update() {
		if (this.#hovered && this.#block?.isConnected) this.#show(this.#block);
		else this.#show(this.#current());
	}

	/** The block of the selection. */
	#current() {
		const { view } = this;
		if (!view.hasFocus() || !view.editable) return null;
		const { node } = view.domAtPos(view.state.selection.from);
		return this.#blockAt(node.nodeType === 1 ? /** @type {Element} */ (node) : node.parentElement) ?? this.#selectedWhole();
	}

	#selectedWhole() {
		const { selection } = this.view.state;
		const dom = selection instanceof NodeSelection ? this.view.nodeDOM(selection.from) : null;
		return dom?.nodeType === 1 ? this.#blockAt(/** @type {Element} */ (dom)) : null;
	}

	/** @param {HTMLElement | null} block */
	#show(block) {
		this.#block = block;
		const { parentElement } = this.dom;
		this.dom.hidden = !block || !parentElement;
		if (!block || !parentElement) return;
		const position = this.#position(block);
		const node = position < 0 ? null : this.view.state.doc.nodeAt(position);
		if (!node) {
			this.dom.hidden = true;
			return;
		}
		this.plus.hidden = !(node.type.name === "paragraph" && node.content.size === 0);
		const origin = parentElement.getBoundingClientRect();
		const box = block.getBoundingClientRect();
		const rtl = this.view.dom.ownerDocument.defaultView?.getComputedStyle(this.view.dom).direction === "rtl";
		const line = Number.parseFloat(this.view.dom.ownerDocument.defaultView?.getComputedStyle(block).lineHeight ?? "") || 28;
		const { width, height } = this.dom.getBoundingClientRect();
		const beside = rtl ? box.right + 6 : box.left - width - 6;
		this.dom.style.setProperty("left", `${Math.round(beside - origin.left)}px`);
		this.dom.style.setProperty("top", `${Math.round(box.top - origin.top + Math.min(line, box.height) / 2 - height / 2)}px`);
	}

	#add() {
		const { view } = this;
		const position = this.#block ? this.#position(this.#block) : -1;
		if (position < 0) return;
		view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, position + 1)));
		view.focus();
		openPalette(view.state, view.dispatch);
	}

	#menu() {
		const position = this.#block ? this.#position(this.#block) : -1;
		if (position >= 0) this.context.menu(this.view, this.handle, position);
	}

	/** @param {DragEvent} event */
	#drag(event) {
		const { view } = this;
		const block = this.#block;
		const position = block ? this.#position(block) : -1;
		if (!block || position < 0 || !event.dataTransfer) {
			event.preventDefault();
			return;
		}
		const selection = NodeSelection.create(view.state.doc, position);
		view.dispatch(view.state.tr.setSelection(selection));
		const slice = selection.content();
		const { dom, text } = view.serializeForClipboard(slice);
		event.dataTransfer.clearData();
		event.dataTransfer.setData("text/html", dom.innerHTML);
		event.dataTransfer.setData("text/plain", text);
		event.dataTransfer.effectAllowed = "copyMove";
		event.dataTransfer.setDragImage(block, 0, 0);
		// ProseMirror moves it when it is dropped.
		view.dragging = /** @type {any} */ ({ slice, move: true, node: selection });
	}

	destroy() {
		this.view.dom.ownerDocument.removeEventListener("pointermove", this.#hover);
		this.dom.remove();
	}
}

/** @param {Context} context */
export const handles = (context) => new Plugin({ view: (view) => new Handles(view, context) });
