// One page by Lighthouse: mobile, its own simulated slow network, the median of three runs, each in a new browser.
import { get } from "node:http";
import lighthouse from "lighthouse";
import { freePort, launch } from "../rig.mjs";
import { median } from "./median.mjs";

const RUNS = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

/** Measures the page at `path`; `html` is what its document may weigh, compressed. */
export async function page(url, { name, path, html, skipAudits }) {
	const runs = [];
	for (let run = 1; run <= RUNS; run += 1) {
		console.log(`vitals: ${name}, run ${run} of ${RUNS}`);
		runs.push(await audited(url + path, skipAudits));
	}
	const each = (of) => median(runs.map(of));
	const metric = (id) => each((run) => run.audits[id].numericValue);
	return {
		name,
		...Object.fromEntries(CATEGORIES.map((id) => [id, each((run) => run.categories[id].score * 100)])),
		cls: metric("cumulative-layout-shift"),
		tbt: metric("total-blocking-time"),
		lcp: metric("largest-contentful-paint") / 1000,
		html: await weight(url + path),
		bytes: metric("total-byte-weight"),
		limits: { html },
		// How fast this machine's processor was meanwhile, as Lighthouse measures it.
		processor: each((run) => run.environment.benchmarkIndex),
		failing: Object.fromEntries(CATEGORIES.map((id) => [id, [...new Set(runs.flatMap((run) => failing(run, id)))]])),
	};
}

async function audited(address, skipAudits = null) {
	const port = await freePort();
	const browser = await launch(`--remote-debugging-port=${port}`);
	try {
		const { lhr } = await lighthouse(address, { port, logLevel: "silent", onlyCategories: CATEGORIES, skipAudits });
		if (lhr.runtimeError) throw new Error(`Lighthouse, ${address}: ${lhr.runtimeError.message}`);
		return lhr;
	} finally {
		await browser.close();
	}
}

/** The audits of a category that are not passed, those first that cost points. */
function failing(run, category) {
	return run.categories[category].auditRefs
		.filter(({ id }) => run.audits[id].score !== null && run.audits[id].score < 1)
		.sort((one, other) => other.weight - one.weight)
		.map(({ id }) => id);
}

/** The document's bytes as they travel, without the header. */
function weight(address) {
	return new Promise((resolve, reject) => {
		get(address, { headers: { "accept-encoding": "br" } }, async (answer) => {
			let bytes = 0;
			for await (const part of answer) bytes += part.length;
			resolve(bytes);
		}).on("error", reject);
	});
}
