// The tools' signs, drawn on a grid of 16 with strokes of one weight.

const SVG = "http://www.w3.org/2000/svg";

/** Paths to be stroked. @type {Record<string, string>} */
const SIGNS = {
	paragraph: "M9 13V3M12 13V3M13 3H7a3 3 0 0 0 0 6h2",
	list: "M6.5 4H14M6.5 8H14M6.5 12H14M2.8 4h.4M2.8 8h.4M2.8 12h.4",
	numbers: "M7 4h7M7 8h7M7 12h7M2.2 3 3.4 2.4V6M2 10.6c.3-1 2-.9 2 .2 0 .9-2 1.6-2 2.6h2.2",
	quote: "M6.5 4.5C4 5 3 6.5 3 9.500V11.500h3.200V8.300H4.200M13 4.500c-2.5.5-3.5 2-3.5 5V11.500h3.200V8.300h-2",
	"pull-quote": "M2 3h12M2 13h12M7.2 6C5.6 6.3 5 7.2 5 9v1h1.900V8.200M11 6c-1.6.3-2.2 1.2-2.2 3v1h1.900V8.2",
	picture: "M2 3h12v10H2zM2 11l3.5-3.5 3 3L11 8l3 3M10.5 5.700h.1",
	gallery: "M4.5 2h9.500v8H4.500zM2 5v8h10M4.5 8.500l2.5-2 2.2 2 1.5-1.300L14 9",
	"key-points": "M2 2.500h12M2.6 6.500l.9.9 1.5-1.700M2.6 11.500l.9.9 1.5-1.700M7.5 7H14M7.5 12H14",
	table: "M2 3h12v10H2zM2 6.500h12M2 9.800h12M6.5 3v10",
	embed: "M2 3h12v10H2zM6.8 5.800v4.400L10.3 8z",
	channel: "M3 4.500h10v6.500H8L5 13.500V11H3zM5.5 7h5M5.5 8.800h3",
	correction: "M3 13h10M4 10.5 10.7 3.800l1.5 1.500L5.5 12H4zM9.5 5l1.5 1.5",
	"live-post": "M8 8h.1M5.2 10.800a4 4 0 0 1 0-5.600M10.8 5.200a4 4 0 0 1 0 5.600M3.2 12.800a6.8 6.8 0 0 1 0-9.600M12.8 3.200a6.8 6.8 0 0 1 0 9.6",
	code: "M5.5 4.5 2 8l3.5 3.500M10.5 4.5 14 8l-3.5 3.5",
	rule: "M2 8h2.500M6.8 8h2.500M11.5 8H14",
	note: "M3 3h10v7.500L10.5 13H3zM10.5 13v-2.500H13M5.5 6h5M5.5 8.500h3",
	abbreviation: "M2 11 4.5 4 7 11M2.9 8.600h3.200M9 4v7h1.800a1.9 1.9 0 0 0 0-3.800H9 10.600a1.6 1.6 0 0 0 0-3.200zM2 13.700h.1M5 13.700h.1M8 13.700h.1M11 13.700h.1M14 13.700h.1",
	code_text: "M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5M9 3.5 7 12.5",
	link: "M6.5 9.500l3-3M7.2 4.800l1.6-1.600a2.8 2.8 0 0 1 4 4l-1.6 1.600M8.8 11.200l-1.6 1.600a2.8 2.8 0 0 1-4-4l1.6-1.6",
	language: "M2 8a6 6 0 1 0 12 0A6 6 0 1 0 2 8zM2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12",
	plus: "M8 3v10M3 8h10",
	handle: "M6 3.500h.1M10 3.500h.1M6 8h.1M10 8h.1M6 12.500h.1M10 12.500h.1",
	up: "M8 13V3M4 7l4-4 4 4",
	down: "M8 3v10M4 9l4 4 4-4",
	double: "M5.5 5.500H14V14H5.500zM10.5 5.500V2H2v8.500h3.5",
	remove: "M3 4.500h10M6.5 4.500V3h3v1.500M4.5 4.500l.6 8.500h5.800l.6-8.500M7 7v3.500M9 7v3.5",
	turn: "M3 6.500h9.500M10 4l2.5 2.500L10 9M13 9.500H3.500M6 12 3.5 9.5 6 7",
	back: "M13 8H3M7 4 3 8l4 4",
	"row-before": "M2 8h12v5H2zM8 1.500v4M6 3.500h4",
	"row-after": "M2 3h12v5H2zM8 10.500v4M6 12.500h4",
	"row-remove": "M2 3h12v4H2zM5.8 10l4.4 4M10.2 10l-4.4 4",
	"column-before": "M8 2v12h5V2zM1.5 8h4M3.5 6v4",
	"column-after": "M3 2v12h5V2zM10.5 8h4M12.5 6v4",
	"column-remove": "M3 2v12h4V2zM10 5.800l4 4.400M14 5.800l-4 4.4",
	"align-start": "M2 4h12M2 8h7M2 12h10",
	"align-centre": "M2 4h12M4.5 8h7M3 12h10",
	"align-end": "M2 4h12M7 8h7M4 12h10",
};

/** Signs that point along the line turn round with it. */
const TURNED = new Set(["list", "numbers", "key-points", "column-before", "column-after", "column-remove", "align-start", "align-end", "back"]);

/** Signs that are letters. @type {Record<string, string>} */
const LETTERS = { strong: "B", emphasis: "I", superscript: "x²", subscript: "x₂", heading: "H2", subheading: "H3", "smallest-heading": "H4" };

/**
 * @param {Document} document
 * @param {string} name
 * @returns {Element}
 */
export function icon(document, name) {
	if (name in LETTERS) {
		const letters = document.createElement("span");
		letters.className = `sf-sign is-${name}`;
		letters.setAttribute("aria-hidden", "true");
		letters.setAttribute("dir", "ltr");
		// Drawn by the stylesheet: they are no part of the tool's name.
		letters.dataset.letters = LETTERS[name];
		return letters;
	}
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", "0 0 16 16");
	svg.setAttribute("class", TURNED.has(name) ? "sf-sign turned" : "sf-sign");
	svg.setAttribute("aria-hidden", "true");
	const path = document.createElementNS(SVG, "path");
	path.setAttribute("d", SIGNS[name] ?? SIGNS.paragraph);
	svg.append(path);
	return svg;
}
