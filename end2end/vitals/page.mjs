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

/** What Lighthouse reports. Now and then it cannot read its own recording, and asks to be run again. */
async function audited(address, skipAudits = null) {
	for (let left = 2; ; left -= 1) {
		const report = await once(address, skipAudits);
		if (!report.runtimeError) return report;
		if (!left) throw new Error(`Lighthouse, ${address}: ${report.runtimeError.message}`);
		console.log(`vitals: Lighthouse says ${report.runtimeError.code}: once more`);
	}
}

async function once(address, skipAudits) {
	const port = await freePort();
	const browser = await launch(`--remote-debugging-port=${port}`);
	try {
		// What a browser does when it starts is not the page's.
		await new Promise((resolve) => setTimeout(resolve, 2000));
		const { lhr } = await lighthouse(address, { port, logLevel: "silent", onlyCategories: CATEGORIES, skipAudits });
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
