// Feeds, each in three forms, read by those that did not write them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFeed } from "feedsmith";
import { asked, none } from "./outputs/asked.mjs";
import { atom } from "./outputs/atom.mjs";
import { same } from "./outputs/forms.mjs";
import { headOf } from "./outputs/html.mjs";
import { jsonFeed } from "./outputs/jsonfeed.mjs";
import { rss } from "./outputs/rss.mjs";
import { LIVE, PAGES, STORY } from "./places.mjs";

const { ask, get, publish, origin } = asked();

/** Where each feed is, and the page whose feed it is. */
const FEEDS = {
	"/feed/latest": "/latest",
	"/feed/language/ur": "/ur",
	"/feed/language/tr": "/tr",
	"/feed/section/pakistan": PAGES.section,
	"/feed/topic/turkiye": PAGES.topic,
	"/feed/author/ayesha-siddiqui": PAGES.author,
	"/feed/search": PAGES["what was found"],
};
const FORMS = {
	rss: { type: "application/rss+xml", check: rss, called: "rss" },
	atom: { type: "application/atom+xml", check: atom, called: "atom" },
	json: { type: "application/feed+json", check: jsonFeed, called: "json" },
};
const addressOf = (feed, form) => `${feed}.${form}${feed === "/feed/search" ? "?q=islamabad" : ""}`;

for (const [feed, page] of Object.entries(FEEDS)) {
	for (const [form, { type, check, called }] of Object.entries(FORMS)) {
		test(`${feed}.${form} is by the book`, async () => {
			const answer = await get(addressOf(feed, form));
			assert.equal(answer.type, type);
			const { faults, items } = check(answer.text, answer.address);
			none(faults);
			assert.ok(items.length > 0, "there is nothing in it");
			assert.ok(items.length <= 100, `${items.length} items are more than anybody reads`);
			const dates = items.map(({ date }) => Date.parse(date));
			if (feed !== "/feed/search") assert.deepEqual(dates, [...dates].sort((a, b) => b - a), "the newest comes first");
			for (const { link } of items) assert.equal(new URL(link).origin, origin());

			// A reader of feeds by another hand finds the same in it.
			const { format, feed: read } = parseFeed(answer.text);
			assert.equal(format, called);
			assert.deepEqual((read.items ?? read.entries).map(titleOf), items.map(({ title }) => title));
		});
	}

	test(`${feed} says the same in its three forms`, async () => {
		const said = [];
		for (const [form, { check }] of Object.entries(FORMS)) {
			const answer = await get(addressOf(feed, form));
			const { items } = check(answer.text, answer.address);
			said.push(items.map(({ title, link, date, html }) => ({ title, link: new URL(link).href, at: Date.parse(date), html: html?.trim() })));
		}
		// RSS has no parts of a second.
		const whole = (items) => items.map((item) => ({ ...item, at: Math.floor(item.at / 1000) }));
		assert.deepEqual(whole(said[1]), whole(said[0]));
		assert.deepEqual(whole(said[2]), whole(said[0]));
	});

	test(`${page} leads to ${feed}`, async () => {
		const { links } = headOf((await get(page)).text);
		for (const [form, { type }] of Object.entries(FORMS)) {
			const found = links.filter((link) => link.rel === "alternate" && link.type === type);
			const wanted = origin() + addressOf(feed, form);
			assert.ok(found.some(({ href }) => same(new URL(href, origin()).href, wanted)), `${type}: ${JSON.stringify(found)}`);
			for (const { title } of found) assert.ok(title, "a feed has no title to choose it by");
		}
	});
}

const titleOf = ({ title }) => (typeof title === "object" ? title.value : title);

