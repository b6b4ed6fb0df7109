// The dialog that says in which language words are: languages of our readers and neighbours, or any other by its tag.

import { element } from "./element.js";
import { inLanguage, stretch } from "./formatting.js";
import { OFFERED, direction, nameOf } from "./languages.js";
import { popover } from "./popover.js";
import { schema } from "./schema.js";
import { say } from "./words.js";

/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "./context.js" */

/** A language tag, as far as it can be told without the registry (RFC 5646). */
const TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;

/** @param {EditorView} view @param {Context} context */
export function openLanguage(view, context) {
	const { host, ui } = context;
	const document = ui.ownerDocument;
	const { state } = view;
	if (!inLanguage("en")(state)) return false;
	const now = stretch(state, schema.marks.language)?.mark.attrs.language ?? "";
	const over = popover(view, context, say(host, "surface-language"));
	const datalist = element(document, "datalist", { id: "sf-languages" });
	for (const tag of OFFERED) datalist.append(element(document, "option", { value: tag }, nameOf(tag, host.language)));
	const input = element(document, "input", { type: "text", list: "sf-languages", dir: "ltr", spellcheck: "false", placeholder: "ar" });
	input.value = now;
	const note = element(document, "p", { class: "sf-remark", role: "status" });
	const describe = () => {
		const tag = input.value.trim();
		note.classList.remove("bad");
		if (!TAG.test(tag)) note.textContent = "";
		else {
			const way = direction(tag) === "rtl" ? say(host, "surface-language-rtl") : say(host, "surface-language-ltr");
			note.textContent = say(host, "surface-language-is", { name: nameOf(tag, host.language), way });
		}
	};
	input.addEventListener("input", describe);
	const use = (/** @type {string} */ tag) => {
		over.close(true);
		inLanguage(tag)(view.state, view.dispatch);
	};
	const set = element(document, "button", { type: "submit", class: "sf-button main" }, say(host, "surface-language-set"));
	const away = element(document, "button", { type: "button", class: "sf-button", hidden: now === "" }, say(host, "surface-language-remove"));
	away.addEventListener("click", () => use(""));
	const chips = element(document, "div", { class: "sf-chips" });
	for (const tag of OFFERED.slice(0, 6)) {
		if (tag === context.language()) continue;
		const chip = element(document, "button", { type: "button", class: "sf-button" }, nameOf(tag, host.language));
		chip.addEventListener("click", () => use(tag));
		chips.append(chip);
	}
	over.dom.append(
		chips,
		element(document, "label", { class: "sf-field" }, element(document, "span", { class: "sf-label" }, say(host, "surface-language-label")), input, datalist),
		note,
		element(document, "div", { class: "sf-row" }, set, away),
	);
	over.dom.addEventListener("submit", (event) => {
		event.preventDefault();
		const tag = input.value.trim();
		if (tag === "" || TAG.test(tag)) use(tag);
		else {
			note.textContent = say(host, "surface-language-unknown");
			note.classList.add("bad");
		}
	});
	over.show(input);
	input.select();
	describe();
	return true;
}
