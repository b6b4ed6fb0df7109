// JSON-LD of every kind of page, held against the vocabulary that it is written in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, none } from "./outputs/asked.mjs";
import { same } from "./outputs/forms.mjs";
import { headOf } from "./outputs/html.mjs";
import { articlesOf, has, imageAddress, linkedData } from "./outputs/linkeddata.mjs";
import { pictureOf } from "./outputs/picture.mjs";
import { AT_HOME, OPEN } from "./outputs/places.mjs";
import { LIVE, PAGES, TURKISH_STORY, URDU_STORY } from "./places.mjs";

const { get } = asked();
const read = async (path) => {
	const { text, address } = await get(path);
	const head = headOf(text);
	return { head, address, ...(await linkedData(head.linkedData, address)) };
};

for (const [name, path] of Object.entries(OPEN)) {
	test(`JSON-LD is schema.org's: ${name}`, async () => {
		const { faults, nodes } = await read(path);
		none(faults);
		if (AT_HOME[name]) assert.ok(nodes.length > 0, "there is none");
	});
}

const STORIES = Object.entries(AT_HOME).filter(([name]) => /story/i.test(name));
for (const [name, path] of STORIES) {
	test(`JSON-LD says what the page says: ${name}`, async () => {
		const { head, nodes } = await read(path);
		const [article, ...more] = articlesOf(nodes);
		assert.ok(article, "there is no article");
		assert.equal(more.length, 0, "there is more than one");
		assert.ok(has(nodes, "BreadcrumbList"), "there is no trail of breadcrumbs");
		const page = article.value("mainEntityOfPage") ?? article.value("url");
		assert.ok(same(typeof page === "string" ? page : page?.id, head.canonical), `it is about ${page?.id ?? page}`);
		assert.ok([article.value("publisher")].some((it) => it?.value?.("name")), "the publisher has no name");
		const { text } = await get(path);
		const shown = [...text.matchAll(/<time datetime="([^"]+)"/g)].map(([, date]) => Date.parse(date));
		assert.ok(shown.includes(Date.parse(article.value("datePublished"))), "the page shows another date");
		for (const image of article.values("image")) {
			const picture = await get(imageAddress(image));
			assert.equal(picture.type, "image/jpeg", imageAddress(image));
			const real = pictureOf(picture.bytes);
			assert.ok(real?.width * real?.height >= 50_000, `${imageAddress(image)} is ${real?.width} by ${real?.height}: Google shows none below 50,000 pixels`);
			for (const side of ["width", "height"]) {
				const said = typeof image === "object" ? image.value(side) : undefined;
				if (typeof said === "number") assert.equal(said, real[side], `${imageAddress(image)}: ${side}`);
			}
		}
	});
}

test("a live story is one, and a story has its language", async () => {
	const [live] = articlesOf((await read(LIVE)).nodes);
	assert.ok(live.types.includes("LiveBlogPosting"), live.types.join());
	for (const [path, language] of [[URDU_STORY, "ur"], [TURKISH_STORY, "tr"]]) {
		assert.equal(articlesOf((await read(path)).nodes)[0].value("inLanguage"), language, path);
	}
});

test("the front page is the site's", async () => {
	const { nodes } = await read("/");
	const site = nodes.find(({ types }) => types.includes("WebSite"));
	assert.ok(site?.value("name"), "there is no WebSite with a name, which search engines show");
});
