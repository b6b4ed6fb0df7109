// Stories as ninjs, for those who take them over into systems of their own: only where the site says so.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { asked, none } from "./outputs/asked.mjs";
import { isAbsolute } from "./outputs/forms.mjs";
import { contentOfStoryFaults } from "./outputs/html.mjs";
import { pictureOf } from "./outputs/picture.mjs";
import { checker, ownSchema } from "./outputs/schema.mjs";
import { EXPLAINER, GALLERY, LIVE, STORY, TURKISH_STORY, URDU_STORY } from "./places.mjs";

const NINJS = "application/vnd.iptc.ninjs+json";
const { ask, get } = asked({ env: { DATELINE_SYNDICATION_NINJS: "true" } });
const checks = [checker(ownSchema("ninjs.json"))];
// The standard's own schema, where the caller has it (schemas/README.md).
if (process.env.DATELINE_NINJS_SCHEMA) checks.push(checker(JSON.parse(readFileSync(process.env.DATELINE_NINJS_SCHEMA, "utf8"))));

for (const path of [STORY, URDU_STORY, TURKISH_STORY, LIVE, EXPLAINER, GALLERY]) {
	test(`a story as ninjs: ${path}`, async () => {
		const answer = await ask(path, { accept: NINJS });
		assert.equal(answer.status, 200);
		assert.equal(answer.type, NINJS);
		assert.match(answer.headers.get("vary") ?? "", /\baccept\b(?!-)/i, "caches must tell the two forms apart");
		const item = JSON.parse(answer.text);
		for (const check of checks) none(check(item));
		assert.ok(isAbsolute(item.uri), item.uri);
		assert.equal(item.type, "text");
		assert.equal(item.pubStatus, "usable");
		const page = await get(path);
		assert.match(page.text, new RegExp(`<html lang="${item.language}"`));
		assert.ok(item.headlines.some(({ value }) => page.text.includes(`<h1>${value.replace(/&/g, "&amp;")}</h1>`)), "the headline is the page's");
		for (const { contentType, value } of item.bodies) if (/html/.test(contentType)) none(contentOfStoryFaults(value));
		for (const association of [item, ...(item.associations ?? [])]) {
			for (const { href, width, height, contentType } of association.renditions ?? []) {
				const { bytes, type } = await get(href);
				assert.equal(type, contentType, href);
				if (/^image\/(jpeg|png)$/.test(type)) assert.deepEqual(pictureOf(bytes), { type, width, height }, href);
			}
		}
	});
}

test("who asks for a page gets the page", async () => {
	for (const accept of ["text/html", "*/*", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", `text/html, ${NINJS};q=0.5`]) {
		assert.equal((await ask(STORY, { accept })).type, "text/html", accept);
	}
	const { headers } = await ask(STORY, { accept: NINJS });
	assert.notEqual(headers.get("etag"), (await get(STORY)).headers.get("etag"), "two forms of one address have two tags");
});
