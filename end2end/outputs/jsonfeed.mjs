// JSON Feed 1.1: its schema as npm has it (jsonfeed-schema), and what https://jsonfeed.org/version/1.1 says in sentences.
import schema from "jsonfeed-schema";
import { contentOfStoryFaults } from "./html.mjs";
import { isAbsolute, isLanguage, isRfc3339, repeated, same } from "./forms.mjs";
import { checker } from "./schema.mjs";

const bySchema = checker(schema);

/** What is wrong with a feed that was asked for at `address`, and its items: `{ faults, items }`. */
export function jsonFeed(text, address) {
	let feed;
	try {
		feed = JSON.parse(text);
	} catch (error) {
		return { faults: [`not JSON: ${error.message}`], items: [] };
	}
	const faults = bySchema(feed);
	const say = (holds, what) => holds || faults.push(what);
	say(feed.version === "https://jsonfeed.org/version/1.1", `the version is ${feed.version}`);
	say(same(feed.feed_url, address), `feed_url is ${feed.feed_url}, not ${address}`);
	say(isAbsolute(feed.home_page_url), `home_page_url is ${feed.home_page_url}`);
	say(isLanguage(feed.language), `the language is ${feed.language}`);
	say(!("author" in feed), "author is of version 1: authors");
	const entries = Array.isArray(feed.items) ? feed.items : [];
	for (const id of repeated(entries.map(({ id }) => id))) say(false, `two items have the id ${id}`);
	for (const item of entries) faults.push(...itemFaults(item).map((fault) => `item ${item.id}: ${fault}`));
	const items = entries.map((item) => ({ id: item.id, title: item.title, link: item.url, date: item.date_published, html: item.content_html }));
	return { faults, items };
}

function itemFaults(item) {
	const faults = [];
	const say = (holds, what) => holds || faults.push(what);
	say(item.id?.length > 0, "the id is empty");
	say(isAbsolute(item.url), `the url is ${item.url}`);
	say("content_html" in item || "content_text" in item, "neither content_html nor content_text");
	if ("content_html" in item) faults.push(...contentOfStoryFaults(item.content_html));
	for (const name of ["date_published", "date_modified"]) say(item[name] === undefined || isRfc3339(item[name]), `${name} is ${item[name]}`);
	for (const name of ["image", "banner_image"]) say(item[name] === undefined || isAbsolute(item[name]), `${name} is ${item[name]}`);
	say(!("author" in item), "author is of version 1: authors");
	say(item.language === undefined || isLanguage(item.language), `the language is ${item.language}`);
	return faults;
}
