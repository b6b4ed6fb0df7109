// Elements by name, attributes and children. Text is only ever text.

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {Document} document
 * @param {T} name
 * @param {Record<string, string | boolean | null>} [attributes] `true` stands for an empty value; `null` and `false` leave it out
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(document, name, attributes = {}, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (value === true) made.setAttribute(key, "");
		else if (typeof value === "string") made.setAttribute(key, value);
	}
	made.append(...children.filter((child) => child !== null));
	return made;
}
