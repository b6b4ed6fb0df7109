// The checks themselves: each passes a good sample, and finds what is wrong with the same sample spoilt. A check that cannot fail is none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { atom } from "./outputs/atom.mjs";
import { cardFaults, cardPictureFaults } from "./outputs/card.mjs";
import { contentFaults } from "./outputs/html.mjs";
import { jsonFeed } from "./outputs/jsonfeed.mjs";
import { linkedData } from "./outputs/linkeddata.mjs";
import { frameFaults, oembedJson, oembedXml } from "./outputs/oembed.mjs";
import { opml } from "./outputs/opml.mjs";
import { pictureOf } from "./outputs/picture.mjs";
import { rss } from "./outputs/rss.mjs";
import { checker, ownSchema } from "./outputs/schema.mjs";
import { securityFaults } from "./outputs/securitytxt.mjs";
import { index, sitemap } from "./outputs/sitemap.mjs";
import { size } from "./outputs/vocabulary.mjs";

const SITE = "https://paper.example";
const sample = (name) => readFileSync(new URL(`./outputs/samples/${name}`, import.meta.url), "utf8").replace("NOW", new Date().toISOString());

/**
 * A test that `faultsOf` finds nothing in the sample of that name, and in it spoilt what is named: each of `spoilt` is what is put in the
 * place of what, and a pattern of one of the faults.
 */
function finds(name, faultsOf, spoilt) {
	test(`what is wrong is found: ${name}`, async () => {
		const good = sample(name);
		assert.deepEqual(await faultsOf(good), []);
		for (const [from, to, pattern] of spoilt) {
			const bad = good.replace(from, () => to);
			assert.notEqual(bad, good, `${from} is not in the sample`);
			const faults = await faultsOf(bad);
			assert.ok(faults.some((fault) => pattern.test(fault)), `${from} → ${to}: ${faults.join("\n") || "no fault"}`);
		}
	});
}

