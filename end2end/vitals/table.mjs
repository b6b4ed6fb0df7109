// The table of what was measured, with what was wanted, and the sentences on what is missed.

const digits = (count) => (figure) => figure.toFixed(count);
const grouped = (figure) => Math.round(figure).toLocaleString("en");

/** Each column: where its figure is in a row, what is wanted of it, and how it is written. */
const COLUMNS = [
	{ key: "performance", title: "performance", least: 100, write: digits(0) },
	{ key: "accessibility", title: "accessibility", least: 100, write: digits(0) },
	{ key: "best-practices", title: "best practices", least: 100, write: digits(0) },
	{ key: "seo", title: "SEO", least: 100, write: digits(0) },
	{ key: "cls", title: "CLS", most: 0, write: digits(3) },
	{ key: "tbt", title: "TBT, ms", most: 0, write: digits(0) },
	{ key: "lcp", title: "LCP, s", most: 1.2, write: digits(2) },
	{ key: "inp", title: "INP, ms", most: 50, write: digits(0) },
	{ key: "html", title: "HTML, bytes", write: grouped },
	{ key: "bytes", title: "in all, bytes", write: grouped },
];

/** What is wanted of a row's figure in a column, in words; `undefined` where any will do. */
function wish(column, row) {
	const most = row.limits?.[column.key] ?? column.most;
	if (most !== undefined) return { met: row[column.key] <= most, words: most === 0 ? "0" : `at most ${most.toLocaleString("en")}` };
	return column.least === undefined ? undefined : { met: row[column.key] >= column.least, words: String(column.least) };
}

/** The table as text, and a sentence for each figure that misses what is wanted. */
export function table(rows) {
	const missed = [];
	const wanted = COLUMNS.map(({ least, most }) => (most === undefined ? String(least ?? "") : most === 0 ? "0" : `≤ ${most}`));
	const lines = [["", ...COLUMNS.map(({ title }) => title)], ["wanted", ...wanted]];
	for (const row of rows) {
		const cells = COLUMNS.map((column) => {
			if (row[column.key] === undefined) return "";
			const wish_ = wish(column, row);
			const written = column.write(row[column.key]);
			if (!wish_ || wish_.met) return written;
			const failing = row.failing?.[column.key];
			const audits = failing?.length ? `; not passed: ${failing.join(", ")}` : "";
			missed.push(`${row.name}: ${column.title} is ${written}, wanted is ${wish_.words}${audits}`);
			return `✗ ${written}`;
		});
		lines.push([row.name, ...cells]);
	}
	return { text: aligned(lines), missed };
}

/** As a Markdown table whose columns are also straight on a terminal. */
function aligned(lines) {
	const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)));
	const write = (line) => `| ${line.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join(" | ")} |`;
	const rule = `|${widths.map((width, at) => (at ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
	const [head, ...body] = lines.map(write);
	return [head, rule, ...body].join("\n");
}
