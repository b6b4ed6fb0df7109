// OPML 2.0 by http://opml.org/spec2.opml: a list of feeds to subscribe to.
import { isAbsolute, isRfc822 } from "./forms.mjs";
import { shapeFaults } from "./shape.mjs";
import { all, one, read, textOf } from "./xml.mjs";

const SHAPES = {
	opml: "head! body! | version!",
	head: "title? dateCreated? dateModified? ownerName? ownerEmail? ownerId? docs? expansionState? vertScrollState? windowTop? windowLeft? windowBottom? windowRight?",
	body: "outline+",
	outline:
		"outline* | text! type? xmlUrl? htmlUrl? title? description? language? version? isComment? isBreakpoint? created? category? url?",
};
for (const name of "title dateCreated dateModified ownerName ownerEmail ownerId docs expansionState vertScrollState windowTop windowLeft windowBottom windowRight".split(" ")) SHAPES[name] = "";

function* outlines(element) {
	for (const outline of all(element, "outline")) {
		yield outline;
		yield* outlines(outline);
	}
}

/** What is wrong with a list, and the addresses of its feeds: `{ faults, feeds }`. */
export function opml(text) {
	const { root, faults } = read(text);
	if (!root) return { faults, feeds: [] };
	if (root.name !== "opml") return { faults: [...faults, `the root is ${root.name}`], feeds: [] };
	faults.push(...shapeFaults(root, SHAPES));
	const say = (holds, what) => holds || faults.push(what);
	say(root.attributes.version === "2.0", `the version is ${root.attributes.version}`);
	const head = one(root, "head");
	for (const name of ["dateCreated", "dateModified"]) {
		const date = head && textOf(head, name);
		say(date === undefined || isRfc822(date), `${name} is ${date}`);
	}
	const body = one(root, "body");
	const every = body ? [...outlines(body)] : [];
	for (const { attributes, line } of every) {
		say(attributes.text?.trim(), `the outline in line ${line} has no text`);
		say(attributes.type !== "rss" || isAbsolute(attributes.xmlUrl), `the outline in line ${line} has the feed ${attributes.xmlUrl}`);
		say(attributes.xmlUrl === undefined || attributes.type === "rss", `the outline in line ${line} has a feed and is of the type ${attributes.type}`);
		// The specification knows these, whatever else a feed may be.
		say(["RSS", "RSS1", "RSS2", "scriptingNews", undefined].includes(attributes.version), `the outline in line ${line} is of the version ${attributes.version}`);
		say(attributes.htmlUrl === undefined || isAbsolute(attributes.htmlUrl), `the outline in line ${line} has the page ${attributes.htmlUrl}`);
	}
	const feeds = every.map(({ attributes }) => attributes.xmlUrl).filter(Boolean);
	say(feeds.length > 0, "there is no feed in it");
	return { faults, feeds };
}