test("a story's content in a feed leads to the story's own page and its pictures", async () => {
	const answer = await get("/feed/section/pakistan.json");
	const { items } = jsonFeed(answer.text, answer.address);
	for (const path of [STORY, LIVE]) assert.ok(items.some(({ link }) => link === origin() + path), `${path} is not in it`);
	const pictures = items.flatMap(({ html }) => [...(html ?? "").matchAll(/<img[^>]* src="([^"]+)"/g)].map(([, address]) => address));
	assert.ok(pictures.length > 0, "no story has a picture");
	for (const address of new Set(pictures)) assert.match((await get(address)).type, /^image\//, address);
});

test("a feed of nothing is none, and a search that is not understood is an error", async () => {
	for (const path of ["/feed/section/nowhere.rss", "/feed/topic/nothing.atom", "/feed/author/nobody.json", "/feed/language/xx.rss", "/feed/latest.xml"]) {
		assert.equal((await ask(path)).status, 404, path);
	}
	assert.equal((await ask("/feed/search.rss?q=%22open")).status, 400);
	// Nothing found is a feed all the same: it may be found tomorrow.
	const found = await get("/feed/search.json?q=zzzzqq");
	assert.deepEqual(jsonFeed(found.text, found.address), { faults: [], items: [] });
});

for (const form of Object.keys(FORMS)) {
	test(`/feed/latest.${form} is sent again only where it has changed`, async () => {
		const path = `/feed/latest.${form}`;
		const { headers } = await get(path);
		const [tag, date] = [headers.get("etag"), headers.get("last-modified")];
		assert.match(tag ?? "", /^(W\/)?"[^"]+"$/);
		assert.match(date ?? "", /GMT$/);
		assert.ok(Date.parse(date) <= Date.now(), date);
		for (const condition of [{ "if-none-match": tag }, { "if-none-match": `"other", ${tag}` }, { "if-modified-since": date }]) {
			const again = await ask(path, condition);
			assert.equal(again.status, 304, JSON.stringify(condition));
			assert.equal(again.bytes.byteLength, 0);
			assert.equal(again.headers.get("etag"), tag);
		}
		const before = new Date(Date.parse(date) - 1000).toUTCString();
		assert.equal((await ask(path, { "if-modified-since": before })).status, 200);
		// Whoever sends both is answered by the tag (RFC 9110, 13.1.3).
		assert.equal((await ask(path, { "if-none-match": '"other"', "if-modified-since": date })).status, 200);
	});
}

test("whoever has an older feed is sent only what is new (RFC 3229)", async () => {
	const paths = ["/feed/latest.rss", "/feed/latest.atom"];
	const old = await Promise.all(paths.map((path) => ask(path)));
	const story = await publish("a-late-train", "A late train arrives");
	for (const [at, path] of paths.entries()) {
		const tag = old[at].headers.get("etag");
		const form = path.split(".")[1];
		const all = await ask(path, { "if-none-match": tag });
		assert.equal(all.status, 200, "who does not ask for a part gets all");
		assert.notEqual(all.headers.get("etag"), tag);
		assert.equal(all.headers.get("im"), null);

		const part = await ask(path, { "if-none-match": tag, "a-im": "feed" });
		assert.equal(part.status, 226);
		assert.match(part.headers.get("im") ?? "", /\bfeed\b/);
		assert.equal(part.headers.get("etag"), all.headers.get("etag"), "the tag is that of the whole feed");
		const { faults, items } = FORMS[form].check(part.text, part.address);
		none(faults);
		assert.deepEqual(items.map(({ link }) => link), [origin() + story]);
		// Without this a cache would give the part to everybody.
		const vary = (part.headers.get("vary") ?? "").toLowerCase();
		const kept = part.headers.get("cache-control") ?? "";
		assert.ok(/no-store|private/.test(kept) || /\ba-im\b/.test(vary), `vary: ${vary}; cache-control: ${kept}`);

		const unknown = await ask(path, { "if-none-match": '"never-was"', "a-im": "feed" });
		assert.equal(unknown.status, 200, "of an older feed that is not known, nothing can be left out");
		const now = await ask(path, { "if-none-match": all.headers.get("etag"), "a-im": "feed" });
		assert.equal(now.status, 304);
	}
});
