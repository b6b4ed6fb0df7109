// The site as a crawler meets it: by plain requests, without a browser. What was fetched once is not fetched again.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before } from "node:test";
import { startSite } from "../rig.mjs";

/** One site for a file of tests, `settings` being those of `startSite`. */
export function asked(settings = {}) {
	let site;
	const kept = new Map();
	before(async () => {
		site = await startSite(settings);
	}, { timeout: 100_000 });
	after(() => site?.stop(), { timeout: 20_000 });

	/** Of an address or a path: `{ status, headers, type, bytes, text }`. Redirections are not followed. */
	async function ask(address, headers = {}) {
		const answer = await fetch(new URL(address, site.url), { redirect: "manual", headers });
		const bytes = Buffer.from(await answer.arrayBuffer());
		const type = answer.headers.get("content-type")?.split(";")[0];
		return { address: new URL(address, site.url).href, status: answer.status, headers: answer.headers, type, bytes, text: bytes.toString("utf8") };
	}

	/** The same where it has not been asked for before; it must be there. */
	async function get(address) {
		const whole = new URL(address, site.url).href;
		if (!kept.has(whole)) kept.set(whole, ask(whole));
		const answer = await kept.get(whole);
		assert.equal(answer.status, 200, `${address} answers ${answer.status}`);
		return answer;
	}

	/** Publishes a story beside the running server, as an import does, and waits until readers have it. */
	async function publish(slug, title) {
		const folder = join(site.data, "late", "pakistan");
		await mkdir(folder, { recursive: true });
		const now = new Date().toISOString();
		await writeFile(
			join(folder, `${slug}.md`),
			`---\nformat: dateline\ntitle: "${title}"\nstandfirst: "Passengers had waited."\nlanguage: en\nkind: news\nsection: pakistan\nslug: ${slug}\nstate: published\ndate: ${now}\nauthors:\n- slug: ayesha-siddiqui\n  name: Ayesha Siddiqui\n---\n\nThe train came in at noon.\n`,
		);
		const child = spawn(process.env.DATELINE_BINARY, ["--data", site.data, "import", "markdown", join(site.data, "late")], { cwd: site.data, stdio: "ignore" });
		assert.equal((await once(child, "exit"))[0], 0);
		const path = `/pakistan/${slug}`;
		const end = Date.now() + 20_000;
		const there = async () => (await ask("/latest")).text.includes(path);
		while (!(await there())) assert.ok(Date.now() < end, `${path} does not appear`);
		return path;
	}

	return { ask, get, publish, origin: () => site.url };
}

/** A check with nothing to say. */
export const none = (faults, about = "") => assert.deepEqual(faults, [], about);
