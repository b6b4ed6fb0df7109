// The tools at the selection; on a phone a bar at the bottom. One stop for Tab, reached from the text with Alt+F10.

import { Plugin, TextSelection } from "prosemirror-state";

import { element } from "./element.js";
import { float, selectionBox } from "./floating.js";
import { icon } from "./icons.js";
import { told } from "./places.js";
import { roving } from "./roving.js";
import { TOOLS } from "./tools.js";
import { say } from "./words.js";

/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "./context.js" */

/** Where the bubble is a bar; the stylesheet says the same. */
const NARROW = "(max-width: 40rem)";

/** @type {WeakMap<EditorView, Bubble>} */
const bubbles = new WeakMap();

class Bubble {
	/** Whether it was asked for by key. */
	#asked = false;
	/** Whether the pointer is still selecting. */
	#selecting = false;
	/** @type {HTMLButtonElement[]} */
	#buttons = [];

	/** @param {EditorView} view @param {Context} context */
	constructor(view, context) {
		this.view = view;
		this.context = context;
		const { host, ui } = context;
		const document = ui.ownerDocument;
		this.document = document;
		this.narrow = document.defaultView?.matchMedia(NARROW);
		this.dom = element(document, "div", { class: "sf-bubble", role: "toolbar", "aria-label": say(host, "tools"), hidden: true });
		const apple = /Mac|iPhone|iPad/.test(document.defaultView?.navigator.platform ?? "");
		for (const tool of TOOLS) {
			const name = say(host, tool.key);
			const title = tool.shortcut ? `${name} (${apple ? "⌘" : "Ctrl+"}${tool.shortcut})` : name;
			const button = element(document, "button", {
				type: "button",
				class: `sf-tool${tool.last ? " last" : ""}${tool.docked ? " docked" : ""}`,
				"aria-label": name,
				title,
				"aria-haspopup": tool.opens ? (tool.name === "handle" ? "menu" : "dialog") : null,
				"data-tool": tool.name,
			});
			button.append(icon(document, tool.name));
			button.addEventListener("click", () => this.#use(tool, button));
			this.#buttons.push(button);
		}
		this.dom.append(...this.#buttons);
		// The text keeps the focus, and a phone its keyboard.
		this.dom.addEventListener("mousedown", (event) => event.preventDefault());
		roving(this.dom, host.uiDirection, () => this.#leave());
		this.dom.addEventListener("focusout", (event) => {
			if (!this.dom.contains(/** @type {globalThis.Node | null} */ (event.relatedTarget))) {
				this.#asked = false;
				this.update();
			}
		});
		ui.append(this.dom);
		view.dom.addEventListener("pointerdown", this.#down);
		document.addEventListener("pointerup", this.#up);
		this.narrow?.addEventListener("change", this.update);
	}

	#down = () => {
		this.#selecting = true;
	};

	#up = () => {
		if (!this.#selecting) return;
		this.#selecting = false;
		// The selection follows the pointer a moment later.
		this.document.defaultView?.setTimeout(this.update, 20);
	};

	/** @param {import("./tools.js").Tool} tool @param {HTMLElement} button */
	#use(tool, button) {
		if (button.getAttribute("aria-disabled") === "true") return;
		const byKey = this.dom.contains(this.document.activeElement);
		tool.act(this.view, this.context, button);
		if (byKey && !tool.opens && this.document.activeElement === button && this.dom.hidden) this.view.focus();
	}

	#leave() {
		this.#asked = false;
		this.view.focus();
		this.update();
	}

	/** Shows it by key, whatever is selected. */
	ask() {
		this.#asked = true;
		this.update();
		const seen = this.#buttons.filter((button) => button.getClientRects().length > 0);
		(seen.find((button) => button.tabIndex === 0) ?? seen[0])?.focus();
	}

	#wanted() {
		const { view, document } = this;
		if (view.isDestroyed || !view.editable) return false;
		const inside = this.dom.contains(document.activeElement);
		if (this.#asked && (inside || view.hasFocus())) return true;
		if (this.narrow?.matches) return inside || view.hasFocus();
		const { selection } = view.state;
		const words = selection instanceof TextSelection && !selection.empty && !selection.$from.parent.type.spec.code;
		return words && !this.#selecting && (view.hasFocus() || inside) && view.state.doc.textBetween(selection.from, selection.to).trim() !== "";
	}

	update = () => {
		const wanted = this.#wanted();
		this.dom.hidden = !wanted;
		if (!wanted) return;
		const selection = told(this.view.state);
		TOOLS.forEach((tool, at) => {
			const button = this.#buttons[at];
			if (tool.on) button.setAttribute("aria-pressed", String(tool.on(selection)));
			const usable = tool.usable?.(this.view) ?? true;
			if (usable) button.removeAttribute("aria-disabled");
			else button.setAttribute("aria-disabled", "true");
		});
		if (this.narrow?.matches) {
			this.dom.style.removeProperty("left");
			this.dom.style.removeProperty("top");
		} else float(this.dom, this.context.ui, selectionBox(this.view), "above");
	};

	destroy() {
		this.view.dom.removeEventListener("pointerdown", this.#down);
		this.document.removeEventListener("pointerup", this.#up);
		this.narrow?.removeEventListener("change", this.update);
		this.dom.remove();
	}
}

/** @param {Context} context */
export const bubble = (context) =>
	new Plugin({
		view(view) {
			const made = new Bubble(view, context);
			bubbles.set(view, made);
			return made;
		},
		props: {
			handleDOMEvents: {
				focus: (view) => later(view),
				blur: (view) => later(view),
			},
		},
	});

/** Once the focus is where it goes. @param {EditorView} view */
function later(view) {
	view.dom.ownerDocument.defaultView?.setTimeout(() => bubbles.get(view)?.update(), 0);
	return false;
}

/** @type {import("prosemirror-state").Command} */
export const askBubble = (_, dispatch, view) => {
	const made = view && bubbles.get(view);
	if (!made) return false;
	if (dispatch) made.ask();
	return true;
};
