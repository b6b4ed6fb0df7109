// A moment, shown as the page shows it and set in the browser's own field.

import { element } from "../element.js";
import { say } from "../words.js";
import { fieldKey } from "./field.js";

/** @import {BlockView} from "./block_view.js" */

/** A moment as the field wants it: in the desk's own clock. @param {Date} at */
function local(at) {
	const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
	const day = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
	return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/**
 * @param {string} at RFC 3339
 * @param {string} language
 * @param {boolean} clock whether the hour is said
 */
export function written(at, language, clock) {
	const date = new Date(at);
	if (Number.isNaN(date.getTime())) return at;
	const how = /** @type {Intl.DateTimeFormatOptions} */ (clock ? { dateStyle: "long", timeStyle: "short" } : { dateStyle: "long" });
	try {
		return new Intl.DateTimeFormat(`${language}-u-nu-latn`, how).format(date);
	} catch {
		return at;
	}
}

/**
 * @param {BlockView} owner whose attribute `at` it is
 * @param {string} label key of its name
 */
export function timeField(owner, label) {
	const { document, context } = owner;
	const { host } = context;
	const input = element(document, "input", { type: "datetime-local", step: "1", "data-field": "at" });
	const box = element(
		document,
		"label",
		{ class: "sf-field control", contenteditable: "false" },
		element(document, "span", { class: "sf-label", lang: host.language, dir: host.uiDirection }, say(host, label)),
		input,
	);
	input.addEventListener("change", () => {
		const date = new Date(input.value);
		if (!Number.isNaN(date.getTime())) owner.set("at", `${date.toISOString().slice(0, 19)}Z`);
	});
	input.addEventListener("keydown", (event) => fieldKey(owner, input, event));
	owner.fields.push({
		show: (node) => {
			const date = new Date(node.attrs.at);
			const value = Number.isNaN(date.getTime()) ? "" : local(date);
			if (input.value !== value && document.activeElement !== input) input.value = value;
			input.readOnly = !owner.view.editable;
		},
	});
	return box;
}
