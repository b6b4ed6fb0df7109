// What a body is made of: the nodes of the schema, with the published page's elements. They are also what is copied out.

/** @import {NodeSpec, Node} from "prosemirror-model" */

/** @param {string} [value] */
const words = (value = "") => ({ default: value, validate: "string" });
const number = (/** @type {number} */ value) => ({ default: value, validate: "number" });
const ALIGN = ["start", "centre", "end"];

/** @param {unknown} value */
function checkAlign(value) {
	if (!ALIGN.includes(String(value))) throw new RangeError(`${value} is no way to set a column`);
}

/** @param {unknown} value */
function checkLevel(value) {
	if (value !== 2 && value !== 3 && value !== 4) throw new RangeError(`${value} is no level of a heading`);
}

/** @param {Element} element @param {string} name */
const data = (element, name) => element.getAttribute(`data-${name}`) ?? "";

/** The cells of a row. @param {string} role @param {"td" | "th"} element @returns {NodeSpec} */
const cell = (role, element) => ({
	content: "inline*",
	tableRole: role,
	isolating: true,
	attrs: {
		align: { default: "start", validate: checkAlign },
		colspan: number(1),
		rowspan: number(1),
		colwidth: { default: null },
	},
	parseDOM: [{ tag: element, getAttrs: (node) => ({ align: ALIGN.find((align) => node.classList.contains(align)) ?? "start" }) }],
	toDOM: ({ attrs: { align } }) => [element, align === "start" ? {} : { class: align }, 0],
});

/** @param {Node} node */
const speaker = (node) => (node.attrs.by ? [["figcaption", `— ${node.attrs.by}`]] : []);

