// Whose a player or post is, by its address: its name, and whether the page frames it once the reader asks.

/** @typedef {{name: string, framed: boolean}} Provider */

/** @type {[RegExp, RegExp, string, boolean][]} host, path, name, framed */
const KNOWN = [
	[/^(?:youtube\.com|youtube-nocookie\.com)$/, /^\/(?:watch\?.*\bv=|embed\/|shorts\/|live\/|v\/)[\w-]{11}/, "YouTube", true],
	[/^youtu\.be$/, /^\/[\w-]{11}(?:[?&#/]|$)/, "YouTube", true],
	[/^(?:player\.)?vimeo\.com$/, /\/\d+(?:[?#]|$)/, "Vimeo", true],
	[/^open\.spotify\.com$/, /^\/\w/, "Spotify", true],
	[/^(?:mobile\.)?(?:x|twitter)\.com$/, /\/status\/\d/, "X", false],
	[/^instagram\.com$/, /\/(?:p|reel|tv)\/\w/, "Instagram", false],
	[/^(?:facebook\.com|fb\.watch)$/, /\/\w/, "Facebook", false],
	[/^(?:vm\.)?tiktok\.com$/, /\/\w/, "TikTok", false],
	[/^soundcloud\.com$/, /^\/[^/]+\/\w/, "SoundCloud", false],
];

/** @param {string} address */
function read(address) {
	try {
		const url = new URL(address);
		return /^https?:$/.test(url.protocol) ? url : null;
	} catch {
		return null;
	}
}

/** The provider of an address that is a player or a post; null for any other. @param {string} address @returns {Provider | null} */
export function postAt(address) {
	const url = read(address);
	if (!url) return null;
	const host = url.hostname.replace(/^(?:www|m)\./, "");
	const path = url.pathname + url.search;
	const found = KNOWN.find(([hosts, paths]) => hosts.test(host) && paths.test(path));
	return found ? { name: found[2], framed: found[3] } : null;
}

/** What to call an embed's provider. @param {string} address @returns {Provider} */
export function providerOf(address) {
	return postAt(address) ?? { name: read(address)?.hostname.replace(/^(?:www|m)\./, "") ?? "", framed: false };
}
