// A small dialog at the selection, which gives the focus back where it was.

import { element } from "./element.js";
import { float, selectionBox } from "./floating.js";

/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "./context.js" */

/**
 * @param {EditorView} view
 * @param {Context} context
 * @param {string} name its accessible name
 */
export function popover(view, { ui }, name) {
	const document = ui.ownerDocument;
	const dom = element(document, "form", { class: "sf-popover", role: "dialog", "aria-label": name, autocomplete: "off" });
	const about = selectionBox(view);
	let closed = false;

	/** @param {boolean} back whether the text gets the focus */
	const close = (back) => {
		if (closed) return;
		closed = true;
		dom.remove();
		if (back) view.focus();
	};
	dom.addEventListener("keydown", (event) => {
		if (event.key === "Escape") close(true);
		else return;
		event.preventDefault();
		event.stopPropagation();
	});
	dom.addEventListener("focusout", (event) => {
		const to = /** @type {globalThis.Node | null} */ (event.relatedTarget);
		// The window itself may lose the focus, and get it back.
		if (document.hasFocus() && !dom.contains(to)) close(false);
	});

	return {
		dom,
		close,
		open: () => !closed,
		place: () => float(dom, ui, about, "below"),
		/** @param {HTMLElement} first what gets the focus */
		show(first) {
			ui.append(dom);
			float(dom, ui, about, "below");
			first.focus();
		},
	};
}
