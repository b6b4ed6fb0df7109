// oEmbed: how other sites show a story of ours, found as they find it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, none } from "./outputs/asked.mjs";
import { same } from "./outputs/forms.mjs";
import { headOf } from "./outputs/html.mjs";
import { frameAddress, frameFaults, oembedJson, oembedXml } from "./outputs/oembed.mjs";
import { pictureOf } from "./outputs/picture.mjs";
import { NOWHERE, STORY, URDU_STORY } from "./places.mjs";

const { ask, get, origin } = asked();

/** A story's answers, by the links in its page. */
async function answers(path) {
	const { links } = headOf((await get(path)).text);
	const to = (type) => links.find((link) => link.rel === "alternate" && link.type === type)?.href;
	const [json, xml] = [to("application/json+oembed"), to("text/xml+oembed")];
	assert.ok(json && xml, `the page leads to ${json} and ${xml}`);
	return { json: await get(json), xml: await get(xml) };
}

for (const path of [STORY, URDU_STORY]) {
	test(`a story is found and framed: ${path}`, async () => {
		const { json, xml } = await answers(path);
		assert.equal(json.type, "application/json");
		assert.equal(xml.type, "text/xml");
		const [one, other] = [oembedJson(json.text), oembedXml(xml.text)];
		none(one.faults);
		none(other.faults);
		assert.deepEqual(other.said, one.said, "the two forms say the same");
		assert.equal(json.headers.get("access-control-allow-origin"), "*", "scripts of other sites may ask");

		const frame = frameAddress(one.said);
		assert.ok(same(frame, new URL(`/embed${path}`, origin()).href), frame);
		const page = await get(frame);
		assert.equal(page.type, "text/html");
		none(frameFaults(page.text, page.headers));
		const head = headOf(page.text);
		assert.ok(head.noIndex || /noindex/.test(page.headers.get("x-robots-tag") ?? "") || same(head.canonical, new URL(path, origin()).href), "the frame would be indexed beside its story");
		if (one.said.thumbnail_url) {
			const { width, height } = pictureOf((await get(one.said.thumbnail_url)).bytes);
			assert.deepEqual([one.said.thumbnail_width, one.said.thumbnail_height], [width, height]);
		}
	});
}

const asks = (rest) => `/oembed?url=${encodeURIComponent(origin() + STORY)}${rest}`;

test("who has little room is given little", async () => {
	const { said, faults } = oembedJson((await get(asks("&format=json&maxwidth=300&maxheight=200"))).text);
	none(faults);
	assert.ok(said.width <= 300 && said.height <= 200, `${said.width} by ${said.height}`);
	if (said.thumbnail_width) assert.ok(said.thumbnail_width <= 300 && said.thumbnail_height <= 200, "the picture is larger than was asked for");
});

test("what cannot be framed is said by its number", async () => {
	none(oembedJson((await get(asks(""))).text).faults, "without a format it is JSON");
	assert.equal((await ask(asks("&format=yaml"))).status, 501);
	for (const other of ["https://example.org/", origin() + NOWHERE, `${origin()}/desk`]) {
		assert.equal((await ask(`/oembed?url=${encodeURIComponent(other)}`)).status, 404, other);
	}
	assert.ok([400, 404].includes((await ask("/oembed")).status));
	assert.equal((await ask(`/embed${NOWHERE}`)).status, 404);
});

test("story pages themselves are not framed by others", async () => {
	const policy = (await get(STORY)).headers.get("content-security-policy");
	assert.match(policy, /frame-ancestors ('self'|'none')/);
});
