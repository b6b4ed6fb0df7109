// The tools of the bubble: their words, signs, what they do and when they are on.

import { inLanguage, toggle } from "./formatting.js";
import { openLanguage } from "./language.js";
import { openLink } from "./link.js";
import { openPalette } from "./palette.js";

/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "./context.js" */
/** @import {Selection} from "./host.js" */

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} key
 * @property {string} [shortcut]
 * @property {boolean} [last] whether a gap follows it
 * @property {boolean} [docked] whether it is there only where the bubble is a bar
 * @property {boolean} [opens] whether it opens something
 * @property {(view: EditorView, context: Context, button: HTMLElement) => unknown} act
 * @property {(view: EditorView) => boolean} [usable]
 * @property {(selection: Selection) => boolean} [on]
 */

/** @param {string} mark */
const marked = (mark) => (/** @type {Selection} */ { marks }) => marks.includes(mark);

/** @param {string} name @param {unknown} [argument] */
const command = (name, argument) => (/** @type {EditorView} */ _, /** @type {Context} */ context) => context.command(name, argument);

/** @param {string} mark */
const can = (mark) => (/** @type {EditorView} */ view) => toggle(mark)(view.state);

/** @param {number} level */
const isHeading = (level) => (/** @type {Selection} */ selection) => selection.block === "heading" && selection.level === level;

/** A heading, or the paragraph that it was. @param {string} name @param {number} level @returns {Tool["act"]} */
const heading = (name, level) => (view, context) =>
	isHeading(level)(context.active()) ? context.command("paragraph") : context.command(name);

/** @type {Tool[]} */
export const TOOLS = [
	{ name: "plus", key: "surface-add", docked: true, act: (view) => openPalette(view.state, view.dispatch), last: true },
	{ name: "strong", key: "tool-bold", shortcut: "B", act: command("strong"), on: marked("strong"), usable: can("strong") },
	{ name: "emphasis", key: "tool-italic", shortcut: "I", act: command("emphasis"), on: marked("emphasis"), usable: can("emphasis") },
	{ name: "link", key: "tool-link", shortcut: "K", opens: true, act: openLink, on: marked("link"), usable: can("link"), last: true },
	{ name: "heading", key: "tool-heading", shortcut: "Alt+2", act: heading("heading", 2), on: isHeading(2) },
	{ name: "subheading", key: "tool-subheading", shortcut: "Alt+3", act: heading("subheading", 3), on: isHeading(3) },
	{ name: "smallest-heading", key: "surface-smallest-heading", shortcut: "Alt+4", act: heading("smallest-heading", 4), on: isHeading(4) },
	{ name: "list", key: "tool-list", act: command("list"), on: ({ depth }) => depth.includes("list") },
	{ name: "numbers", key: "tool-numbers", act: command("numbers") },
	{ name: "quote", key: "tool-quote", act: command("quote"), on: ({ depth }) => depth.includes("quote"), last: true },
	{ name: "note", key: "tool-note", act: command("note") },
	{ name: "abbreviation", key: "surface-abbreviation", act: command("abbreviation") },
	{ name: "language", key: "surface-language", opens: true, act: openLanguage, on: marked("language"), usable: (view) => inLanguage("en")(view.state) },
	{ name: "superscript", key: "surface-superscript", act: command("superscript"), on: marked("superscript"), usable: can("superscript") },
	{ name: "subscript", key: "surface-subscript", act: command("subscript"), on: marked("subscript"), usable: can("subscript") },
	{ name: "code_text", key: "surface-code-text", shortcut: "E", act: command("code_text"), on: marked("code_text"), usable: can("code_text"), last: true },
	{ name: "handle", key: "surface-block", opens: true, act: (view, context, button) => context.menu(view, button) },
];
