// A field of a block: an attribute that is written in place.

import { say } from "../words.js";
import { element } from "../element.js";
import { leaveField } from "../fields.js";

/** @import {Node} from "prosemirror-model" */
/** @import {BlockView} from "./block_view.js" */

/**
 * A line of text, or several lines that wrap.
 * @param {BlockView} owner
 * @param {object} how
 * @param {string} how.attribute
 * @param {string} how.label key of its name
 * @param {string} [how.hint] key of what stands in it while it is empty; else its name
 * @param {boolean} [how.long] whether it wraps
 * @param {boolean} [how.labelled] whether its name is shown
 * @param {string} [how.className]
 * @param {string} [how.type] of the input
 * @param {string} [how.lang] where its words are not in the story's language
 * @param {(value: string) => string} [how.take] from what is typed to the attribute's value
 */
export function field(owner, { attribute, label, hint, long, labelled, className = "", type = "text", lang, take = (value) => value }) {
	const { document, context } = owner;
	const { host } = context;
	const name = say(host, label);
	const words = hint ? say(host, hint) : name;
	const input = element(document, long ? "textarea" : "input", {
		"data-field": attribute,
		"aria-label": labelled ? null : name,
		placeholder: labelled && !hint ? null : words,
		type: long ? null : type,
		rows: long ? "1" : null,
		dir: type === "url" ? "ltr" : null,
		lang: lang ?? null,
		autocomplete: "off",
		spellcheck: type === "url" ? "false" : "true",
	});
	const box = labelled
		? element(
				document,
				"label",
				{ class: `sf-field control ${className}`, contenteditable: "false" },
				element(document, "span", { class: "sf-label", lang: host.language, dir: host.uiDirection }, name),
				input,
			)
		: element(document, "span", { class: `sf-inline control ${className}`, contenteditable: "false" }, input);

	const fit = () => {
		const length = [...(input.value || (input.placeholder ?? ""))].length;
		if (input.localName === "input") /** @type {HTMLInputElement} */ (input).size = Math.max(3, Math.min(60, length + 1));
	};
	input.addEventListener("input", () => {
		fit();
		owner.set(attribute, take(input.value.replace(/[\r\n]+/g, " ")));
	});
	input.addEventListener("keydown", (event) => fieldKey(owner, /** @type {HTMLElement} */ (input), /** @type {KeyboardEvent} */ (event)));

	const show = (/** @type {Node} */ node) => {
		const value = String(node.attrs[attribute] ?? "");
		if (take(input.value) !== value) input.value = value;
		input.readOnly = !owner.view.editable;
		box.classList.toggle("unset", value === "");
		fit();
	};
	owner.fields.push({ show });
	show(owner.node);
	return box;
}

/** Signs that mean the same to the desk in a field as in the text. @type {Record<string, string>} */
const ASKED = { z: "undo", Z: "redo", y: "redo", s: "save", f: "find", E: "source", Enter: "main" };

/**
 * Keys that lead out of a field, and those that belong to the desk.
 * @param {BlockView} owner
 * @param {HTMLElement} input
 * @param {KeyboardEvent} event
 */
export function fieldKey(owner, input, event) {
	if (event.isComposing) return;
	const mod = event.ctrlKey || event.metaKey;
	if (mod && !event.altKey) {
		const asked = ASKED[event.shiftKey ? event.key.toUpperCase() : event.key];
		if (!asked) return;
		event.preventDefault();
		event.stopPropagation();
		owner.context.wants(asked);
		return;
	}
	if (event.altKey || mod) return;
	const text = input.localName === "textarea" || (/** @type {HTMLInputElement} */ (input).type || "") === "text" || /** @type {HTMLInputElement} */ (input).type === "url";
	const done =
		event.key === "Escape"
			? leaveField(owner, input, 0)
			: event.key === "Enter"
				? (text || event.shiftKey) && leaveField(owner, input, 1)
				: event.key === "ArrowDown" && text && atEdge(input, 1)
					? leaveField(owner, input, 1)
					: event.key === "ArrowUp" && text && atEdge(input, -1)
						? leaveField(owner, input, -1)
						: false;
	if (done) {
		event.preventDefault();
		event.stopPropagation();
	}
}

/** Whether the caret is in the field's first or last line. @param {HTMLElement} input @param {-1 | 1} way */
function atEdge(input, way) {
	if (input.localName !== "textarea") return true;
	const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (input);
	// A line that wraps has no sign of its own: only the ends of the text are sure.
	return way < 0 ? selectionStart === 0 : selectionEnd === value.length;
}
