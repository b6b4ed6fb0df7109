// What every browser test stands on: the real binary with the demonstration newsroom, one Chromium, and pages that
// fail their test on any error in the console, any failed request and any request to another site.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** Chromium: the one that the caller names, else the first on PATH. */
function chromiumPath() {
	const named = process.env.DATELINE_BROWSER ?? process.env.DATELINE_CHROMIUM;
	if (named) return named;
	const folders = (process.env.PATH ?? "").split(delimiter);
	const found = ["chromium", "chromium-browser", "google-chrome"]
		.flatMap((name) => folders.map((folder) => join(folder, name)))
		.find(existsSync);
	assert.ok(found, "there is no Chromium on PATH; DATELINE_BROWSER may name one");
	return found;
}

/** A browser without a window. */
export function launch(...more) {
	return chromium.launch({ executablePath: chromiumPath(), headless: true, args: [...FLAGS, ...more] });
}

export async function freePort() {
	const server = createServer();
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address();
	server.close();
	await once(server, "close");
	return port;
}

/** How long anything may take before a flow gives it up, in milliseconds: a limit for what hangs, not a measure of speed. */
const PATIENCE = 20_000;

/**
 * Waits until the page has had nothing to do twice over: whatever it was to do by itself, by a timer that was due or when idle,
 * it has begun by then.
 */
export const idle = (page) =>
	page.evaluate(() => {
		const nothingToDo = () => new Promise((resolve) => requestIdleCallback(resolve));
		return nothingToDo()
			.then(() => new Promise((resolve) => setTimeout(resolve)))
			.then(nothingToDo);
	});

/** What Playwright says when the page that it asked went away while it asked. */
const GONE = /Execution context was destroyed|Cannot find context|frame was detached/i;

/**
 * Waits until `holds` gives something true, and gives it back; `what` is said when it never does. A page that is just going to
 * another has no answer yet.
 */
