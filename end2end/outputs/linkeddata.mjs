// JSON-LD: expanded by the processor of Digital Bazaar, held against the vocabulary of schema.org, and against what Google's
// documentation of articles and breadcrumbs asks for.
import jsonld from "jsonld";
import { isAbsolute, isDuration, isRfc3339 } from "./forms.mjs";
import { heldBy, isKindOf, isType, isValueOf } from "./vocabulary.mjs";

const VOCABULARY = "https://schema.org/";
// What schema.org's own context does for us: its names mean its terms. Nothing is asked of the network.
const CONTEXT = { "@context": { "@vocab": VOCABULARY } };
const WORDS = ["Text", "PronounceableText", "URL", "CssSelectorType", "XPathType"];

async function documentLoader(address) {
	if (!/^https?:\/\/schema\.org\/?$/.test(address)) throw new Error(`another context: ${address}`);
	return { documentUrl: address, document: CONTEXT };
}

const short = (name) => name.replace(/^https?:\/\/schema\.org\//, "");

/** The scripts of a page at `address`: `{ faults, nodes }`, a node being `{ types, id, value(property), values(property) }`. */
export async function linkedData(scripts, address) {
	const faults = [];
	const found = [];
	for (const { text } of scripts) {
		try {
			const document = JSON.parse(text);
			const contexts = [document].flat().map((it) => it["@context"]);
			if (!contexts.every((it) => /^https?:\/\/schema\.org\/?$/.test(it))) faults.push(`the context is ${JSON.stringify(contexts)}`);
			found.push(...(await jsonld.expand(document, { documentLoader, base: address, safe: true })));
		} catch (error) {
			faults.push(`no JSON-LD: ${error.message}`);
		}
	}
	const nodes = [];
	for (const root of found) walk(root, undefined, nodes, faults);
	const ids = new Map(nodes.filter(({ id }) => id).map((node) => [node.id, node]));
	for (const node of nodes) {
		// A node of which only the name is given is the one that has it.
		node.values = (property) => (node.held.get(property) ?? []).map((it) => (it?.held?.size === 0 && !it.types.length ? ids.get(it.id) ?? it : it));
		node.value = (property) => node.values(property)[0];
	}
	const rules = nodes.flatMap((node) => [...articleFaults(node), ...crumbFaults(node)]);
	return { faults: [...faults, ...rules], nodes: nodes.filter(({ types }) => types.length) };
}

function walk(value, below, nodes, faults) {
	// What a page is about is as much its own as if it stood at the top.
	const node = { types: (value["@type"] ?? []).map(short), id: value["@id"], held: new Map(), below: below === "mainEntity" ? undefined : below };
	nodes.push(node);
	if (node.id !== undefined && !isAbsolute(node.id)) faults.push(`an @id is ${node.id}`);
	for (const type of node.types) if (!isType(type)) faults.push(`there is no type ${type}`);
	const names = Object.keys(value).filter((name) => !name.startsWith("@"));
	if (names.length > 0 && node.types.length === 0) faults.push(`what is held by ${below} has no type`);
	for (const name of names) {
		if (!name.startsWith(VOCABULARY)) faults.push(`${name} is none of schema.org's`);
		const property = short(name);
		const may = node.types.flatMap((type) => heldBy(type, property.replace(/-(in|out)put$/, "")) ?? []);
		if (may.length === 0 && node.types.every(isType)) faults.push(`${node.types} may not have ${property}`);
		const values = value[name].flatMap((it) => it["@list"] ?? [it]);
		node.held.set(property, values.map((it) => ("@value" in it ? it["@value"] : walk(it, property, nodes, faults))));
		for (const it of node.held.get(property)) faults.push(...valueFaults(node, property, may, it));
	}
	return node;
}

/** What is wrong with a value, of which the property may hold the types `may`. */
function valueFaults(node, property, may, value) {
	const where = `${node.types}.${property}`;
	if (may.length === 0 || /-(in|out)put$/.test(property)) return [];
	if (typeof value === "object") {
		// Of a name alone nothing is known.
		const fits = value.types.length === 0 || value.types.some((type) => may.some((other) => isKindOf(type, other)));
		return fits ? [] : [`${where} holds ${value.types}, but may hold ${may.join(", ")}`];
	}
	const ok = may.some((type) => literalFits(type, value));
	return ok ? [] : [`${where} is ${JSON.stringify(value)}, but may hold ${may.join(", ")}`];
}

function literalFits(type, value) {
	if (type === "Boolean") return typeof value === "boolean";
	if (type === "Integer") return Number.isInteger(value);
	// A picture's width is a Distance, which everybody writes as a number of pixels.
	if (["Number", "Float", "Distance"].includes(type)) return typeof value === "number";
	if (typeof value !== "string" || value.trim() === "") return false;
	if (type === "URL") return isAbsolute(value) || /^mailto:|^tel:/.test(value);
	if (type === "DateTime") return isRfc3339(value);
	if (type === "Date") return /^\d{4}-\d\d-\d\d$/.test(value);
	if (type === "Duration") return isDuration(value);
	// An address may stand for the thing that is there; a name may not, although schema.org puts up with it.
	return WORDS.includes(type) || isValueOf(value, type) || isAbsolute(value);
}

const isKind = (node, type) => node?.types?.some((it) => isKindOf(it, type)) ?? false;

/** https://developers.google.com/search/docs/appearance/structured-data/article, with its recommendations, which we follow. */
function articleFaults(node) {
	// Of stories that a page only lists, a name is enough.
	if (!isKind(node, "Article") || ![undefined, "liveBlogUpdate"].includes(node.below)) return [];
	const faults = [];
	const say = (holds, what) => holds || faults.push(`${node.types}: ${what}`);
	for (const property of ["datePublished", "dateModified"]) {
		const date = node.value(property);
		// An entry of a live story need not have been changed.
		say((date === undefined && node.below && property === "dateModified") || isRfc3339(date ?? ""), `${property} is ${date}`);
	}
	say(node.value("headline") || (node.below && node.value("articleBody")), "there is no headline");
	if (node.below) return faults;
	say(Date.parse(node.value("dateModified")) >= Date.parse(node.value("datePublished")), "it was changed before it was published");
	say(node.values("image").length > 0, "there is no image");
	for (const image of node.values("image")) say(isAbsolute(imageAddress(image)), `an image is at ${imageAddress(image)}`);
	say(node.values("author").length > 0, "there is no author");
	for (const author of node.values("author")) {
		say(isKind(author, "Person") || isKind(author, "Organization"), "an author is neither a person nor an organization");
		say(author.value?.("name"), "an author has no name");
		say(isAbsolute(author.value?.("url") ?? author.value?.("sameAs")), `${author.value?.("name")} has no address`);
	}
	if (isKind(node, "LiveBlogPosting")) {
		say(node.value("coverageStartTime"), "a live story has no coverageStartTime");
		say(node.values("liveBlogUpdate").length > 0, "a live story has no entries");
	}
	return faults;
}

/** https://developers.google.com/search/docs/appearance/structured-data/breadcrumb */
function crumbFaults(node) {
	if (!isKind(node, "BreadcrumbList")) return [];
	const crumbs = node.values("itemListElement");
	const faults = crumbs.length < 2 ? ["a trail of breadcrumbs has fewer than two"] : [];
	crumbs.forEach((crumb, at) => {
		const item = crumb.value?.("item");
		const address = typeof item === "object" ? item.id : item;
		if (crumb.value?.("position") !== at + 1) faults.push(`breadcrumb ${at + 1} is in position ${crumb.value?.("position")}`);
		if (!crumb.value?.("name") && !item?.value?.("name")) faults.push(`breadcrumb ${at + 1} has no name`);
		// The last one is the page itself.
		if (!isAbsolute(address) && at + 1 < crumbs.length) faults.push(`breadcrumb ${at + 1} leads to ${address}`);
	});
	return faults;
}

/** Where a picture is: it may be an address or an ImageObject. */
export const imageAddress = (image) => (typeof image === "string" ? image : image?.value("url") ?? image?.value("contentUrl") ?? image?.id);

/** The articles of a page, without the entries of a live one. */
export const articlesOf = (nodes) => nodes.filter((node) => isKind(node, "Article") && !node.below);
export const has = (nodes, type) => nodes.some((node) => isKind(node, type));
