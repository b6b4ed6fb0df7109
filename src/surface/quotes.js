// Which quotation marks a language uses.

/** @typedef {{open: string, close: string, openInner: string, closeInner: string}} Marks */

/** @type {Record<string, Marks>} */
const LANGUAGES = {
	en: { open: "“", close: "”", openInner: "‘", closeInner: "’" },
	tr: { open: "“", close: "”", openInner: "‘", closeInner: "’" },
	// Read from right to left, the mark that opens is the one that closes in English.
	ur: { open: "”", close: "“", openInner: "’", closeInner: "‘" },
	de: { open: "„", close: "“", openInner: "‚", closeInner: "‘" },
	fr: { open: "« ", close: " »", openInner: "‘", closeInner: "’" },
	es: { open: "«", close: "»", openInner: "“", closeInner: "”" },
	ru: { open: "«", close: "»", openInner: "„", closeInner: "“" },
	ar: { open: "«", close: "»", openInner: "‹", closeInner: "›" },
	fa: { open: "«", close: "»", openInner: "‹", closeInner: "›" },
};

/** In every language the same. */
export const APOSTROPHE = "’";

/** @param {string} language */
export const marksOf = (language) => LANGUAGES[language.toLowerCase().split("-")[0]] ?? LANGUAGES.en;

/** What a mark that opens stands after: nothing, space, a bracket, a dash, or another one that opens. */
const OPENS_AFTER = /(?:^|[\s\u00a0([{<\-–—/\ufffc«‹„‚])$/u;

/**
 * The mark for a straight one.
 * @param {string} straight `"` or `'`
 * @param {string} before what stands before it in its block
 * @param {string} language
 */
export function curly(straight, before, language) {
	const marks = marksOf(language);
	const last = before.slice(-1);
	// A single mark right after an opening double one opens too, and the other way round.
	const nested = straight === '"' ? endsOpen(before, marks.openInner) : endsOpen(before, marks.open);
	const opens = OPENS_AFTER.test(last) || nested;
	if (straight === '"') return opens ? marks.open : marks.close;
	if (opens) return marks.openInner;
	// Within or after a word: the end of an inner quotation where one is open, else an apostrophe.
	const open = before.lastIndexOf(marks.openInner);
	const isOpen = marks.closeInner !== APOSTROPHE && open > before.lastIndexOf(marks.closeInner) && OPENS_AFTER.test(before.slice(0, open).slice(-1));
	return isOpen ? marks.closeInner : APOSTROPHE;
}

/** @param {string} before @param {string} mark */
const endsOpen = (before, mark) => before.endsWith(mark) && OPENS_AFTER.test(before.slice(0, -mark.length).slice(-1));
