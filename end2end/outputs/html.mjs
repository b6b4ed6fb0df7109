// HTML as parse5 reads it, by the rules that browsers follow.
import { parse, parseFragment } from "parse5";

function* below(node) {
	for (const child of node.childNodes ?? []) {
		yield child;
		yield* below(child);
	}
	if (node.content) yield* below(node.content);
}

const attributesOf = (node) => Object.fromEntries((node.attrs ?? []).map(({ name, value }) => [name, value]));
const textOf = (node) => [...below(node)].map((it) => (it.nodeName === "#text" ? it.value : "")).join("");

function elementsOf(root) {
	return [...below(root)]
		.filter((node) => node.tagName)
		.map((node) => ({ name: node.tagName, attributes: attributesOf(node), text: textOf(node), at: node.sourceCodeLocation }));
}

/** Every element of a document in its order: `{ name, attributes, text, end }`, `end` being how many bytes come before its end tag's end. */
export function elements(text) {
	return elementsOf(parse(text, { sourceCodeLocationInfo: true })).map(({ at, ...rest }) => ({
		...rest,
		end: at ? Buffer.byteLength(text.slice(0, at.endOffset)) : undefined,
	}));
}

const ADDRESSES = ["href", "src", "poster", "cite", "data", "action", "longdesc"];
const REFUSED = ["script", "iframe", "object", "embed", "form", "input", "button", "style", "link", "meta", "base", "svg", "noscript", "template", "dialog"];

/**
 * What a reader of feeds could not show: content stands in other people's pages, without our style sheet, our scripts or our address
 * to find relative ones by.
 */
export function contentFaults(text) {
	return elementsOf(parseFragment(text)).flatMap(({ name, attributes }) => {
		const faults = REFUSED.includes(name) ? [`<${name}> stands in content`] : [];
		for (const [attribute, value] of Object.entries(attributes)) {
			if (attribute === "style" || attribute.startsWith("on")) faults.push(`<${name}> has ${attribute}=`);
			if (attribute.startsWith("data-")) faults.push(`<${name}> has ${attribute}, which is for our scripts`);
			if (ADDRESSES.includes(attribute) && !/^(https?:\/\/[^/]|mailto:|tel:)/.test(value)) faults.push(`<${name}> leads to ${value}`);
			if (attribute === "srcset") {
				const relative = value.split(/,\s+/).filter((source) => !/^https?:\/\/[^/]/.test(source.trim()));
				faults.push(...relative.map((source) => `<${name}> has the source ${source}`));
			}
		}
		if (name === "img" && !("alt" in attributes)) faults.push("<img> has no alt");
		return faults;
	});
}

/** The same of a whole text: content that is nothing is a fault too. */
export const contentOfStoryFaults = (text) => (text?.trim() ? contentFaults(text) : ["there is no content"]);

/** A document's head: what `<meta>` and `<link>` say. */
export function headOf(text) {
	const every = elements(text);
	const metas = every
		.filter(({ name }) => name === "meta")
		.map(({ attributes, end }) => ({ key: attributes.property ?? attributes.name, value: attributes.content, end, attributes }))
		.filter(({ key }) => key);
	const links = every.filter(({ name }) => name === "link").map(({ attributes, end }) => ({ ...attributes, end }));
	const scripts = every.filter(({ name }) => name === "script");
	return {
		metas,
		links,
		meta: (key) => metas.find((it) => it.key === key)?.value,
		canonical: links.find(({ rel }) => rel === "canonical")?.href,
		noIndex: /noindex|none/.test(metas.find(({ key }) => key === "robots")?.value ?? ""),
		linkedData: scripts.filter(({ attributes }) => attributes.type === "application/ld+json"),
	};
}
