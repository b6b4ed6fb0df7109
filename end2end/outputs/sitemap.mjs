// Sitemaps by their schemas, and what https://www.sitemaps.org/protocol.html and Google say in sentences.
import { isAbsolute, repeated } from "./forms.mjs";
import { all, faultsBySchema, one, read, textOf } from "./xml.mjs";

const NEWS = "http://www.google.com/schemas/sitemap-news/0.9";
const IMAGE = "http://www.google.com/schemas/sitemap-image/1.1";
const XHTML = "http://www.w3.org/1999/xhtml";
const TWO_DAYS = 2 * 24 * 3600 * 1000;

const locations = (root, name) => all(root, name).map((it) => textOf(it, "loc"));

/** What is wrong with addresses and dates that stand in the sitemap of the site at `origin`. */
function listFaults(text, root, name, origin) {
	const faults = [];
	const addresses = locations(root, name);
	if (addresses.length > 50_000) faults.push(`${addresses.length} addresses are too many`);
	if (Buffer.byteLength(text) > 50 * 1024 * 1024) faults.push("it is larger than 50 MiB");
	faults.push(...repeated(addresses).map((address) => `${address} stands in it twice`));
	faults.push(...addresses.filter((it) => !isAbsolute(it) || new URL(it).origin !== origin).map((it) => `${it} is no address of this site`));
	const dates = all(root, name).map((it) => textOf(it, "lastmod")).filter(Boolean);
	faults.push(...dates.filter((date) => Date.parse(date) > Date.now() + 60_000).map((date) => `${date} is still to come`));
	// A time without its zone is nobody's.
	faults.push(...dates.filter((date) => /T/.test(date) && !/(Z|[+-]\d\d:\d\d)$/.test(date)).map((date) => `${date} has no zone`));
	return faults;
}

/** An index: `{ faults, parts }`. */
export function index(text, origin) {
	const { root, faults } = read(text);
	if (!root) return { faults, parts: [] };
	faults.push(...faultsBySchema(text, "siteindex.xsd"), ...listFaults(text, root, "sitemap", origin));
	return { faults, parts: locations(root, "sitemap") };
}

/** One sitemap: `{ faults, addresses, pictures, news }`. */
export function sitemap(text, origin) {
	const { root, faults } = read(text);
	if (!root) return { faults, addresses: [], pictures: [], news: [] };
	faults.push(...faultsBySchema(text, "sitemaps.xsd"), ...listFaults(text, root, "url", origin));
	const urls = all(root, "url");
	for (const url of urls) if (all(url, "image", IMAGE).length > 1000) faults.push(`${textOf(url, "loc")} has more than 1,000 pictures`);
	const pictures = urls.flatMap((url) => all(url, "image", IMAGE).map((image) => textOf(image, "loc")));
	faults.push(...pictures.filter((address) => !isAbsolute(address)).map((address) => `a picture is at ${address}`));
	const languages = urls.flatMap(languageFaults);
	const news = urls.flatMap((url) => all(url, "news", NEWS));
	return { faults: [...faults, ...languages, ...newsFaults(news)], addresses: locations(root, "url"), pictures, news };
}

/** A page that names others names itself among them, or search engines forget it all. */
function languageFaults(url) {
	const links = all(url, "link", XHTML).map(({ attributes }) => attributes);
	const here = textOf(url, "loc");
	const faults = links.filter(({ href }) => !isAbsolute(href)).map(({ href }) => `${here}: another language is at ${href}`);
	if (links.length > 0 && !links.some(({ href }) => href === here)) faults.push(`${here} does not stand among its own languages`);
	faults.push(...repeated(links.map(({ hreflang }) => hreflang)).map((language) => `${here} has two pages in ${language}`));
	return faults;
}

/** Google takes a thousand stories of the last two days, all of one publication in each language. */
function newsFaults(news) {
	const faults = news.length > 1000 ? [`${news.length} stories are more than 1,000`] : [];
	for (const story of news) {
		const date = textOf(story, "publication_date");
		const age = Date.now() - Date.parse(date);
		if (age > TWO_DAYS || age < -60_000) faults.push(`${textOf(story, "title")} is of ${date}`);
		if (/T/.test(date) && !/(Z|[+-]\d\d:\d\d)$/.test(date)) faults.push(`${date} has no zone`);
	}
	const names = new Set(news.map((story) => one(story, "publication")).filter(Boolean).map((it) => `${textOf(it, "language")}: ${textOf(it, "name")}`));
	const languages = [...names].map((name) => name.split(":")[0]);
	return [...faults, ...repeated(languages).map((language) => `the publication has two names in ${language}`)];
}
