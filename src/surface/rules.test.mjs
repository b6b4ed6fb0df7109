import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, Selection } from "prosemirror-state";
import { undoInputRule } from "prosemirror-inputrules";

import { curly } from "./quotes.js";
import { rules } from "./rules.js";
import { schema } from "./schema.js";

const { doc, paragraph, code, note } = schema.nodes;

/** Types letter by letter, as a view would have it. */
function typed(text, { language = "en", quotes = true, start = doc.create(null, paragraph.create()) } = {}) {
	const plugin = rules({ words: {}, quotes }, () => language);
	let state = EditorState.create({ doc: start, selection: Selection.atEnd(start), plugins: [plugin] });
	const dispatch = (tr) => {
		state = state.apply(tr);
	};
	for (const letter of text) {
		const view = { state, composing: false, dispatch };
		const { from, to } = state.selection;
		if (!plugin.props.handleTextInput.call(plugin, view, from, to, letter)) dispatch(state.tr.insertText(letter, from, to));
	}
	return state;
}
const blocks = (text, options) => typed(text, options).doc.content.content.map(String);

test("signs at the start of a paragraph make blocks", () => {
	const made = {
		"# a": 'heading("a")',
		"## a": 'heading("a")',
		"### a": 'heading("a")',
		"#### a": 'heading("a")',
		"- a": 'list(item(paragraph("a")))',
		"* a": 'list(item(paragraph("a")))',
		"1. a": 'list(item(paragraph("a")))',
		"۱۔ a": 'list(item(paragraph("a")))',
		"> a": 'quote(paragraph("a"))',
		"```rust a": 'code("a")',
	};
	for (const [text, wanted] of Object.entries(made)) assert.deepEqual(blocks(text), [wanted], text);
	assert.deepEqual(blocks("---a"), ["rule", 'paragraph("a")']);
	assert.deepEqual(["# ", "## ", "### ", "#### "].map((text) => typed(text).doc.child(0).attrs.level), [2, 2, 3, 4]);
	assert.equal(typed("7. a").doc.child(0).attrs.start, 7);
	assert.equal(typed("۱۲۔ a").doc.child(0).attrs.start, 12);
});

test("signs around words make marks", () => {
	const made = {
		"a **b c** d": '"a ", strong("b c"), " d"',
		"a *b* c": '"a ", emphasis("b"), " c"',
		"_b_ c": 'emphasis("b"), " c"',
		"a `b` c": '"a ", code_text("b"), " c"',
		"see [this](/en/a).": '"see ", link("this"), "."',
	};
	for (const [text, wanted] of Object.entries(made)) assert.deepEqual(blocks(text), [`paragraph(${wanted})`], text);
	assert.equal(typed("[a](/en/b)").doc.child(0).child(0).marks[0].attrs.href, "/en/b");
});

test("signs that mean something else stay", () => {
	for (const text of ["2 * 3 * 4", "snake_case_name", "a ** b ** c", "**", "- -", "40 km/h", "a*b*c", "[a] (b)"]) {
		const wanted = text === "- -" ? 'list(item(paragraph("-")))' : `paragraph("${text}")`;
		assert.deepEqual(blocks(text), [wanted], text);
	}
});

test("a listing takes everything literally", () => {
	const start = doc.create(null, code.create());
	assert.deepEqual(blocks('# a **b** "c"', { start }), ['code("# a **b** \\"c\\"")']);
});

test("a note among the words is not counted as words", () => {
	const start = doc.create(null, paragraph.create(null, [schema.text("*a"), note.create(null, schema.text("bc")), schema.text("d")]));
	const { doc: after } = typed("*", { start });
	assert.equal(String(after.child(0)), 'paragraph("*a", note("bc"), "d*")');
});

test("one step back takes a rule back and leaves what was typed", () => {
	for (const [text, wanted] of [["- ", 'paragraph("- ")'], ["## ", 'paragraph("## ")'], ["**a**", 'paragraph("**a**")'], ['a "', "paragraph(\"a \\\"\")"]]) {
		let state = typed(text);
		assert.ok(undoInputRule(state, (tr) => (state = state.apply(tr))), text);
		assert.deepEqual(state.doc.content.content.map(String), [wanted]);
	}
});

test("straight quotes become the language's own", () => {
	const text = (typedText, language) => typed(typedText, { language }).doc.textContent;
	assert.equal(text('"It\'s \'so\'," he said.'), "“It’s ‘so’,” he said.", "English");
	assert.equal(text("the '90s and dogs' tails"), "the ’90s and dogs’ tails");
	assert.equal(text('"İstanbul\'da"', "tr"), "“İstanbul’da”");
	assert.equal(text('اس نے کہا "ہاں" پھر', "ur"), "اس نے کہا ”ہاں“ پھر");
	assert.equal(text('("a")'), "(“a”)");
	assert.equal(typed('"a"', { quotes: false }).doc.textContent, '"a"');
});

test("quotes follow the language of the words that they are among", () => {
	const urdu = schema.marks.language.create({ language: "ur" });
	const start = doc.create(null, paragraph.create(null, schema.text("ہاں ", [urdu])));
	assert.equal(typed('"', { start }).doc.textContent, "ہاں ”");
});

test("an inner quotation ends with its own mark", () => {
	assert.equal(curly("'", "”ہاں ’جی", "ur"), "‘");
	assert.equal(curly("'", "“so ‘yes", "en"), "’");
	assert.equal(curly('"', "‘", "en"), "“");
});