/** @type {Record<string, NodeSpec>} */
export const nodes = {
	doc: { content: "block+" },
	paragraph: {
		content: "inline*",
		group: "block flow posted",
		parseDOM: [{ tag: "p" }],
		toDOM: () => ["p", 0],
	},
	heading: {
		attrs: { level: { default: 2, validate: checkLevel } },
		content: "inline*",
		group: "block posted",
		defining: true,
		parseDOM: [
			{ tag: "h1", attrs: { level: 2 } },
			{ tag: "h2", attrs: { level: 2 } },
			{ tag: "h3", attrs: { level: 3 } },
			{ tag: "h4, h5, h6", attrs: { level: 4 } },
		],
		toDOM: (node) => [`h${node.attrs.level}`, 0],
	},
	list: {
		attrs: { start: { default: null, validate: "number|null" } },
		content: "item+",
		group: "block flow posted",
		parseDOM: [
			{ tag: "ul", attrs: { start: null } },
			{ tag: "ol", getAttrs: (node) => ({ start: Number(node.getAttribute("start") ?? 1) }) },
		],
		toDOM: ({ attrs: { start } }) => (start === null ? ["ul", 0] : ["ol", start === 1 ? {} : { start }, 0]),
	},
	item: {
		content: "flow+",
		defining: true,
		parseDOM: [{ tag: "li" }],
		toDOM: () => ["li", 0],
	},
	quote: {
		attrs: { by: words() },
		content: "flow+",
		group: "block flow posted",
		defining: true,
		parseDOM: [
			{ tag: "figure.quote", contentElement: "blockquote", getAttrs: (node) => ({ by: data(node, "by") }) },
			{ tag: "blockquote" },
		],
		toDOM: (node) => ["figure", { class: "quote", "data-by": node.attrs.by }, ["blockquote", 0], ...speaker(node)],
	},
	pull_quote: {
		attrs: { by: words() },
		content: "inline*",
		group: "block posted",
		defining: true,
		isolating: true,
		parseDOM: [{ tag: "figure.pull", contentElement: "p", getAttrs: (node) => ({ by: data(node, "by") }) }],
		toDOM: (node) => ["figure", { class: "pull", "data-by": node.attrs.by }, ["blockquote", ["p", 0]], ...speaker(node)],
	},
	figure: {
		attrs: { src: words(), alt: words(), credit: words(), x: number(50), y: number(50) },
		content: "inline*",
		group: "block posted",
		draggable: true,
		isolating: true,
		parseDOM: [
			{
				tag: "figure.picture",
				contentElement: "figcaption > span",
				getAttrs: (node) => ({
					src: data(node, "src"),
					alt: data(node, "alt"),
					credit: data(node, "credit"),
					x: Number(data(node, "x") || 50),
					y: Number(data(node, "y") || 50),
				}),
			},
		],
		toDOM: ({ attrs: { src, alt, credit, x, y } }) => [
			"figure",
			{ class: "picture", "data-src": src, "data-alt": alt, "data-credit": credit, "data-x": x, "data-y": y },
			["p", { class: "away" }, alt || src],
			["figcaption", ["span", 0]],
		],
	},
	gallery: {
		attrs: { caption: words() },
		content: "figure+",
		group: "block posted",
		draggable: true,
		isolating: true,
		parseDOM: [{ tag: "div.gallery", getAttrs: (node) => ({ caption: data(node, "caption") }) }],
		toDOM: (node) => ["div", { class: "gallery", "data-caption": node.attrs.caption }, 0],
	},
	key_points: {
		attrs: { title: words() },
		content: "point+",
		group: "block posted",
		defining: true,
		isolating: true,
		parseDOM: [{ tag: "div.key-points", contentElement: "ul", getAttrs: (node) => ({ title: data(node, "title") }) }],
		toDOM: ({ attrs: { title } }) => ["div", { class: "key-points", "data-title": title }, ["h2", title], ["ul", 0]],
	},
	point: {
		content: "inline*",
		parseDOM: [{ tag: "li", context: "key_points/", priority: 60 }],
		toDOM: () => ["li", 0],
	},
	table: {
		attrs: { caption: words() },
		content: "table_row+",
		group: "block posted",
		tableRole: "table",
		isolating: true,
		parseDOM: [
			{ tag: "table", getAttrs: (node) => ({ caption: data(node, "caption") || (node.querySelector("caption")?.textContent ?? "") }) },
			{ tag: "caption", ignore: true },
		],
		toDOM: ({ attrs: { caption } }) => ["table", { "data-caption": caption }, ["tbody", 0]],
	},
	table_row: {
		content: "(table_cell | table_header)+",
		tableRole: "row",
		parseDOM: [{ tag: "tr" }],
		toDOM: () => ["tr", 0],
	},
	table_cell: cell("cell", "td"),
	table_header: cell("header_cell", "th"),
	embed: {
		attrs: { url: words(), title: words() },
		group: "block posted",
		atom: true,
		draggable: true,
		parseDOM: [{ tag: "figure.embed", getAttrs: (node) => ({ url: data(node, "url"), title: data(node, "title") }) }],
		toDOM: ({ attrs: { url, title } }) => ["figure", { class: "embed", "data-url": url, "data-title": title }, ["p", title || url]],
	},
	channel: {
		content: "inline*",
		group: "block posted",
		isolating: true,
		parseDOM: [{ tag: "div.channel", contentElement: "p" }],
		toDOM: () => ["div", { class: "channel" }, ["p", 0]],
	},
	correction: {
		attrs: { at: words() },
		content: "inline*",
		group: "block posted",
		defining: true,
		isolating: true,
		parseDOM: [{ tag: "div.correction", contentElement: "p", getAttrs: (node) => ({ at: data(node, "at") }) }],
		toDOM: ({ attrs: { at } }) => ["div", { class: "correction", "data-at": at }, ["p", 0]],
	},
	code: {
		attrs: { language: words() },
		content: "text*",
		marks: "",
		group: "block flow posted",
		code: true,
		defining: true,
		parseDOM: [
			{
				tag: "pre",
				preserveWhitespace: "full",
				getAttrs: (node) => ({ language: /language-(\S+)/.exec(node.querySelector("code")?.className ?? "")?.[1] ?? "" }),
			},
		],
		toDOM: ({ attrs: { language } }) => ["pre", ["code", language ? { class: `language-${language}` } : {}, 0]],
	},
	rule: {
		group: "block posted",
		parseDOM: [{ tag: "hr" }],
		toDOM: () => ["hr"],
	},
	live_post: {
		attrs: { at: words(), headline: words(), by: words(), key: { default: false, validate: "boolean" } },
		content: "posted+",
		group: "block",
		defining: true,
		isolating: true,
		parseDOM: [
			{
				tag: "article.post",
				contentElement: ".content",
				getAttrs: (node) => ({
					at: data(node, "at"),
					headline: data(node, "headline"),
					by: data(node, "by"),
					key: node.classList.contains("key"),
				}),
			},
		],
		toDOM: ({ attrs: { at, headline, by, key } }) => [
			"article",
			{ class: key ? "post key" : "post", "data-at": at, "data-headline": headline, "data-by": by },
			...(headline ? [["h2", headline]] : []),
			["div", { class: "content" }, 0],
		],
	},
	text: { group: "inline" },
	line_break: {
		inline: true,
		group: "inline",
		selectable: false,
		linebreakReplacement: true,
		parseDOM: [{ tag: "br" }],
		toDOM: () => ["br"],
	},
	abbreviation: {
		attrs: { short: words(), long: words() },
		inline: true,
		group: "inline",
		atom: true,
		draggable: true,
		leafText: (node) => node.attrs.short,
		parseDOM: [{ tag: "abbr", getAttrs: (node) => ({ short: node.textContent ?? "", long: node.getAttribute("title") ?? "" }) }],
		toDOM: ({ attrs: { short, long } }) => ["abbr", { title: long }, short],
	},
	note: {
		content: "inline*",
		inline: true,
		group: "inline",
		// Its words are edited in a box of their own.
		atom: true,
		draggable: true,
		parseDOM: [{ tag: "small.note" }],
		toDOM: () => ["small", { class: "note" }, 0],
	},
};
