// XML as libxml2 reads it, which is not what wrote it: a plain tree, or what is wrong.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ParseOption, XmlDocument, XmlElement, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";

// Schemas name each other by file.
xmlRegisterFsInputProviders();

const SCHEMAS = fileURLToPath(new URL("../schemas/", import.meta.url));

/** An element and what is below it, without the document that it came from, which holds memory until it is given back. */
function tree(element) {
	const children = [];
	for (let child = element.firstChild; child; child = child.next) {
		if (child instanceof XmlElement) children.push(tree(child));
	}
	const attributes = Object.fromEntries(element.attrs.map((it) => [it.prefix ? `${it.prefix}:${it.name}` : it.name, it.value]));
	return { name: element.name, space: element.namespaceUri, attributes, children, text: element.content, line: element.line };
}

/**
 * Reads `text` strictly: `{ root, faults }`, without a root where it is not well-formed. A document type is a fault: nothing that
 * we send has one, and readers refuse those for the entities that they may hold.
 */
export function read(text) {
	const faults = [];
	if (/<!DOCTYPE/i.test(text)) faults.push("there is a document type");
	// Such bytes are no characters of XML, and some parsers only drop them.
	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) faults.push("there is a character that XML does not have");
	let document;
	try {
		document = XmlDocument.fromString(text, { option: ParseOption.XML_PARSE_NONET });
		return { root: tree(document.root), faults };
	} catch (error) {
		return { faults: [...faults, `not well-formed: ${error.message.trim()}`] };
	} finally {
		document?.dispose();
	}
}

/** What the schema of that file name says against `text`. */
export function faultsBySchema(text, name) {
	const path = SCHEMAS + name;
	let document, schema, validator;
	try {
		schema = XmlDocument.fromBuffer(readFileSync(path), { url: path });
		validator = XsdValidator.fromDoc(schema);
		document = XmlDocument.fromString(text, { option: ParseOption.XML_PARSE_NONET });
		validator.validate(document);
		return [];
	} catch (error) {
		return error.message.trim().split("\n");
	} finally {
		for (const it of [document, validator, schema]) it?.dispose();
	}
}

/** The children of that name, in the namespace of the element itself where no other is given. */
export const all = (element, name, space = element.space) =>
	element.children.filter((child) => child.name === name && child.space === space);

export const one = (element, name, space) => all(element, name, space)[0];

/** The text of the first child of that name. */
export const textOf = (element, name, space) => one(element, name, space)?.text.trim();
