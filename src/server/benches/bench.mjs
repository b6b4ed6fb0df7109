// What the program does on the wire and takes of the machine, beside its peer and what it was: one table, printed and written into
// docs/performance.md. `make bench`; STORIES="37000 1000000" says how many stories there are. Fewer than 20,000 would be asked for twice.
//
//     node src/server/benches/bench.mjs BINARY
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const root = here("../../..");
const binary = resolve(process.argv[2] ?? join(root, "target/release/dateline"));
const sizes = (process.env.STORIES ?? "37000").split(/\s+/).filter(Boolean).map(Number);

function run(program, ...words) {
	console.error(`bench: ${[program, ...words].map((word) => relative(root, word) || word).join(" ")}`);
	const { status, stdout, error } = spawnSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26 });
	if (error || status !== 0) throw new Error(`${program} failed: ${error?.message ?? `status ${status}`}`);
	return stdout;
}

/** A data folder with so many stories, kept for the next time. */
function newsroom(stories) {
	const data = join(root, "target/bench", `stories-${stories}`);
	if (existsSync(join(data, "whole"))) return data;
	rmSync(data, { recursive: true, force: true });
	const posts = mkdtempSync(join(tmpdir(), "dateline-bench-"));
	try {
		run("node", here("stories.mjs"), String(stories), posts);
		run(binary, "import", "markdown", posts, "--data", data);
		run(binary, "reindex", "--data", data);
	} finally {
		rmSync(posts, { recursive: true, force: true });
	}
	writeFileSync(join(data, "whole"), "");
	return data;
}

/** Megabytes of the demonstration's program, all and its own, a minute after its start. */
async function atRest() {
	const data = mkdtempSync(join(tmpdir(), "dateline-bench-"));
	const program = spawn(binary, ["serve", "--demo", "--data", data, "--addr", "127.0.0.1:0"], { cwd: data, stdio: "ignore" });
	const ended = new Promise((resolve) => program.once("exit", resolve));
	await sleep(60_000);
	const status = readFileSync(`/proc/${program.pid}/status`, "utf8");
	program.kill();
	await ended;
	rmSync(data, { recursive: true, force: true });
	return ["VmRSS", "RssAnon"].map((name) => Math.round(Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024));
}

/** Requests a second and the 99th percentile, of a line of wire.sh. */
function measured(line) {
	const [, tail] = line.match(/99% ([\d.]+[mu]?s)/);
	const [, rate] = line.match(/Requests\/sec: ([\d.]+)/);
	const [, middle] = line.match(/50% ([\d.]+[mu]?s)/);
	return { rate: Math.round(Number(rate)), middle, tail };
}
const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const thousands = (number) => number.toLocaleString("en-GB");
/** Rates and percentiles of the lines that begin with a word. */
function rounds(said, word) {
	const all = said.split("\n").filter((line) => line.trim().startsWith(word) || new RegExp(`^\\s+\\d ${word}:`).test(line));
	if (!all.length) throw new Error(`wire.sh says nothing of “${word}”:\n${said}`);
	const each = all.map(measured);
	return `${thousands(middle(each.map(({ rate }) => rate)))}/s, ${each.map(({ tail }) => tail).join(", ")}`;
}

const rows = [];
const row = (what, now, peer, before, command) => rows.push(`| ${what} | ${now} | ${peer} | ${before} | ${command} |`);
const [all, own] = await atRest();
row("the demonstration, a minute after its start", `${all} MB, its own ${own}`, "wanted 60", "230 MB", "`dateline serve --demo`");
for (const stories of sizes) {
	const data = newsroom(stories);
	const said = run("bash", here("wire.sh"), binary, data);
	const wire = "`wire.sh`";
	if (stories === sizes[0]) {
		row("a kept article, a core each, 32 connections; 99th percentiles", rounds(said, "dateline"), `nginx ${rounds(said, "nginx")}`, "12,200 to 12,700/s, 3.3 to 3.7 ms", wire);
		row("that nothing has changed (304)", rounds(said, "304:"), "", "", wire);
		row("its head alone (HEAD)", rounds(said, "HEAD, dateline:"), `nginx ${rounds(said, "HEAD, nginx:")}`, "", wire);
		row("the same beside 2,000 half-open connections", rounds(said, "beside half-open"), "wanted 50 ms", "", wire);
	}
	const first = measured(said.split("\n").find((line) => line.includes(" newest stories: ")));
	const processor = said.match(/processor a page: ([\d.]+)/)[1];
	const memory = Math.round(Number(said.match(/own memory after that: RssAnon: (\d+)/)[1]) / 1024);
	const before = stories > 30_000 ? "80/s, 99 and 170 ms, 25 ms" : "";
	row(`${thousands(stories)} stories: an article asked for the first time, both cores, 8 connections; median, 99th percentile, processor`, `${thousands(first.rate)}/s, ${first.middle}, ${first.tail}, ${processor} ms`, "wanted 4,000/s, 5 ms", before, wire);
	row(`${thousands(stories)} stories: its own memory after that`, `${memory} MB`, "wanted 120", stories > 30_000 ? "377 MB" : "", wire);
	const [, pages, seconds] = said.match(/(\d+) pages were made beforehand, ([\d.]+) s/);
	row(`${thousands(stories)} stories: pages made before anybody asks`, `${pages} in ${seconds} s`, "wanted 5 s", "none", wire);
}
const day = new Date().toISOString().slice(0, 10);
const text = [
	`${day}, ${cpus().length} cores (${cpus()[0].model.trim()}).`,
	"",
	"| what | now | beside it | before 29 November 2026 | command |",
	"|---|---|---|---|---|",
	...rows,
].join("\n");
console.log(text);
const file = join(root, "docs/performance.md");
const [begin, end] = ["<!-- make bench -->", "<!-- /make bench -->"];
const old = readFileSync(file, "utf8");
if (!old.includes(begin) || !old.includes(end)) throw new Error(`${relative(root, file)} has no place for the table: ${begin} … ${end}`);
writeFileSync(file, `${old.split(begin)[0]}${begin}\n\n${text}\n\n${end}${old.split(end)[1]}`);
