// security.txt by RFC 9116.
import { isRfc3339 } from "./forms.mjs";

const FIELDS = ["acknowledgments", "canonical", "contact", "encryption", "expires", "hiring", "policy", "preferred-languages", "csaf"];
const ONCE = ["expires", "preferred-languages"];

/** What is wrong with a security.txt that was fetched on `now`. */
export function securityFaults(text, now = new Date()) {
	const faults = [];
	const say = (holds, what) => holds || faults.push(what);
	const lines = text.split(/\r?\n/).filter((line) => line.trim() && !line.startsWith("#"));
	const fields = lines.map((line) => /^([A-Za-z-]+): (\S.*)$/.exec(line) ?? [line]).map(([line, name, value]) => ({ line, name: name?.toLowerCase(), value }));
	for (const { line, name, value } of fields) {
		say(name, `no field: ${line}`);
		say(!name || FIELDS.includes(name), `an unknown field: ${line}`);
		say(!["acknowledgments", "canonical", "encryption", "hiring", "policy"].includes(name) || /^(https|dns|openpgp4fpr):/.test(value), `no web address of https: ${line}`);
		say(name !== "contact" || /^(mailto:.+@|tel:\+?[\d-]+|https:\/\/)/.test(value), `no address to write to: ${line}`);
	}
	const of = (name) => fields.filter((field) => field.name === name);
	say(of("contact").length > 0, "there is no Contact");
	say(of("expires").length === 1, "there is not one Expires");
	for (const name of ONCE) say(of(name).length <= 1, `${name} stands twice`);
	const expires = of("expires")[0]?.value;
	say(expires && isRfc3339(expires), `Expires is ${expires}`);
	say(new Date(expires) > now, "it has expired");
	return faults;
}
