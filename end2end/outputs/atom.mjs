// Atom by RFC 4287: its MUSTs, and those SHOULDs that readers rely on.
import { contentOfStoryFaults } from "./html.mjs";
import { isAbsolute, isLanguage, isRfc3339, repeated, same } from "./forms.mjs";
import { shapeFaults } from "./shape.mjs";
import { all, one, read, textOf } from "./xml.mjs";

const ATOM = "http://www.w3.org/2005/Atom";
const XHTML = "http://www.w3.org/1999/xhtml";

const SHAPES = {
	feed: "author* category* contributor* generator? icon? id! link* logo? rights? subtitle? title! updated! entry*",
	entry: "author* category* content? contributor* id! link* published? rights? source? summary? title! updated!",
	source: "author* category* contributor* generator? icon? id? link* logo? rights? subtitle? title? updated?",
	author: "name! uri? email?",
	contributor: "name! uri? email?",
	link: "| href! rel? type? hreflang? title? length?",
	category: "| term! scheme? label?",
	generator: "| uri? version?",
	content: "| type? src?",
};
for (const name of ["title", "subtitle", "summary", "rights"]) SHAPES[name] = "| type?";
for (const name of ["id", "icon", "logo", "updated", "published", "name", "uri", "email"]) SHAPES[name] = "";

const relation = (link) => link.attributes.rel ?? "alternate";
const links = (element, rel) => all(element, "link").filter((link) => relation(link) === rel);
const isAddress = (text) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text ?? "");

/** What is wrong with a feed that was asked for at `address`, and its items: `{ faults, items }`. */
export function atom(text, address) {
	const { root, faults } = read(text);
	if (!root) return { faults, items: [] };
	if (root.name !== "feed" || root.space !== ATOM) return { faults: [...faults, `the root is ${root.space} ${root.name}`], items: [] };
	faults.push(...shapeFaults(root, SHAPES), ...commonFaults(root, "feed"));
	const say = (holds, what) => holds || faults.push(`feed: ${what}`);
	const own = links(root, "self");
	say(own.length === 1 && same(own[0].attributes.href, address), `the link to itself is ${own[0]?.attributes.href}, not ${address}`);
	say(own[0]?.attributes.type === "application/atom+xml", "the link to itself does not say that it is Atom");
	say(isLanguage(root.attributes["xml:lang"]), `the language is ${root.attributes["xml:lang"]}`);
	const entries = all(root, "entry");
	for (const id of repeated(entries.map((entry) => textOf(entry, "id")))) say(false, `two entries have the id ${id}`);
	say(all(root, "author").length > 0 || entries.every((entry) => all(entry, "author").length > 0), "an entry is by nobody");
	const updated = (element) => Date.parse(textOf(element, "updated"));
	say(entries.every((entry) => updated(entry) <= updated(root)), "an entry is newer than the feed");
	const items = entries.map((entry) => ({
		id: textOf(entry, "id"),
		title: textOf(entry, "title"),
		link: links(entry, "alternate")[0]?.attributes.href,
		date: textOf(entry, "published"),
		html: textOf(entry, "content"),
	}));
	return { faults: [...faults, ...entries.flatMap(entryFaults)], items };
}

/** What holds for a feed and an entry. */
function commonFaults(element, where) {
	const faults = [];
	const say = (holds, what) => holds || faults.push(`${where}: ${what}`);
	say(isAddress(textOf(element, "id")), `the id ${textOf(element, "id")} is no IRI`);
	for (const name of ["updated", "published"]) {
		const date = textOf(element, name);
		say(date === undefined || isRfc3339(date), `${name} is ${date}`);
	}
	for (const name of ["title", "subtitle", "summary", "rights"]) {
		for (const it of all(element, name)) say(["text", "html", "xhtml", undefined].includes(it.attributes.type), `${name} is of the type ${it.attributes.type}`);
	}
	say(textOf(element, "title"), "the title is empty");
	say(links(element, "alternate").length === 1, `${links(element, "alternate").length} links of the relation alternate`);
	for (const { attributes } of all(element, "link")) {
		say(isAbsolute(attributes.href), `a link leads to ${attributes.href}`);
		say(/^\d*$/.test(attributes.length ?? ""), `a link's length is ${attributes.length}`);
		say(attributes.hreflang === undefined || isLanguage(attributes.hreflang), `a link's language is ${attributes.hreflang}`);
		say(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/.test(attributes.type ?? "text/html"), `a link's type is ${attributes.type}`);
	}
	for (const person of [...all(element, "author"), ...all(element, "contributor")]) {
		say(textOf(person, "name"), "a person has no name");
		for (const name of ["uri"]) say(textOf(person, name) === undefined || isAddress(textOf(person, name)), "a person's address is none");
		say(/^$|.+@.+/.test(textOf(person, "email") ?? ""), "a person's e-mail address is none");
	}
	return faults;
}

function entryFaults(entry) {
	const where = `entry in line ${entry.line}`;
	const faults = commonFaults(entry, where);
	const content = one(entry, "content");
	const type = content?.attributes.type ?? "text";
	if (content && type === "html") faults.push(...contentOfStoryFaults(content.text).map((fault) => `${where}: ${fault}`));
	if (content && type === "xhtml" && content.children.map(({ name, space }) => space + name).join() !== `${XHTML}div`) faults.push(`${where}: content of XHTML is one div`);
	if (content && type === "text" && /<\/?[a-z]/i.test(content.text)) faults.push(`${where}: HTML that is said to be text`);
	if (content?.attributes.src && (content.text || !one(entry, "summary"))) faults.push(`${where}: content elsewhere is empty, with a summary`);
	return faults;
}
