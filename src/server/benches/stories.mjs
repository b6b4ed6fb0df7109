// Writes stories to measure with, a Markdown file each: paragraphs of the demonstration's, put together anew, 5,000 characters a story.
// The same number gives the same stories.
//
//     node src/server/benches/stories.mjs NUMBER FOLDER
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [number, folder] = [Number(process.argv[2]), process.argv[3]];
if (!Number.isInteger(number) || number < 1 || !folder) {
	console.error("stories.mjs NUMBER FOLDER: how many stories, and where they are written");
	process.exit(2);
}
const demo = fileURLToPath(new URL("../demo", import.meta.url));
const sources = readdirSync(demo, { recursive: true }).filter((name) => name.endsWith(".md"));
const texts = sources.map((name) => readFileSync(join(demo, name), "utf8")).filter((text) => /^language: en$/m.test(text));
const paragraphs = texts
	.flatMap((text) => text.split(/\n\n+/))
	.map((text) => text.trim().replaceAll("\n", " "))
	.filter((text) => /^[A-Z]/.test(text) && text.length > 120 && !text.includes(":::"));
const words = [...new Set(paragraphs.join(" ").match(/\b[A-Za-z]{4,}\b/g))];
const SECTIONS = ["pakistan", "world", "business", "culture", "science", "sport", "opinion", "local"];
const START = Date.UTC(2015, 0, 1);
const LENGTH = 5_000;

// Numerical Recipes' linear congruential generator, which is random enough to put paragraphs together.
let state = 7;
const below = (limit) => {
	state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
	return Math.floor((state / 2 ** 32) * limit);
};
const one = (list) => list[below(list.length)];
const some = (count, list) => Array.from({ length: count }, () => one(list));

for (let story = 0; story < number; story++) {
	const body = [];
	for (let length = 0; length < LENGTH; length += body.at(-1).length) {
		// A word of its own in each paragraph, so that no two are the same.
		body.push(`${one(paragraphs)} ${some(12, words).join(" ")}.`);
	}
	const at = new Date(START + Math.floor((story / number) * 11 * 365.25 * 86_400_000)).toISOString();
	const front = [
		`title: ${JSON.stringify(some(9, words).join(" "))}`,
		`slug: story-${story}`,
		`date: ${at}`,
		`section: ${one(SECTIONS)}`,
		`authors: [writer-${below(40)}]`,
		`topics: [${some(3, words).map((word) => word.toLowerCase()).join(", ")}]`,
		`summary: ${JSON.stringify(one(paragraphs).slice(0, 140))}`,
	];
	const part = join(folder, String(Math.floor(story / 1_000)));
	if (story % 1_000 === 0) mkdirSync(part, { recursive: true });
	writeFileSync(join(part, `${story}.md`), `---\n${front.join("\n")}\n---\n\n${body.join("\n\n")}\n`);
}
