// What the parts of a surface share.

/** @import {EditorView} from "prosemirror-view" */
/** @import {Host} from "./host.js" */

/**
 * @typedef {object} Context
 * @property {Host} host
 * @property {() => string} language the story's
 * @property {(what: string) => boolean} wants asks the desk, which is told everything first
 * @property {(name: string, argument?: unknown) => boolean} command
 * @property {() => import("./host.js").Selection} active
 * @property {(view: EditorView, about: HTMLElement, position?: number) => void} menu opens the menu of a block: that of the selection, or the one at a position
 * @property {HTMLElement} ui where controls live that are no part of the text
 */

export {};
