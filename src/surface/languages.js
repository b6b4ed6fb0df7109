// Directions of languages, and the languages that the desk offers for a span.

const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "pnb", "ps", "sd", "skr", "syr", "ug", "ur", "yi"]);

/** @param {string} language a BCP 47 tag */
export function direction(language) {
	const [first, second] = language.toLowerCase().split("-");
	if (second === "arab" || second === "hebr") return "rtl";
	if (second === "latn" || second === "cyrl") return "ltr";
	return RIGHT_TO_LEFT.has(first) ? "rtl" : "ltr";
}

/** What the tool offers before one types a tag of one's own. */
export const OFFERED = ["en", "tr", "ur", "ar", "fa", "ps", "pa", "sd", "ku", "fr", "de", "es", "ru", "zh", "la"];

/**
 * A language's name in the desk's language; its tag where the browser knows none.
 * @param {string} tag
 * @param {string} desk
 */
export function nameOf(tag, desk) {
	try {
		return new Intl.DisplayNames([desk, "en"], { type: "language" }).of(tag) ?? tag;
	} catch {
		return tag;
	}
}
