// A page's card: what chats and other sites show of a link to it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, none } from "./outputs/asked.mjs";
import { cardFaults, cardPictureFaults } from "./outputs/card.mjs";
import { headOf } from "./outputs/html.mjs";
import { AT_HOME, OPEN } from "./outputs/places.mjs";
import { LIVE, STORY, TURKISH_STORY, URDU_STORY } from "./places.mjs";

const { ask, get } = asked();

// The stories whose short headline (what cards in lists show) is known to be within 65 characters.
const SHORT = [STORY, LIVE];

for (const [name, path] of Object.entries(AT_HOME)) {
	test(`a card shows what it says: ${name}`, async () => {
		const { text } = await get(path);
		none(cardFaults(text, { short: SHORT.includes(path) }));
		none(await cardPictureFaults(text, ask));
		assert.equal(headOf(text).meta("og:type") === "article", /^(?!more).*story/i.test(name), "stories are articles, and nothing else is");
	});
}

test("a card speaks its page's language", async () => {
	for (const [path, language] of [[STORY, "en"], [URDU_STORY, "ur"], [TURKISH_STORY, "tr"], ["/ur", "ur"], ["/tr", "tr"]]) {
		assert.equal(headOf((await get(path)).text).meta("og:locale")?.split("_")[0], language, path);
	}
});

test("two stories have two pictures, which caches may keep", async () => {
	const pictures = await Promise.all([STORY, LIVE].map(async (path) => headOf((await get(path)).text).meta("og:image")));
	assert.notEqual(pictures[0], pictures[1]);
	for (const address of pictures) {
		const kept = (await ask(address)).headers.get("cache-control") ?? "";
		assert.match(kept, /public/, address);
		assert.match(kept, /max-age=\d{3,}/, address);
	}
});

test("pages aside have no card that leads to an address they do not call their own", async () => {
	for (const [name, path] of Object.entries(OPEN)) {
		if (AT_HOME[name]) continue;
		const { canonical, meta } = headOf((await get(path)).text);
		if (meta("og:url")) assert.equal(meta("og:url"), canonical, name);
	}
});