finds("feed.rss", (text) => rss(text, `${SITE}/feed.rss`).faults, [
	["</rss>", "", /not well-formed/],
	["News &amp; views", "News & views", /not well-formed/],
	["They spoke.<", "They\u0007spoke.<", /character that XML does not have/],
	['<rss version', '<!DOCTYPE rss [<!ENTITY a "b">]><rss version', /document type/],
	['version="2.0"', 'version="0.92"', /version is 0.92/],
	["<description>News &amp; views.</description>", "", /element description 0 times/],
	["<language>en</language>", "<language>English</language>", /language is English/],
	["<title>A paper</title>", "<title/>", /the title is empty/],
	["<link>https://paper.example/</link>", "<link>/</link>", /the link is \//],
	["Wed, 09 Jul 2025 13:20:00 GMT</last", "2025-07-09T13:20:00Z</last", /lastBuildDate is 2025/],
	["Wed, 09 Jul 2025 13:20:00 GMT</pub", "Thu, 09 Jul 2025 13:20:00 GMT</pub", /pubDate is Thu/],
	["Wed, 09 Jul 2025 13:20:00 GMT</pub", "Wed, 09 Jul 25 13:20:00 GMT</pub", /pubDate is/],
	["feed.rss\"/>", "other.rss\"/>", /link to itself is/],
	["<width>144", "<width>512", /larger than 144/],
	["<title>A paper</title>\n\t\t\t<link>", "<title>Icon</title>\n\t\t\t<link>", /image's title/],
	["<guid>https://paper.example/world/talks</guid>", "<guid>talks</guid>", /said to be an address/],
	["<guid>https://paper.example/world/talks</guid>", "<guid isPermaLink=\"false\">rain-1</guid>", /two items have the guid/],
	["<dc:creator>A. Writer</dc:creator>", "<author>A. Writer</author>", /e-mail address/],
	['"https://paper.example/who"', '"/who"', /<a> leads to \/who/],
	["<description>It rained.</description>", "<content:encoded>Rain</content:encoded><description>It rained.</description>", /comes after the content/],
	["<description>It rained.</description>", "<summary>It rained.</summary>", /element summary/],
	['width="800"', 'width="800px"', /width is 800px/],
]);

finds("feed.atom", (text) => atom(text, `${SITE}/feed.atom`).faults, [
	["<id>https://paper.example/feed.atom</id>", "", /element id 0 times/],
	["<id>https://paper.example/world/talks</id>", "<id>tag:paper.example,2025:rain</id>", /two entries have the id/],
	["<id>https://paper.example/world/talks</id>", "<id>talks</id>", /no IRI/],
	["<updated>2025-07-09T13:20:00Z</updated>", "<updated>2025-07-09 13:20</updated>", /updated is/],
	["<updated>2025-07-09T13:20:00Z</updated>", "<updated>2025-07-09T13:20:00</updated>", /updated is/],
	["<updated>2025-07-09T13:20:00Z</updated>", "<updated>2020-07-09T13:20:00Z</updated>", /newer than the feed/],
	["feed.atom\"/>", "feed\"/>", /link to itself is/],
	['<link href="https://paper.example/world/talks"/>', "", /0 links of the relation alternate/],
	['<link href="https://paper.example/world/talks"/>', '<link href="/world/talks"/>', /a link leads to \/world/],
	["<author><name>B. Writer</name></author>", "", /by nobody/],
	["<name>A. Writer</name>", "", /element name 0 times/],
	["<summary>", '<summary type="text/html">', /summary is of the type/],
	['type="html">&lt;p&gt;', 'type="text">&lt;p&gt;', /said to be text/],
	["&lt;p&gt;They", "&lt;p style=''&gt;They", /style=/],
	["<title>Rain</title>", "<title>Rain</title><title>Rain</title>", /element title 2 times/],
	["<title>Rain</title>", "<headline>Rain</headline>", /element headline/],
	[/<div xmlns[^>]*>(.*)<\/div>/, "It rained", /one div/],
	[' xml:lang="en"', "", /language is undefined/],
]);

finds("feed.json", (text) => jsonFeed(text, `${SITE}/feed.json`).faults, [
	["}", "", /not JSON/],
	["version/1.1", "version/1", /version is/],
	['"title": "A paper",', "", /required property 'title'/],
	['"feed_url": "https://paper.example/feed.json"', '"feed_url": "https://paper.example/"', /feed_url is/],
	['"authors": [{', '"author": [{', /author is of version 1/],
	['"tags": ["Diplomacy"]', '"tags": "Diplomacy"', /must be array/],
	['"tags"', '"topics"', /additional properties/],
	['"content_html": "<p>They spoke.</p>",', "", /neither content_html/],
	["<p>They", "<p><script>1</script>They", /<script> stands/],
	["2025-07-09T13:20:00Z", "9 July 2025", /date-time|date_published/],
	['"id": "https://paper.example/world/talks"', '"id": 7', /must be string/],
]);

test("what is wrong with content is found", () => {
	assert.deepEqual(contentFaults('<p>a <a href="https://a.example/">b</a> <img src="https://a.example/a.jpg" srcset="https://a.example/a.jpg 1x, https://a.example/b.jpg 2x" alt=""></p>'), []);
	for (const bad of [
		'<a href="/b">b</a>', '<a href="#note-1">1</a>', '<a href="//a.example/">b</a>', '<a href="javascript:alert(1)">b</a>', '<img src="a.jpg" alt="">', '<img src="https://a.example/a.jpg">',
		'<img src="https://a.example/a.jpg" alt="" srcset="https://a.example/a.jpg 1x, /b.jpg 2x">', '<p style="color:red">b</p>', '<p onclick="b()">b</p>', "<script>b()</script>", '<iframe src="https://a.example/"></iframe>',
		"<style>p{}</style>", '<div data-wake="idle">b</div>', '<picture><source srcset="/b.avif"></picture>',
	]) assert.notDeepEqual(contentFaults(bad), [], bad);
});

finds("feeds.opml", (text) => opml(text).faults, [
	['version="2.0"', 'version="1.1"', /version is 1.1/],
	[/<head>.*<\/head>/, "", /element head 0 times/],
	['text="World"', 'title="World"', /attribute text 0 times/],
	['xmlUrl="https://paper.example/feed.rss"', "", /has the feed undefined/],
	["Wed, 09", "Mon, 09", /dateModified is/],
	['text="Sections"', 'text=""', /has no text/],
	['type="rss" xmlUrl="https://paper.example/world.atom"', 'type="atom" xmlUrl="https://paper.example/world.atom"', /of the type atom/],
	["<body>", "<body><a/>", /element a/],
]);

finds("sitemap.xml", (text) => sitemap(text, SITE).faults, [
	[/<url>[\s\S]*<\/url>/, "", /Missing child/],
	["<loc>https://paper.example/world/talks</loc>", "<loc>https://other.example/world/talks</loc>", /no address of this site/],
	["<loc>https://paper.example/world/talks</loc>", "<loc>https://paper.example/عالم</loc>", /no address of this site/],
	["<lastmod>2025-07-09T13:20:00Z", "<lastmod>9 July 2025", /lastmod/],
	["<lastmod>2025-07-09T13:20:00Z", "<lastmod>2025-07-09T13:20:00", /no zone/],
	["<lastmod>2025-07-09T13:20:00Z", "<lastmod>2225-07-09T13:20:00Z", /still to come/],
	["</lastmod>", "</lastmod><priority>2</priority>", /priority/],
	["</image:loc>", "</image:loc><image:caption>Two</image:caption>", /caption/],
	[/<news:title>.*<\/news:title>/, "", /Missing child.*title/],
	["<news:language>en", "<news:language>en-GB", /language/],
	[/<news:publication_date>.*<\//, "<news:publication_date>2025-07-09T13:20:00Z</", /is of 2025/],
	["</news:title>", "</news:title><news:keywords>a</news:keywords>", /keywords/],
	['hreflang="en" href="https://paper.example/world/talks"', 'hreflang="en" href="https://paper.example/talks"', /among its own languages/],
	['hreflang="tr"', 'hreflang="en"', /two pages in en/],
	["<xhtml:link", "<xhtml:a", /not well-formed|xhtml/],
	["</url>", "</url><url><loc>https://paper.example/world/talks</loc></url>", /stands in it twice/],
]);

finds("index.xml", (text) => index(text, SITE).faults, [
	[/<sitemap>[\s\S]*<\/sitemap>/, "", /Missing child/],
	["<loc>https://paper.example/sitemap/news.xml</loc>", "<loc>/sitemap/news.xml</loc>", /no address of this site/],
	["</lastmod>", "</lastmod><priority>1.0</priority>", /priority/],
	["2025-07-09T13:20:00Z", "yesterday", /lastmod/],
]);

test("what is wrong with a sitemap that is too long is found", () => {
	const urls = Array.from({ length: 50_001 }, (_, at) => `<url><loc>https://paper.example/${at}</loc></url>`).join("");
	const { faults } = sitemap(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`, SITE);
	assert.deepEqual(faults, ["50001 addresses are too many"]);
});

finds("card.html", (text) => cardFaults(text, { short: true }), [
	[/<meta property="og:title".*>/, "", /no og:title/],
	['content="Talks"', `content="${"Talks ".repeat(12)}"`, /og:title has 72/],
	["They spoke.\"", `${"They spoke. ".repeat(7)}"`, /og:description has 84/],
	['og:url" content="https://paper.example/world/talks"', 'og:url" content="https://paper.example/world/talks?from=chat"', /og:url is/],
	["en_GB", "en-GB", /og:locale is en-GB/],
	["summary_large_image", "large", /twitter:card is/],
	[/<meta property="og:image:alt".*>/, "", /no og:image:alt/],
	['<meta property="og:image" content="https://paper.example/card.png">\n<meta property="og:image:type" content="image/png">', '<meta property="og:image:type" content="image/png">\n<meta property="og:image" content="https://paper.example/card.png">', /comes before the picture/],
	[/<meta property="article:published_time".*>/, "", /no article:published_time/],
	['content="https://paper.example/author/a"', 'content="A. Writer"', /address of a profile/],
	["<title>", `<style>${"a".repeat(15_000)}</style><title>`, /after the first 14 KiB/],
	['<meta property="og:type"', '<meta name="og:type"', /under property=/],
	["</head>", '<meta property="og:title" content="More"></head>', /og:title is said twice/],
	['content="article"', 'content="news"', /og:type is news/],
]);

/** A PNG of that size, as far as anybody looks who asks for its size. */
function png(width, height) {
	const bytes = Buffer.alloc(24);
	bytes.write("\x89PNG\r\n\x1a\n", "latin1");
	bytes.writeUInt32BE(width, 16);
	bytes.writeUInt32BE(height, 20);
	return bytes;
}

test("what is wrong with a card's picture is found", async () => {
	const faults = (bytes, type = "image/png", status = 200) => cardPictureFaults(sample("card.html"), () => ({ status, type, bytes }));
	assert.deepEqual(await faults(png(1200, 630)), []);
	const large = Buffer.concat([png(1200, 630), Buffer.alloc(300_000)]);
	for (const [bad, pattern] of [
		[[png(1200, 630), "image/png", 404], /answers 404/],
		[[png(600, 315)], /said to be 1200 by 630/],
		[[png(200, 100)], /is 200 by 100/],
		[[large], /bytes/],
		[[png(1200, 630), "image/jpeg"], /sent as image\/jpeg/],
		[[Buffer.from("no picture")], /is undefined/],
	]) assert.ok((await faults(...bad)).some((fault) => pattern.test(fault)), String(pattern));
});

test("a picture's size is read from its bytes", () => {
	// A JPEG of 640 by 480: its start, a table, a segment for programs, its frame.
	const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffc400040000ffc0001108" + "01e00280" + "03011100021100031100", "hex");
	assert.deepEqual(pictureOf(jpeg), { type: "image/jpeg", width: 640, height: 480 });
	assert.deepEqual(pictureOf(png(3, 4)), { type: "image/png", width: 3, height: 4 });
	assert.equal(pictureOf(Buffer.from("GIF89a")), undefined);
	assert.equal(pictureOf(jpeg.subarray(0, 20)), undefined);
});

test("the whole vocabulary is read", () => {
	const { types, properties } = size();
	assert.ok(types > 800 && properties > 1400, JSON.stringify({ types, properties }));
});

finds("linkeddata.json", async (text) => (await linkedData([{ text }], `${SITE}/world/talks`)).faults, [
	["{", "", /no JSON-LD/],
	['"https://schema.org"', '"https://example.org/"', /context/],
	['"NewsArticle"', '"NewsStory"', /no type NewsStory/],
	['"wordCount"', '"words"', /may not have words/],
	['"wordCount": 320', '"price": 320', /may not have price/],
	['"wordCount": 320', '"wordCount": "many"', /wordCount is "many"/],
	['"isAccessibleForFree": true', '"isAccessibleForFree": "yes"', /isAccessibleForFree/],
	['"headline": "Talks",', "", /no headline/],
	[/"image": .*,\n/, "", /no image/],
	["https://paper.example/a.jpg", "/a.jpg", /an image is at/],
	["2025-07-09T13:20:00Z", "2025-07-09", /datePublished is 2025-07-09$/],
	["2025-07-09T13:20:00Z", "2025-07-09T13:20:00", /datePublished/],
	["2025-07-09T18:20:00+05:00", "2025-07-09T13:20:00+05:00", /before it was published/],
	['"author": [{ "@id": "https://paper.example/author/a" }]', '"author": "A. Writer"', /neither a person/],
	['"author": [{ "@id": "https://paper.example/author/a" }]', '"author": [{ "@id": "https://paper.example/author/b" }]', /neither a person/],
	['"name": "A. Writer", "url"', '"jobTitle": "Writer", "url"', /an author has no name/],
	['"name": "A. Writer", "url": "https://paper.example/author/a"', '"name": "A. Writer"', /has no address/],
	['"publisher": { "@type": "NewsMediaOrganization"', '"publisher": { "@type": "ImageObject"', /may hold Organization/],
	['"correctionsPolicy": "https://paper.example/corrections"', '"correctionsPolicy": "/corrections"', /correctionsPolicy is/],
	['"position": 2', '"position": 3', /breadcrumb 2 is in position 3/],
	['"name": "Home", ', "", /breadcrumb 1 has no name/],
	['"item": "https://paper.example/"', '"item": "/"', /breadcrumb 1 leads to|ListItem.item/],
]);

finds("ninjs.json", (text) => checker(ownSchema("ninjs.json"))(JSON.parse(text)), [
	['"uri": "https://paper.example/world/talks",', "", /required property 'uri'/],
	['"usable"', '"published"', /allowed values/],
	['"3.1"', '"2.0"', /equal to constant/],
	['"headlines"', '"headline"', /unevaluated/],
	['"rel": "author", ', '"role": "author", ', /additional properties/],
	['"name": "lead",', "", /required property 'name'/],
	["2025-07-09T13:20:00Z", "2025-07-09", /date-time/],
	['"text/html"', '"html"', /pattern/],
	['"width": 800', '"width": "800"', /must be integer/],
]);

const OEMBED = [
	[/1\.0(?=",|<\/v)/, "2.0", /constant/],
	[/iframe src/g, "img src", /not one frame/],
	[/(?<=[ >])600(?=[,<])/, "700", /not 700 by/],
];
finds("oembed.json", (text) => oembedJson(text).faults, [
	...OEMBED,
	['"width": 600', '"width": "600"', /must be integer/],
	['"provider_url": "https://paper.example/"', '"provider_url": "/"', /provider_url/],
	['"thumbnail_width": 1200,', "", /thumbnail_width/],
	['"html":', '"_html":', /required property 'html'/],
	[' title=\\"Talks\\"', "", /no title/],
	[' title=\\"', ' sandbox=\\"allow-popups\\" title=\\"', /stays in its sandbox/],
]);
finds("oembed.xml", (text) => oembedXml(text).faults, [...OEMBED, ["<oembed>", "<embed>", /not well-formed/], ["<width>600", "<width>wide", /must be integer/]]);

test("what is wrong with a page in a frame is found", () => {
	const headers = (more = {}) => new Headers({ "content-security-policy": "default-src 'none'; style-src 'sha256-a'; frame-ancestors *", ...more });
	const good = '<!doctype html><title>A</title><p><a href="https://paper.example/" target="_top">A</a>';
	assert.deepEqual(frameFaults(good, headers()), []);
	assert.deepEqual(frameFaults(good.replace("<p>", '<base target="_blank"><p>').replace(' target="_top"', ""), headers()), []);
	for (const [text, more, pattern] of [
		[good, { "content-security-policy": "default-src 'none'; frame-ancestors 'self'" }, /frame-ancestors/],
		[good, { "content-security-policy": "default-src 'none'; script-src 'self'; frame-ancestors *" }, /allows scripts/],
		[good, { "x-frame-options": "DENY" }, /x-frame-options/],
		[good, { "cross-origin-resource-policy": "same-origin" }, /forbids the frame/],
		[`${good}<script src="/a.js"></script>`, {}, /<script>/],
		[good.replace(' target="_top"', ""), {}, /opens in the frame/],
		[good.replace("<p>", '<p style="color:red">'), {}, /style=/],
	]) assert.ok(frameFaults(text, headers(more)).some((fault) => pattern.test(fault)), String(pattern));
});

finds("manifest.json", (text) => checker(ownSchema("manifest.json"))(JSON.parse(text)), [
	['"name": "A paper",', "", /required property 'name'/],
	['"display": "browser"', '"display": "app"', /allowed values/],
	['"sizes": "512x512"', '"sizes": "512"', /pattern/],
	['"purpose": "any maskable"', '"purpose": "round"', /pattern/],
	['"theme_color": "#ffffff"', '"theme_color": "#fffff"', /pattern/],
	['"start_url"', '"startUrl"', /additional properties|required/],
	[/"icons": \[[\s\S]*\]/, '"icons": []', /fewer than 1/],
]);

finds("security.txt", (text) => securityFaults(text, new Date("2026-11-29")), [
	[/Contact: .*\n/g, "", /no Contact/],
	["mailto:", "", /no address to write to/],
	["Expires: 2027", "Expires: 2026", /expired/],
	["Expires: 2027-07-09T13:20:00Z", "Expires: 2027-07-09", /Expires is/],
	["Expires:", "Expires: 2027-07-09T13:20:00Z\nExpires:", /not one Expires/],
	["Canonical: https:", "Canonical: http:", /no web address/],
	["# A paper", "A paper", /no field/],
	["Preferred-Languages", "Languages", /unknown field/],
]);
