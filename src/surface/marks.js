// What words may be: the marks of the schema. `nest` is the desk's own note on an unusual nesting order and is only carried along.

import { direction } from "./languages.js";

/** @import {MarkSpec} from "prosemirror-model" */

const nest = { default: "", validate: "string" };

/** @param {unknown} node */
const nestOf = (node) => (/** @type {HTMLElement} */ (node).getAttribute?.("data-nest") ?? "");

/** @param {string} value */
const carried = (value) => (value ? { "data-nest": value } : {});

/** Addresses that may stand in the page; any other is kept in the document but leads nowhere while one writes. */
const LEADS = /^(?:https?:\/\/|mailto:|tel:|[/#])/i;

/** @param {string} element @returns {MarkSpec} */
const plain = (element, /** @type {string[]} */ ...also) => ({
	attrs: { nest },
	parseDOM: [element, ...also].map((tag) => ({ tag, getAttrs: (node) => ({ nest: nestOf(node) }) })),
	toDOM: (mark) => [element, carried(mark.attrs.nest), 0],
});

// Their order is the desk's too: what comes first stands around what comes later.
/** @type {Record<string, MarkSpec>} */
export const marks = {
	link: {
		attrs: { href: { validate: "string" }, nest },
		inclusive: false,
		parseDOM: [
			{
				tag: "a[href], a[data-href]",
				getAttrs: (node) => ({ href: node.getAttribute("data-href") ?? node.getAttribute("href"), nest: nestOf(node) }),
			},
		],
		toDOM: ({ attrs: { href, nest } }) => ["a", { ...(LEADS.test(href) ? { href } : { "data-href": href }), ...carried(nest) }, 0],
	},
	strong: plain("strong", "b"),
	emphasis: plain("em", "i"),
	superscript: plain("sup"),
	subscript: plain("sub"),
	language: {
		attrs: { language: { validate: "string" }, nest },
		// Words in one language may stand in a passage in another.
		excludes: "",
		parseDOM: [
			{ tag: "span[lang]", getAttrs: (node) => ({ language: node.getAttribute("lang"), nest: nestOf(node) }) },
		],
		toDOM: ({ attrs }) => ["span", { lang: attrs.language, dir: direction(attrs.language), ...carried(attrs.nest) }, 0],
	},
	code_text: {
		attrs: { nest },
		code: true,
		parseDOM: [{ tag: "code", getAttrs: (node) => ({ nest: nestOf(node) }) }],
		toDOM: (mark) => ["code", { spellcheck: "false", ...carried(mark.attrs.nest) }, 0],
	},
};
