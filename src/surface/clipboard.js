// What is copied here comes back exactly as it was: the nodes travel along in an attribute of the copied HTML.

import { Slice } from "prosemirror-model";

import { schema } from "./schema.js";

/** @import {EditorView} from "prosemirror-view" */

const ATTRIBUTE = "data-dateline-nodes";

/** @param {EditorView} view @param {ClipboardEvent} event @returns {boolean} whether there was something to copy */
export function copy(view, event) {
	const { selection } = view.state;
	const data = event.clipboardData;
	if (selection.empty || !data) return false;
	const slice = selection.content();
	const { dom, text } = view.serializeForClipboard(slice);
	dom.firstElementChild?.setAttribute(ATTRIBUTE, JSON.stringify(slice.toJSON()));
	data.clearData();
	data.setData("text/html", dom.innerHTML);
	data.setData("text/plain", text);
	event.preventDefault();
	return true;
}

/** The nodes that were copied here; null where HTML is from elsewhere, or was tampered with. @param {string} html */
export function own(html) {
	if (!html.includes(ATTRIBUTE)) return null;
	const carrier = new DOMParser().parseFromString(html, "text/html").querySelector(`[${ATTRIBUTE}]`);
	try {
		const slice = Slice.fromJSON(schema, JSON.parse(carrier?.getAttribute(ATTRIBUTE) ?? "null"));
		slice.content.forEach((node) => node.check());
		return slice;
	} catch {
		return null;
	}
}
