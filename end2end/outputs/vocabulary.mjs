// The vocabulary of schema.org, read from the types that Google makes of it (schema-dts): which types there are, what they are kinds of,
// which properties they may have and what those may hold.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("schema-dts/dist/schema.d.ts"), "utf8");

// interface ArticleBase extends CreativeWorkBase { "wordCount"?: SchemaValue<Integer, "wordCount">; … }
const bases = new Map();
for (const [, name, above, body] of source.matchAll(/^(?:export )?interface (\w+Base) extends ([^{]+) \{\n([\s\S]*?)^\}/gm)) {
	const properties = new Map();
	for (const [, property, held] of body.matchAll(/^ {4}"([\w-]+)"\?: SchemaValue<([^,]+), "[\w-]+">;$/gm)) {
		properties.set(property, held.split(" | ").filter((it) => it !== "IdReference"));
	}
	bases.set(name, { above: above.split(", "), properties });
}

// export interface NewsArticleLeaf extends NewsArticleBase { "@type": "NewsArticle"; }
const leaves = new Map();
for (const [, above, name] of source.matchAll(/^export interface \w+Leaf extends ([^{]+) \{\n\s+"@type": "([^"]+)";/gm)) leaves.set(name, above.split(", "));

// export type Article = ArticleLeaf | AdvertiserContentArticle | NewsArticle | …;
const kinds = new Map();
for (const [, name, union] of source.matchAll(/^export type (\w+) = ([^;]+);$/gm)) kinds.set(name, union.split(" | "));

export const isType = (name) => leaves.has(name);

/** Whether `type` is `other` or a kind of it. */
export function isKindOf(type, other) {
	if (type === other) return true;
	return (kinds.get(other) ?? []).some((kind) => kind !== other && !kind.endsWith("Leaf") && kinds.has(kind) && isKindOf(type, kind));
}

/** What a property of a type may hold: names of types. Nothing where the type may not have it. */
export function heldBy(type, property) {
	const seek = (names) => {
		for (const name of names) {
			const base = bases.get(name);
			const found = base?.properties.get(property) ?? (base && seek(base.above));
			if (found) return found;
		}
		return undefined;
	};
	return seek(leaves.get(type) ?? []);
}

/** Whether a string is a value of an enumeration: `https://schema.org/EventScheduled`. */
export const isValueOf = (text, type) => (kinds.get(type) ?? []).includes(JSON.stringify(text.replace(/^http:/, "https:")));

/** Enough of it that a reading of it by halves is seen. */
export const size = () => ({ types: leaves.size, properties: [...bases.values()].reduce((sum, { properties }) => sum + properties.size, 0) });
