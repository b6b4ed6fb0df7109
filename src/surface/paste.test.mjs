import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf } from "./link.js";
import { plainBlocks } from "./paste.js";
import { postAt, providerOf } from "./providers.js";
import { parse, tableOf } from "./sheet.js";

test("blank lines part paragraphs, single line ends are breaks", () => {
	assert.deepEqual(plainBlocks("a\nb\r\n\r\n  c\n\n\n\nd\n").map(String), ['paragraph("a", line_break, "b")', 'paragraph("c")', 'paragraph("d")']);
	assert.deepEqual(plainBlocks(" \n\n "), []);
});

test("cells of a spreadsheet, also those with line ends and quotes", () => {
	assert.deepEqual(parse('Day\tLevel\r\n"Mon\nday"\t"2 ""m"""\n'), [["Day", "Level"], ["Mon\nday", '2 "m"']]);
	assert.deepEqual(parse('a"b\t"c'), [['a"b', '"c']]);
});

test("a table from cells has a header, and figures against the end", () => {
	const table = tableOf("Day\tLevel\nMonday\t2.40\nTuesday\n");
	table.check();
	assert.equal(String(table), 'table(table_row(table_header("Day"), table_header("Level")), table_row(table_cell("Monday"), table_cell("2.40")), table_row(table_cell("Tuesday"), table_cell))');
	assert.deepEqual(table.child(1).content.content.map((cell) => cell.attrs.align), ["start", "end"]);
	assert.equal(tableOf("one column\nonly"), null);
});

test("players and posts are known by their addresses", () => {
	const known = {
		"https://www.youtube.com/watch?t=3&v=abcdefghijk": "YouTube",
		"https://youtu.be/abcdefghijk?si=1": "YouTube",
		"https://vimeo.com/12345?h=1": "Vimeo",
		"https://open.spotify.com/episode/1": "Spotify",
		"https://x.com/a/status/1": "X",
		"https://www.instagram.com/p/abc/": "Instagram",
		"https://www.tiktok.com/@a/video/1": "TikTok",
	};
	for (const [address, name] of Object.entries(known)) assert.equal(postAt(address)?.name, name, address);
	for (const address of ["https://youtube.com.evil.example/watch?v=abcdefghijk", "https://x.com/a", "https://a.example/", "javascript:alert(1)", "no"]) {
		assert.equal(postAt(address), null, address);
	}
	assert.deepEqual(providerOf("https://www.a.example/b"), { name: "a.example", framed: false });
});

test("what is typed for a link, and what is none", () => {
	assert.equal(addressOf(" https://a.example/b "), "https://a.example/b");
	assert.equal(addressOf("a.example/b"), "https://a.example/b");
	assert.equal(addressOf("eda@news.example"), "mailto:eda@news.example");
	assert.equal(addressOf("/en/gauge"), "/en/gauge");
	for (const typed of ["the river", "river", "javascript:alert(1)", "data:text/html,a", ""]) assert.equal(addressOf(typed), "", typed);
});
