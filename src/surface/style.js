// The surface's own stylesheet, as a constructed one: the page's policy needs to know nothing of it.

import text from "./surface.css";

/** @type {WeakMap<Document, {sheet: CSSStyleSheet, users: number}>} */
const dressed = new WeakMap();

/** @param {Document} document @returns {() => void} takes it off again */
export function dress(document) {
	const window = /** @type {(Window & typeof globalThis) | null} */ (document.defaultView);
	if (!window) return () => {};
	const worn = dressed.get(document) ?? { sheet: new window.CSSStyleSheet(), users: 0 };
	dressed.set(document, worn);
	if (worn.users++ === 0) {
		worn.sheet.replaceSync(text);
		document.adoptedStyleSheets = [...document.adoptedStyleSheets, worn.sheet];
	}
	return () => {
		if (--worn.users > 0) return;
		document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== worn.sheet);
	};
}
