// What passes between the surface and the desk. Types only.

/** @typedef {Record<string, unknown>} Json a node as ProseMirror's `Node.toJSON()` gives it */

/**
 * @typedef {object} Place
 * @property {number} block the top-level block
 * @property {number} offset how many UTF-16 units of text stand before it in that block
 */

/**
 * @typedef {object} Selection
 * @property {Place} anchor
 * @property {Place} head
 * @property {boolean} whole whether the block is selected as a node
 * @property {string[]} marks names of the marks that hold here
 * @property {string} block the innermost text block's, or the selected node's, type
 * @property {number} level of a heading, else 0
 * @property {string[]} depth names of types, from the top-level block inwards
 */

/**
 * @typedef {object} Change
 * @property {number} from
 * @property {number} to
 * @property {(number | Json)[]} blocks what stands there now: a number is a block of the document as last told, unchanged
 */

/**
 * @typedef {object} Host
 * @property {Record<string, string>} words
 * @property {Record<string, string>} [edition] the site's own words in the story's language (`key-points`, `quote-by` …)
 * @property {"ltr" | "rtl"} uiDirection
 * @property {string} language of the desk
 * @property {boolean} [quotes] whether straight quotes become the language's own
 * @property {(change: Change, selection: Selection) => void} changed
 * @property {(selection: Selection) => void} [selected]
 * @property {(what: string) => void} [wants]
 * @property {(html: string, plain: string) => Promise<Json[]>} [convert]
 * @property {(files: File[]) => void} [upload]
 * @property {(query: string) => Promise<{href: string, headline: string, when: string}[]>} [stories]
 * @property {(href: string) => Promise<boolean>} [leads]
 * @property {(src: string) => {address: string, width: number, height: number} | null} [picture]
 * @property {() => {html: string} | null} [channel]
 * @property {(text: string) => void} [say]
 */

/**
 * @typedef {object} Surface
 * @property {(change: Change, selection?: {anchor: Place, head: Place, whole?: boolean}) => void} replace
 * @property {(selection: {anchor: Place, head: Place, whole?: boolean}) => void} select
 * @property {(name: string, argument?: unknown) => boolean} command
 * @property {() => Selection} active
 * @property {(blocks: Json[]) => void} insert
 * @property {() => void} flush
 * @property {() => void} focus
 * @property {(editable: boolean) => void} setEditable
 * @property {() => void} redraw
 * @property {() => void} close
 */

export {};
