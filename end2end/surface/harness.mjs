// A page that stands for the desk, with the bundle and the readers' stylesheet as they are made for the site; and a browser.
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { once } from "node:events";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "../..");
const run = promisify(execFile);
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };

/** The bundle as the site has it. */
export async function bundle() {
	const { outputFiles } = await build({
		entryPoints: [join(ROOT, "src/surface/surface.js")],
		bundle: true,
		format: "esm",
		minify: true,
		charset: "utf8",
		legalComments: "none",
		loader: { ".css": "text" },
		target: ["chrome108", "firefox107", "safari16.1"],
		write: false,
	});
	return outputFiles[0].contents;
}

async function readersStyle() {
	const script = join(ROOT, "src/xtask/assets/style.mjs");
	const { stdout } = await run(process.execPath, [script, join(ROOT, "end2end/node_modules"), join(ROOT, "style/main.css")], { maxBuffer: 1 << 26 });
	// Fonts are the site's; the harness has none.
	return stdout.replace(/@font-face\{[^}]*\}/g, "");
}

/** The desk's strings in a language. */
async function words(language) {
	const text = await readFile(join(ROOT, `src/desk/strings/editor/${language}.ftl`), "utf8");
	return Object.fromEntries([...text.matchAll(/^([\w-]+) = (.*)$/gm)].map(([, key, value]) => [key, value]));
}

/** Starts the page's server. */
export async function startHarness() {
	const made = new Map([
		["/surface.js", await bundle()],
		["/readers.css", await readersStyle()],
	]);
	for (const language of ["en", "tr", "ur"]) made.set(`/words-${language}.json`, JSON.stringify(await words(language)));
	const server = createServer(async (request, response) => {
		const { pathname } = new URL(request.url, "http://harness");
		const path = pathname === "/" ? "/harness.html" : pathname;
		try {
			const body = made.get(path) ?? (await readFile(join(HERE, path)));
			response.writeHead(200, { "content-type": `${TYPES[extname(path)]}; charset=utf-8` }).end(body);
		} catch {
			response.writeHead(404).end();
		}
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return { url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((resolve) => server.close(resolve)) };
}
