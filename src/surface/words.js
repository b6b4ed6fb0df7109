// The desk's words, in its own language.

/** @import {Host} from "./host.js" */

/**
 * The string of a key, with values for its places. A key that the desk does not know stands for itself.
 * @param {Host} host
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(host, key, values = {}) {
	return filled(host.words[key] ?? key, values);
}

/**
 * What the published page says, in the story's language; where the desk does not give that, its own word.
 * @param {Host} host
 * @param {string} printed the edition's key
 * @param {string} key the desk's key
 * @param {Record<string, string | number>} [values]
 */
export function print(host, printed, key, values = {}) {
	const words = host.edition?.[printed];
	return words === undefined ? say(host, key, values) : filled(words, values);
}

/** @param {string} words @param {Record<string, string | number>} values */
function filled(words, values) {
	return words.replace(/\{\s*\$([\w-]+)\s*\}/g, (place, name) => (name in values ? String(values[name]) : place));
}
