// The palette as one sees it: a list box whose marked option the text names (WAI-ARIA, aria-activedescendant).

import { element } from "./element.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/** @import {Context} from "./context.js" */
/** @import {Kind} from "./kinds.js" */

/**
 * @param {Context} context
 * @param {(kind: Kind) => void} choose
 */
export function drawPalette({ host, ui }, choose) {
	const document = ui.ownerDocument;
	const dom = element(document, "ul", {
		class: "sf-palette",
		id: "sf-palette",
		role: "listbox",
		// It scrolls, so it can be reached; Tab in the text chooses before it gets there.
		tabindex: "0",
		"aria-label": say(host, "palette-title"),
		hidden: true,
	});
	ui.append(dom);
	// The text keeps the focus.
	dom.addEventListener("mousedown", (event) => event.preventDefault());
	/** @type {Kind[]} */
	let shown = [];

	/** @param {Kind} kind */
	const option = (kind) => {
		const made = element(
			document,
			"li",
			{ id: `sf-palette-${kind.name}`, role: "option", class: "sf-option" },
			element(document, "span", {}, say(host, kind.key)),
			kind.typed ? element(document, "kbd", { dir: "ltr", "aria-hidden": "true" }, kind.typed) : null,
		);
		made.prepend(icon(document, kind.name));
		made.addEventListener("click", () => choose(kind));
		return made;
	};

	return {
		dom,
		/** @param {Kind[]} kinds @param {number} marked */
		show(kinds, marked) {
			if (kinds.length !== shown.length || kinds.some((kind, at) => kind !== shown[at])) dom.replaceChildren(...kinds.map(option));
			shown = kinds;
			dom.hidden = kinds.length === 0;
			[...dom.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === marked)));
			const current = /** @type {HTMLElement | undefined} */ (dom.children[marked]);
			if (!current) return;
			// Only the list scrolls, never the page.
			if (current.offsetTop < dom.scrollTop) dom.scrollTop = current.offsetTop;
			const below = current.offsetTop + current.offsetHeight - dom.clientHeight;
			if (below > dom.scrollTop) dom.scrollTop = below;
		},
	};
}
