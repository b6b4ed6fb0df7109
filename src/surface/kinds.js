// Every kind of thing that can be put into a text: its word at the desk, its English names for whoever types those, and its command.

import { annotate, abbreviate } from "./formatting.js";
import { insertBlocks } from "./inserting.js";
import { schema } from "./schema.js";
import * as turn from "./turning.js";

/** @import {Node} from "prosemirror-model" */
/** @import {Command} from "prosemirror-state" */

/**
 * @typedef {object} Kind
 * @property {string} name what the desk calls it too
 * @property {string} key of its word
 * @property {string} [english] further words that find it
 * @property {string} [typed] how it is typed
 * @property {string} [wants] what the desk does for it
 * @property {boolean} [inWords] whether it stands among words
 * @property {Command} [command]
 */

const { nodes } = schema;

/** @param {() => Node} make @returns {Command} */
const insert = (make) => (state, dispatch) => insertBlocks([make()])(state, dispatch);

const now = () => `${new Date().toISOString().slice(0, 19)}Z`;

/** A table of empty cells under a header row. @param {number} rows @param {number} columns */
export function emptyTable(rows, columns) {
	const row = (/** @type {import("prosemirror-model").NodeType} */ type) =>
		nodes.table_row.create(null, Array.from({ length: columns }, () => type.create()));
	const all = Array.from({ length: rows }, (_, at) => row(at === 0 ? nodes.table_header : nodes.table_cell));
	return nodes.table.create(null, all);
}

/** @type {Kind[]} */
export const KINDS = [
	{ name: "paragraph", key: "surface-paragraph", english: "paragraph text words", command: turn.textBlock(nodes.paragraph) },
	{ name: "heading", key: "tool-heading", english: "heading subhead h2", typed: "##", command: turn.textBlock(nodes.heading, { level: 2 }) },
	{ name: "subheading", key: "tool-subheading", english: "smaller heading subhead h3", typed: "###", command: turn.textBlock(nodes.heading, { level: 3 }) },
	{ name: "smallest-heading", key: "surface-smallest-heading", english: "smallest heading subhead h4", typed: "####", command: turn.textBlock(nodes.heading, { level: 4 }) },
	{ name: "list", key: "tool-list", english: "bulleted list bullets", typed: "-", command: turn.list(null) },
	{ name: "numbers", key: "tool-numbers", english: "numbered list numbers ordered", typed: "1.", command: turn.list(1) },
	{ name: "quote", key: "tool-quote", english: "quotation quote blockquote", typed: ">", command: turn.quote },
	{ name: "pull-quote", key: "tool-pull-quote", english: "pull quote large", command: turn.textBlock(nodes.pull_quote) },
	{ name: "picture", key: "tool-picture", english: "picture image photo figure", wants: "picture" },
	{ name: "gallery", key: "surface-gallery", english: "gallery pictures photos", wants: "gallery" },
	{ name: "key-points", key: "tool-key-points", english: "key points summary", command: turn.keyPoints },
	{ name: "table", key: "tool-table", english: "table", command: insert(() => emptyTable(3, 3)) },
	{ name: "embed", key: "tool-embed", english: "embed player post video youtube tweet", command: insert(() => nodes.embed.create()) },
	{ name: "channel", key: "tool-channel", english: "whatsapp channel call-out", command: turn.textBlock(nodes.channel) },
	{ name: "correction", key: "tool-correction", english: "correction", command: (state, dispatch) => turn.textBlock(nodes.correction, { at: now() })(state, dispatch) },
	{
		name: "live-post",
		key: "tool-live-post",
		english: "live post entry",
		command: insert(() => nodes.live_post.create({ at: now() }, nodes.paragraph.create())),
	},
	{ name: "code", key: "tool-code", english: "code listing", typed: "```", command: turn.textBlock(nodes.code) },
	{ name: "rule", key: "tool-rule", english: "rule break line divider", typed: "---", command: ruleAndOn },
	{ name: "note", key: "tool-note", english: "footnote note", inWords: true, command: annotate },
	{ name: "abbreviation", key: "surface-abbreviation", english: "abbreviation short form", inWords: true, command: abbreviate() },
];

/** A break, and a paragraph to go on in. @type {Command} */
function ruleAndOn(state, dispatch) {
	if (!dispatch) return true;
	const { $to } = state.selection;
	const last = $to.index(0) >= state.doc.childCount - 1;
	const blocks = last ? [nodes.rule.create(), nodes.paragraph.create()] : [nodes.rule.create()];
	return insertBlocks(blocks)(state, (tr) => {
		dispatch(tr);
	});
}

/** @param {string} name */
export const kind = (name) => KINDS.find((one) => one.name === name);
