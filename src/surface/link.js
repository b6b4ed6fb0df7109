// The link dialog: an address, or words of one of our own stories, which are looked up as one types.

import { element } from "./element.js";
import { link as setLink, stretch } from "./formatting.js";
import { popover } from "./popover.js";
import { schema } from "./schema.js";
import { say } from "./words.js";

/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "./context.js" */

/** How long one pauses before the desk is asked, in milliseconds. */
const PAUSE = 150;

/** What is an address as it stands. */
const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|[/#])\S+$/i;
/** A host name with what may follow it. */
const BARE = /^(?:[\p{L}\d-]+\.)+\p{L}{2,}(?:[/?#]\S*)?$/u;
const MAIL = /^[^\s@/]+@[^\s@/]+\.\p{L}{2,}$/u;

/** The address that typed words stand for; empty where they are no address. @param {string} typed */
export function addressOf(typed) {
	const text = typed.trim();
	if (ADDRESS.test(text)) return text;
	if (MAIL.test(text)) return `mailto:${text}`;
	return BARE.test(text) ? `https://${text}` : "";
}

/**
 * @param {EditorView} view
 * @param {Context} context
 */
export function openLink(view, context) {
	const { host, ui } = context;
	const document = ui.ownerDocument;
	const { state } = view;
	if (!setLink("#", "#")(state)) return false;
	const now = stretch(state, schema.marks.link)?.mark.attrs.href ?? "";
	const words = state.doc.textBetween(state.selection.from, state.selection.to, " ").trim();
	const over = popover(view, context, say(host, "tool-link"));

	const input = element(document, "input", {
		id: "sf-link",
		type: "text",
		role: "combobox",
		"aria-autocomplete": "list",
		"aria-expanded": "false",
		"aria-controls": "sf-stories",
		"aria-describedby": "sf-link-note",
		placeholder: say(host, "surface-link-hint"),
		spellcheck: "false",
		dir: "auto",
	});
	input.value = now;
	const list = element(document, "ul", { class: "sf-stories", id: "sf-stories", role: "listbox", tabindex: "-1", "aria-label": say(host, "surface-link-stories"), hidden: true });
	const note = element(document, "p", { class: "sf-remark", id: "sf-link-note", role: "status" });
	const set = element(document, "button", { type: "submit", class: "sf-button main" }, say(host, "surface-link-set"));
	const away = element(document, "button", { type: "button", class: "sf-button", hidden: now === "" }, say(host, "surface-link-remove"));
	over.dom.append(
		element(
			document,
			"label",
			{ class: "sf-field", for: "sf-link" },
			element(document, "span", { class: "sf-label" }, say(host, "surface-link-label")),
			input,
		),
		list,
		note,
		element(document, "div", { class: "sf-row" }, set, away),
	);

	/** @type {{href: string, headline: string, when: string}[]} */
	let found = [];
	let marked = -1;
	let asked = 0;
	let timer = 0;
	const window = document.defaultView;

	const mark = (/** @type {number} */ at) => {
		marked = at;
		[...list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
		if (at >= 0) input.setAttribute("aria-activedescendant", `sf-story-${at}`);
		else input.removeAttribute("aria-activedescendant");
	};
	/** @param {string} href */
	const use = (href) => {
		over.close(true);
		setLink(href, words)(view.state, view.dispatch);
	};
	const draw = () => {
		list.replaceChildren(
			...found.map((story, at) => {
				const option = element(
					document,
					"li",
					{ id: `sf-story-${at}`, role: "option", class: "sf-story", "aria-selected": "false" },
					element(document, "span", { dir: "auto" }, story.headline),
					element(document, "small", {}, story.when),
				);
				option.addEventListener("mousedown", (event) => event.preventDefault());
				option.addEventListener("click", () => use(story.href));
				return option;
			}),
		);
		list.hidden = found.length === 0;
		input.setAttribute("aria-expanded", String(found.length > 0));
		mark(-1);
		over.place();
	};
	const ask = async () => {
		const mine = ++asked;
		const typed = input.value.trim();
		const href = addressOf(typed);
		const [stories, leads] = await Promise.all([
			href || typed.length < 2 ? [] : (host.stories?.(typed) ?? []),
			href.startsWith("/") ? (host.leads?.(href) ?? true) : true,
		]);
		if (mine !== asked || !over.open()) return;
		found = stories;
		note.textContent = leads
			? !href && typed.length >= 2 && stories.length === 0
				? say(host, "surface-link-none")
				: ""
			: say(host, "surface-link-nowhere");
		note.classList.toggle("bad", !leads);
		draw();
	};
	input.addEventListener("input", () => {
		window?.clearTimeout(timer);
		timer = window?.setTimeout(() => void ask(), PAUSE) ?? 0;
	});
	input.addEventListener("keydown", (event) => {
		const last = found.length - 1;
		if (event.key === "ArrowDown" && last >= 0) mark(marked >= last ? 0 : marked + 1);
		else if (event.key === "ArrowUp" && last >= 0) mark(marked <= 0 ? last : marked - 1);
		else return;
		event.preventDefault();
	});
	over.dom.addEventListener("submit", (event) => {
		event.preventDefault();
		const href = marked >= 0 ? found[marked].href : addressOf(input.value);
		if (href) use(href);
		else if (input.value.trim() === "") use("");
		else {
			note.textContent = say(host, "surface-link-no-address");
			note.classList.add("bad");
		}
	});
	away.addEventListener("click", () => use(""));

	over.show(input);
	input.select();
	if (now.startsWith("/")) void ask();
	return true;
}