export async function until(holds, what, milliseconds = PATIENCE) {
	const end = Date.now() + milliseconds;
	const asked = async () => {
		try {
			return await holds();
		} catch (error) {
			if (GONE.test(error.message)) return false;
			throw error;
		}
	};
	for (;;) {
		const value = await asked();
		if (value) return value;
		if (Date.now() > end) assert.fail(`${what}: not within ${milliseconds} ms`);
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
}

/** Adds somebody to a site's people, before or while it runs. */
async function addUser(data, { email, name, role, language = "en", password = PASSWORD }) {
	const args = ["--data", data, "user", "add", "--email", email, "--name", name, "--role", role, "--language", language];
	const child = spawn(process.env.DATELINE_BINARY, [...args, "--password-stdin"], { cwd: data, stdio: ["pipe", "ignore", "pipe"] });
	let said = "";
	child.stderr.on("data", (bytes) => (said += bytes));
	child.stdin.end(password);
	const [code] = await once(child, "exit");
	assert.equal(code, 0, said);
}

/** Everybody's password in these tests. */
export const PASSWORD = "four words of a kind";

/**
 * Starts the binary over an empty folder. `demo`: with the demonstration newsroom. `users`: people at the desk, as
 * `{ email, name, role }`. `host`: the name by which the browser calls this machine. `env`: what the configuration is told beside.
 */
export async function startSite({ demo = true, users = [], host = "127.0.0.1", env = {} } = {}) {
	const binary = process.env.DATELINE_BINARY;
	assert.ok(binary, "DATELINE_BINARY names the binary under test: run `cargo xtask test`");
	const data = await mkdtemp(join(tmpdir(), "dateline-end2end-"));
	for (const user of users) await addUser(data, user);
	const port = await freePort();
	const args = ["--data", data, "serve", "--addr", `127.0.0.1:${port}`, ...(demo ? ["--demo"] : [])];
	const child = spawn(binary, args, { cwd: data, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (said += bytes));
	const ended = once(child, "exit");
	// A run that is cut short leaves neither server nor folder behind.
	const cutShort = () => {
		child.kill("SIGKILL");
		rmSync(data, { recursive: true, force: true, maxRetries: 5 });
	};
	process.once("exit", cutShort);
	const url = `http://${host}:${port}`;
	// The index of the demonstration is made beside the server, in a moment.
	const [path, part] = demo ? ["/search?q=islamabad", "<mark>"] : ["/about", "</main>"];
	const page = () => fetch(`http://127.0.0.1:${port}${path}`).then((answer) => answer.text());
	const answers = () => page().then((text) => text.includes(part), () => false);
	await until(
		async () => {
			assert.equal(child.exitCode, null, `the binary ended:\n${said}`);
			return answers();
		},
		"the site answers",
		60_000,
	);
	const stop = async () => {
		child.kill("SIGTERM");
		const hung = setTimeout(() => child.kill("SIGKILL"), 5000);
		await ended;
		clearTimeout(hung);
		process.off("exit", cutShort);
		await rm(data, { recursive: true, force: true });
	};
	return { url, data, stop, said: () => said };
}

/** Writes down everything that a page of ours must never do. */
function watch(context, url) {
	const faults = [];
	const own = (address) => address.startsWith(`${url}/`) || /^(data|blob|about):/.test(address);
	context.on("console", (message) => {
		if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
	});
	context.on("weberror", (error) => faults.push(`script: ${error.error()}`));
	context.on("request", (request) => own(request.url()) || faults.push(`elsewhere: ${request.url()}`));
	context.on("requestfailed", (request) => {
		// A reader who goes on to the next page leaves pictures behind that were still under way.
		const why = request.failure()?.errorText;
		if (why !== "net::ERR_ABORTED") faults.push(`request: ${request.url()} ${why}`);
	});
	return faults;
}

/** Each of `expected` must have happened exactly once, and nothing else. */
function settle(faults, expected) {
	const left = [...faults];
	for (const pattern of expected) {
		const at = left.findIndex((fault) => pattern.test(fault));
		assert.ok(at >= 0, `${pattern} was expected in the console, which says: ${faults.join("\n") || "nothing"}`);
		left.splice(at, 1);
	}
	assert.deepEqual(left, [], "the page did what no page of ours may do");
}

/** What Chromium writes for a page that is not there. */
export const SAYS_404 = /^console: Failed to load resource: the server responded with a status of 404/;

/** Runs in a page: whoever writes here does so in markup. */
export function preferSource() {
	try {
		localStorage.setItem("dateline-writes-source", "1");
	} catch {
		// A page without an origin keeps nothing.
	}
}

/**
 * One site and one browser for a file of tests. Gives `flow(name, options, body)`, which is a test whose `body` gets
 * `{ page, context, url, said }`, and `both`, which is the same flow with scripts and without.
 *
 * Options are Playwright's for a context, `faults`: patterns of the faults that the flow makes on purpose, each once, and
 * `allow`: of those that it makes as often as it likes, such as retries while there is no network. `limit` is how long the flow may
 * take at all, in milliseconds.
 */
export function rig({ source = false, ...settings } = {}) {
	let site;
	let browser;
	before(async () => {
		site = await startSite(settings);
		browser = await launch();
	}, { timeout: 100_000 });
	after(async () => {
		await Promise.all([browser?.close(), site?.stop()]);
	}, { timeout: 20_000 });

	const flow = (name, { source: here, ...options }, body) =>
		test(name, { timeout: options.limit ?? 120_000 }, async () => {
			const { faults: expected = [], allow = [], limit: _, ...rest } = options;
			const context = await browser.newContext({
				baseURL: site.url,
				locale: "en-GB",
				viewport: { width: 1280, height: 900 },
				// A page that is acted on while it passes into the next breaks the transition off, which Chromium complains of.
				reducedMotion: "reduce",
				...rest,
			});
			context.setDefaultTimeout(PATIENCE);
			if (here ?? source) await context.addInitScript(preferSource);
			const faults = watch(context, site.url);
			try {
				const scripts = rest.javaScriptEnabled !== false;
				await body({ page: await context.newPage(), context, url: site.url, said: site.said, scripts });
			} finally {
				await context.close();
			}
			const unexpected = faults.filter((fault) => !allow.some((pattern) => pattern.test(fault)));
			settle(unexpected, expected);
		});

	const both = (name, options, body) => {
		flow(`${name}, with scripts`, options, body);
		flow(`${name}, without scripts`, { ...options, javaScriptEnabled: false }, body);
	};

	return { flow, both };
}
