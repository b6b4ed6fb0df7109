// RSS 2.0 by its specification and the RSS Advisory Board's profile of it (https://www.rssboard.org/rss-profile).
import { contentOfStoryFaults } from "./html.mjs";
import { isAbsolute, isLanguage, isRfc822, repeated, same } from "./forms.mjs";
import { shapeFaults } from "./shape.mjs";
import { all, one, read, textOf } from "./xml.mjs";

const ATOM = "http://www.w3.org/2005/Atom";
const CONTENT = "http://purl.org/rss/1.0/modules/content/";
const CREATOR = "http://purl.org/dc/elements/1.1/";
const MEDIA = "http://search.yahoo.com/mrss/";

const SHAPES = {
	rss: "channel! | version!",
	channel:
		"title! link! description! language? copyright? managingEditor? webMaster? pubDate? lastBuildDate? category* generator? docs? cloud? ttl? image? rating? textInput? skipHours? skipDays? item*",
	// More than one enclosure is read differently by every reader, says the profile.
	item: "title? link? description? author? category* comments? enclosure? guid? pubDate? source?",
	image: "url! title! link! width? height? description?",
	enclosure: "| url! length! type!",
	guid: "| isPermaLink?",
	category: "| domain?",
	source: "| url!",
	cloud: "| domain! port! path! registerProcedure! protocol!",
	textInput: "title! description! name! link!",
	skipHours: "hour+",
	skipDays: "day+",
};
for (const name of "title link description language copyright managingEditor webMaster pubDate lastBuildDate generator docs ttl rating author comments url width height name hour day".split(" ")) SHAPES[name] ??= "";

/** What is wrong with a feed that was asked for at `address`, and its items: `{ faults, items }`. */
export function rss(text, address) {
	const { root, faults } = read(text);
	if (!root) return { faults, items: [] };
	if (root.name !== "rss" || root.space !== "") return { faults: [...faults, `the root is ${root.space} ${root.name}`], items: [] };
	if (root.attributes.version !== "2.0") faults.push(`the version is ${root.attributes.version}`);
	faults.push(...shapeFaults(root, SHAPES));
	const channel = one(root, "channel");
	if (!channel) return { faults, items: [] };
	faults.push(...channelFaults(channel, address));
	const entries = all(channel, "item");
	for (const id of repeated(entries.map((item) => textOf(item, "guid")))) faults.push(`two items have the guid ${id}`);
	const items = entries.map((item) => ({
		id: textOf(item, "guid"),
		title: textOf(item, "title"),
		link: textOf(item, "link"),
		date: textOf(item, "pubDate"),
		html: textOf(item, "encoded", CONTENT),
	}));
	return { faults: [...faults, ...entries.flatMap(itemFaults)], items };
}

function channelFaults(channel, address) {
	const faults = [];
	const say = (holds, what) => holds || faults.push(`channel: ${what}`);
	for (const name of ["title", "description"]) say(textOf(channel, name), `the ${name} is empty`);
	say(isAbsolute(textOf(channel, "link")), `the link is ${textOf(channel, "link")}`);
	say(isLanguage(textOf(channel, "language")), `the language is ${textOf(channel, "language")}`);
	for (const name of ["pubDate", "lastBuildDate"]) {
		const date = textOf(channel, name);
		say(date === undefined || isRfc822(date), `${name} is ${date}`);
	}
	const own = all(channel, "link", ATOM).filter(({ attributes }) => attributes.rel === "self");
	say(own.length === 1, `${own.length} links lead to the feed itself`);
	say(same(own[0]?.attributes.href, address), `the link to itself is ${own[0]?.attributes.href}, not ${address}`);
	say(own[0]?.attributes.type === "application/rss+xml", "the link to itself does not say that it is RSS");
	const image = one(channel, "image");
	if (image) {
		say(isAbsolute(textOf(image, "url")), "the image has no absolute address");
		for (const name of ["title", "link"]) say(textOf(image, name) === textOf(channel, name), `the image's ${name} is not the channel's`);
		say(Number(textOf(image, "width") ?? 88) <= 144 && Number(textOf(image, "height") ?? 31) <= 400, "the image is larger than 144 by 400");
	}
	return faults;
}

function itemFaults(item) {
	const faults = [];
	const say = (holds, what) => holds || faults.push(`item in line ${item.line}: ${what}`);
	const [guid, link, date] = ["guid", "link", "pubDate"].map((name) => textOf(item, name));
	say(textOf(item, "title") || textOf(item, "description"), "neither title nor description");
	say(guid, "no guid");
	say(one(item, "guid")?.attributes.isPermaLink === "false" || isAbsolute(guid), `the guid ${guid} is said to be an address`);
	say(isAbsolute(link), `the link is ${link}`);
	say(date && isRfc822(date), `pubDate is ${date}`);
	const author = textOf(item, "author");
	say(author === undefined || /@/.test(author), `<author> is an e-mail address, not ${author}: names go into dc:creator`);
	for (const creator of all(item, "creator", CREATOR)) say(creator.text.trim(), "dc:creator is empty");
	for (const { attributes } of [...all(item, "enclosure"), ...all(item, "content", MEDIA), ...all(item, "thumbnail", MEDIA)]) {
		say(isAbsolute(attributes.url), `a picture is at ${attributes.url}`);
		for (const name of ["length", "width", "height"]) say(/^\d*$/.test(attributes[name] ?? ""), `${name} is ${attributes[name]}`);
	}
	const full = one(item, "encoded", CONTENT);
	if (full) {
		for (const fault of contentOfStoryFaults(full.text)) say(false, fault);
		const before = item.children.findIndex((child) => child.name === "description");
		say(before < item.children.indexOf(full), "the description comes after the content");
	}
	for (const fault of contentOfStoryFaults(textOf(item, "description") ?? "-")) say(false, `description: ${fault}`);
	return faults;
}
