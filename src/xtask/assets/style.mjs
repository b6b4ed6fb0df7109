// Bundles, lowers and minifies a stylesheet: `node style.mjs MODULES SHEET`, MODULES being the folder that has lightningcss.
// The result goes to standard output, what is wrong and where to standard error.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [modules, sheet] = process.argv.slice(2);
const { bundle, Features } = createRequire(join(resolve(modules), "style"))("lightningcss");
const version = (major, minor) => (major << 16) | (minor << 8);

try {
	const { code } = bundle({
		filename: sheet,
		minify: true,
		// Browsers of the last four years: what they lack is written in older words.
		targets: {
			android: version(108, 0),
			chrome: version(108, 0),
			edge: version(108, 0),
			firefox: version(107, 0),
			ios_saf: version(16, 1),
			opera: version(94, 0),
			safari: version(16, 1),
			samsung: version(20, 0),
		},
		// Logical properties stay logical: every one of them knows these, and the page's direction is not known here.
		exclude: Features.LogicalProperties | Features.DirSelector | Features.LangSelectorList,
	});
	process.stdout.write(code);
} catch (fault) {
	const { fileName = sheet, loc } = fault;
	process.stderr.write(`${fileName}${loc ? `:${loc.line}:${loc.column}` : ""}: ${fault.message}\n`);
	process.exitCode = 1;
}
