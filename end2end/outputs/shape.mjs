// Which elements may stand where and how often, as a table: what RSS, Atom and OPML have in place of a schema of their own.

const OFTEN = { "!": [1, 1], "?": [0, 1], "+": [1, Infinity], "*": [0, Infinity] };

/**
 * What is wrong with the elements below `element`. In `shapes`, an element's name has its children (`"title! link* entry*"`: exactly one, any
 * number) and after `|` its attributes (`"href! rel?"`); `parent/name` comes before `name`. Elements of other namespaces are
 * extensions, which stand wherever they like.
 */
export function shapeFaults(element, shapes, parent = "") {
	const shape = shapes[`${parent}/${element.name}`] ?? shapes[element.name];
	const where = `<${element.name}> in line ${element.line}`;
	if (shape === undefined) return [`${where} is unknown below <${parent}>`];
	if (shape === "anything") return [];
	const [children, attributes] = shape.split("|").map(rules);
	const own = element.children.filter((child) => child.space === element.space);
	const faults = [
		...counted(where, "element", children, own.map((child) => child.name)),
		// Attributes with a prefix are extensions, and xml:lang and xml:base may stand anywhere.
		...counted(where, "attribute", attributes ?? new Map(), Object.keys(element.attributes).filter((name) => !name.includes(":"))),
	];
	const known = own.filter((child) => children.has(child.name));
	return [...faults, ...known.flatMap((child) => shapeFaults(child, shapes, element.name))];
}

function rules(text) {
	const words = text.split(" ").filter(Boolean);
	return new Map(words.map((word) => [word.slice(0, -1), OFTEN[word.at(-1)]]));
}

function counted(where, kind, rules, names) {
	const unknown = [...new Set(names)].filter((name) => !rules.has(name)).map((name) => `${where} has the ${kind} ${name}, which it may not`);
	const wrong = [...rules].flatMap(([name, [least, most]]) => {
		const found = names.filter((it) => it === name).length;
		return found < least || found > most ? [`${where} has the ${kind} ${name} ${found} times`] : [];
	});
	return [...unknown, ...wrong];
}
