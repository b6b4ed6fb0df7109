// What typed signs become: blocks at the start of a paragraph, marks around words, and quotation marks.

import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { Selection } from "prosemirror-state";

import { curly } from "./quotes.js";
import { schema } from "./schema.js";

/** @import {NodeType} from "prosemirror-model" */
/** @import {EditorState} from "prosemirror-state" */
/** @import {Host} from "./host.js" */

const { nodes, marks } = schema;

/** Only a paragraph becomes something else: a heading may begin with a dash. @param {InputRule} rule */
function inParagraph(rule) {
	const handler = /** @type {any} */ (rule).handler;
	/** @type {any} */ (rule).handler = (/** @type {EditorState} */ state, /** @type {any[]} */ ...more) =>
		state.selection.$from.parent.type === nodes.paragraph ? handler(state, ...more) : null;
	return rule;
}

/** A number in Western or in Urdu figures. @param {string} written */
const figure = (written) => Number(written.replace(/[۰-۹]/g, (one) => String(one.charCodeAt(0) - 0x6f0)));

const blocks = [
	textblockTypeInputRule(/^(#{1,4})\s$/, nodes.heading, (match) => ({ level: Math.max(2, match[1].length) })),
	inParagraph(wrappingInputRule(/^\s*[-*•]\s$/, nodes.list, { start: null }, (_, list) => list.attrs.start === null)),
	inParagraph(
		wrappingInputRule(
			/^\s*([\d۰-۹]{1,6})[.)۔]\s$/u,
			nodes.list,
			(match) => ({ start: figure(match[1]) }),
			(match, list) => list.attrs.start !== null && list.childCount + list.attrs.start === figure(match[1]),
		),
	),
	inParagraph(wrappingInputRule(/^\s*>\s$/, nodes.quote)),
	textblockTypeInputRule(/^```([\w+-]*)\s$/, nodes.code, (match) => ({ language: match[1] })),
	inParagraph(
		new InputRule(/^(?:---|—-|–-)$/, (state, _, start, end) => {
			const tr = state.tr.delete(start, end);
			const $at = tr.doc.resolve(start);
			if ($at.parent.childCount > 0 || !$at.node(-1).canReplaceWith($at.index(-1), $at.index(-1), nodes.rule)) return null;
			tr.insert($at.before(), nodes.rule.create());
			return tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(start)), 1));
		}),
	),
];

/** Whether what matched is nothing but text: a note among it has a size of its own. @param {EditorState} state @param {RegExpMatchArray} match @param {number} start @param {number} end */
const isText = (state, match, start, end) => start >= 0 && match[0].startsWith(state.doc.textBetween(start, end, null, "\ufffc")) && !match[0].includes("\ufffc");

/**
 * Words between signs get a mark. The group `words` is what stays.
 * @param {RegExp} typed
 * @param {import("prosemirror-model").MarkType} type
 * @param {(match: RegExpMatchArray) => import("prosemirror-model").Attrs} [attrs]
 */
const between = (typed, type, attrs) =>
	new InputRule(
		typed,
		(state, match, start, end) => {
			const words = match.groups?.words ?? "";
			const lead = match[0].indexOf(match.groups?.signs ?? "");
			const from = start + lead;
			const at = from + match[0].slice(lead).indexOf(words, (match.groups?.signs ?? "").length);
			if (!isText(state, match, start, end)) return null;
			if (!state.doc.resolve(from).parent.type.allowsMarkType(type) || state.doc.rangeHasMark(from, end, marks.code_text)) return null;
			const tr = state.tr;
			if (at + words.length < end) tr.delete(at + words.length, end);
			tr.delete(from, at);
			tr.addMark(from, from + words.length, type.create(attrs?.(match)));
			return tr.removeStoredMark(type);
		},
		{ inCodeMark: false },
	);

const words = [
	between(/(?:^|[^*\\])(?<signs>\*\*)(?<words>[^*\s](?:[^*]*[^*\s])?)\*\*$/u, marks.strong),
	between(/(?:^|[^*\\\p{L}\p{N}])(?<signs>\*)(?<words>[^*\s](?:[^*]*[^*\s])?)\*$/u, marks.emphasis),
	between(/(?:^|[^_\\\p{L}\p{N}])(?<signs>_)(?<words>[^_\s](?:[^_]*[^_\s])?)_$/u, marks.emphasis),
	between(/(?:^|[^`\\])(?<signs>`)(?<words>[^`\s](?:[^`]*[^`\s])?)`$/u, marks.code_text),
	between(/(?:^|[^!\\])(?<signs>\[)(?<words>[^[\]]+)\]\((?<href>[^\s()]+)\)$/u, marks.link, (match) => ({ href: match.groups?.href ?? "" })),
];

/**
 * The language at the caret: that of the words there, else the story's.
 * @param {EditorState} state
 * @param {string} story
 */
const languageAt = (state, story) =>
	(state.storedMarks ?? state.selection.$from.marks()).findLast((mark) => mark.type === marks.language)?.attrs.language ?? story;

/** @param {() => string} story the story's language */
const quotes = (story) =>
	new InputRule(
		/["']$/,
		(state, [straight], start, end) => {
			const $start = state.doc.resolve(start);
			const before = $start.parent.textBetween(Math.max(0, $start.parentOffset - 200), $start.parentOffset, null, "\ufffc");
			const mark = curly(straight, before, languageAt(state, story()));
			return state.tr.replaceWith(start, end, schema.text(mark, state.storedMarks ?? $start.marks()));
		},
		{ inCodeMark: false },
	);

/** An opening mark before figures was an apostrophe: ’90s. */
const years = new InputRule(/(?:^|\s)‘(\d)$/, (state, match, start, end) =>
	isText(state, match, start, end) ? state.tr.insertText(match[0].replace("‘", "’"), start, end) : null,
);

/**
 * @param {Host} host
 * @param {() => string} story
 */
export const rules = (host, story) => inputRules({ rules: [...blocks, ...words, ...(host.quotes ? [quotes(story), years] : [])] });

