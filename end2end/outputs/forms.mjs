// The forms that dates, addresses and languages have in what we send.

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
const RFC_822 = new RegExp(`^(?:(${DAYS.join("|")}), )?\\d{1,2} (?:${MONTHS}) \\d{4} \\d\\d:\\d\\d(?::\\d\\d)? (?:GMT|UT|[+-]\\d{4})$`);
const RFC_3339 = /^\d{4}-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A date as RSS writes it: four digits for the year, and the right name for the day where it is named. */
export function isRfc822(text) {
	const found = RFC_822.exec(text);
	if (!found || Number.isNaN(Date.parse(text))) return false;
	// The day's name is the one at the zone that the date is written in.
	const [day, month, year] = text.replace(/^\w+, /, "").split(" ");
	const there = new Date(`${day} ${month} ${year} 00:00:00 GMT`).getUTCDay();
	return !found[1] || DAYS[there] === found[1];
}

/** A date as Atom, JSON Feed and JSON-LD write it: with its zone. Dates that no calendar has are none. */
export function isRfc3339(text) {
	if (!RFC_3339.test(text) || Number.isNaN(Date.parse(text))) return false;
	// Date.parse takes 30 February for 2 March.
	const [year, month, day] = text.slice(0, 10).split("-").map(Number);
	return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

/** An address that needs no other to be understood, in the characters that an address has (RFC 3986). */
export function isAbsolute(text) {
	return /^https?:\/\/[^/?#]/.test(text ?? "") && /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(text) && URL.canParse(text);
}

/** Two addresses of one thing, however they are escaped. */
export const same = (one, other) => URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;

/** A language tag, as far as our languages go: `ur`, `en-GB`, `zh-Hant-TW`. */
export const isLanguage = (text) => /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/.test(text ?? "");

/** How long something takes, in ISO 8601. */
export const isDuration = (text) => /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(text);

/** Names that stand more than once in a list. */
export function repeated(names) {
	const seen = new Set();
	return [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
}
