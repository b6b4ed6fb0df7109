// The menu of a block (WAI-ARIA Authoring Practices, menu): its place, a copy, its end, and what else it may be.

import { NodeSelection, TextSelection } from "prosemirror-state";

import { commandOf } from "./commands.js";
import { element } from "./element.js";
import { float } from "./floating.js";
import { icon } from "./icons.js";
import { kind } from "./kinds.js";
import { TURNED } from "./turning.js";
import { blockOf } from "./units.js";
import { say } from "./words.js";

/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "./context.js" */

/** Commands, their words, signs and keys. */
const ACTS = /** @type {const} */ ([
	["move-up", "surface-move-up", "up", "Alt+↑"],
	["move-down", "surface-move-down", "down", "Alt+↓"],
	["double", "surface-double", "double", "Ctrl+D"],
	["remove", "surface-remove", "remove", ""],
]);

/** Selects the block at a position, so that commands are about it. @param {EditorView} view @param {number} position */
function select(view, position) {
	const { doc } = view.state;
	if (doc.nodeAt(position)) view.dispatch(view.state.tr.setSelection(NodeSelection.create(doc, position)));
}

/**
 * @param {EditorView} view
 * @param {Context} context
 * @param {HTMLElement} about what it hangs from
 * @param {number} [position] of the block; that of the selection else
 */
export function openMenu(view, context, about, position) {
	const { host, ui } = context;
	const document = ui.ownerDocument;
	ui.querySelector(".sf-menu")?.remove();
	const before = view.state.selection;
	const at = position ?? blockOf(before)?.from;
	if (at === undefined || !view.state.doc.nodeAt(at)) return;
	const dom = element(document, "div", { class: "sf-menu", role: "menu", "aria-label": say(host, "surface-block") });

	let closed = false;
	const close = () => {
		if (closed) return;
		closed = true;
		dom.remove();
		about.setAttribute("aria-expanded", "false");
		document.removeEventListener("pointerdown", outside, true);
	};
	const outside = (/** @type {Event} */ event) => {
		if (!dom.contains(/** @type {globalThis.Node} */ (event.target))) close();
	};

	/** @param {string} name @param {string} sign @param {string} keys @param {() => void} act @param {boolean} usable */
	const item = (name, sign, keys, act, usable) => {
		const made = element(
			document,
			"button",
			{ type: "button", role: "menuitem", class: "sf-option", tabindex: "-1", "aria-disabled": usable ? null : "true" },
			element(document, "span", {}, name),
			keys ? element(document, "kbd", { "aria-hidden": "true", dir: "ltr" }, keys) : null,
		);
		made.prepend(icon(document, sign));
		made.addEventListener("click", () => {
			if (!usable) return;
			close();
			act();
			view.focus();
		});
		return made;
	};

	/** Does a command to the block, and goes back to its words. @param {string} name @param {unknown} [argument] */
	const run = (name, argument) => () => {
		const inside = before.from >= at && before.to <= at + (view.state.doc.nodeAt(at)?.nodeSize ?? 0) && before instanceof TextSelection;
		if (!inside || name === "remove") select(view, at);
		context.command(name, argument);
	};
	const whole = view.state.apply(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
	const can = (/** @type {string} */ name, /** @type {unknown} */ argument) => commandOf(name, argument)?.(whole) ?? false;

	for (const [name, key, sign, keys] of ACTS) dom.append(item(say(host, key), sign, keys, run(name), can(name, undefined)));
	const others = TURNED.filter((name) => can("turn", name));
	if (others.length > 0) {
		dom.append(element(document, "div", { role: "presentation", class: "sf-menu-title" }, say(host, "surface-turn")));
		for (const name of others) {
			const { key = "" } = kind(name) ?? {};
			dom.append(item(say(host, key), name, "", () => { select(view, at); context.command("turn", name); }, true));
		}
	}
	if (can("gallery", undefined) && whole.doc.nodeAt(at)?.type.name === "figure") {
		dom.append(item(say(host, "surface-gallery"), "gallery", "", () => { select(view, at); context.command("gallery"); }, true));
	}

	const items = () => /** @type {HTMLElement[]} */ ([...dom.querySelectorAll("[role=menuitem]")]);
	dom.addEventListener("keydown", (event) => {
		const all = items();
		const now = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
		const last = all.length - 1;
		/** @type {Record<string, number>} */
		const ways = { ArrowDown: now >= last ? 0 : now + 1, ArrowUp: now <= 0 ? last : now - 1, Home: 0, End: last };
		if (event.key in ways) all[ways[event.key]].focus();
		else if (event.key === "Escape" || event.key === "Tab") {
			close();
			view.focus();
		} else if (event.key.length === 1) {
			const wanted = event.key.toLocaleLowerCase(host.language);
			[...all.slice(now + 1), ...all.slice(0, now + 1)].find((one) => one.textContent?.trim().toLocaleLowerCase(host.language).startsWith(wanted))?.focus();
		} else return;
		event.preventDefault();
		event.stopPropagation();
	});
	document.addEventListener("pointerdown", outside, true);
	ui.append(dom);
	about.setAttribute("aria-expanded", "true");
	float(dom, ui, about.getBoundingClientRect(), "below");
	items()[0]?.focus();
}
