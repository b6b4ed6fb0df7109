// A note's number in the line; selected, it opens a box in which its words are written.

import { keymap } from "prosemirror-keymap";
import { EditorState, NodeSelection, Selection } from "prosemirror-state";
import { StepMap } from "prosemirror-transform";
import { EditorView } from "prosemirror-view";

import { element } from "../element.js";
import { keepInside } from "../floating.js";
import { lineBreak } from "../commands.js";
import { toggle } from "../formatting.js";
import { rules } from "../rules.js";
import { say } from "../words.js";

/** @import {Node} from "prosemirror-model" */
/** @import {Transaction} from "prosemirror-state" */
/** @import {NodeView, ViewMutationRecord} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

/** Transactions of the box that came from the text around it. */
const FROM_AROUND = "from around the note";

/** @implements {NodeView} */
export class NoteView {
	/** @type {EditorView | null} */
	#inner = null;

	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		this.node = node;
		this.view = view;
		this.getPos = getPos;
		this.context = context;
		const document = view.dom.ownerDocument;
		this.document = document;
		// The number is counted by the stylesheet.
		this.dom = element(document, "span", { class: "sf-note", contenteditable: "false" });
		this.mark = element(document, "sup", { class: "note-mark" }, element(document, "span", { class: "sf-note-number" }));
		this.dom.append(this.mark);
		this.#describe();
	}

	#describe() {
		const words = this.node.textBetween(0, this.node.content.size, " ");
		this.mark.title = words || say(this.context.host, "surface-note-hint");
	}

	selectNode() {
		this.dom.classList.add("ProseMirror-selectednode");
		this.#open();
	}

	deselectNode() {
		this.dom.classList.remove("ProseMirror-selectednode");
		this.#close();
	}

	#open() {
		if (this.#inner) return;
		const { document, context, view } = this;
		const box = this.dom.appendChild(element(document, "span", { class: "sf-box sf-note-box control" }));
		const inner = new EditorView(box, {
			state: EditorState.create({
				doc: this.node,
				selection: Selection.atEnd(this.node),
				plugins: [rules(context.host, context.language), keymap(this.#keys())],
			}),
			editable: () => view.editable,
			attributes: { role: "textbox", "aria-label": say(context.host, "tool-note"), class: "sf-note-words" },
			dispatchTransaction: (tr) => this.#dispatch(tr),
			handleDOMEvents: {
				mousedown: () => {
					// The outer text has the focus until one writes in here.
					if (view.hasFocus()) inner.focus();
					return false;
				},
			},
		});
		this.#inner = inner;
		keepInside(box);
		// A note that has just been put in is written next.
		if (view.hasFocus() && this.node.content.size === 0) {
			document.defaultView?.setTimeout(() => this.#inner === inner && inner.focus(), 0);
		}
	}

	/** @returns {Record<string, import("prosemirror-state").Command>} */
	#keys() {
		const leave = () => this.#leave();
		const ask = (/** @type {string} */ what) => () => this.context.wants(what);
		return {
			Enter: leave,
			Escape: leave,
			"Shift-Enter": lineBreak,
			"Mod-b": toggle("strong"),
			"Mod-i": toggle("emphasis"),
			"Mod-z": ask("undo"),
			"Mod-Shift-z": ask("redo"),
			"Mod-y": ask("redo"),
			"Mod-s": ask("save"),
			"Mod-f": ask("find"),
			"Mod-Enter": ask("main"),
		};
	}

	/** Back into the line, after the note. */
	#leave() {
		const position = this.getPos();
		if (position === undefined) return false;
		const { view } = this;
		view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(position + this.node.nodeSize), 1)));
		view.focus();
		return true;
	}

	#close() {
		const inner = this.#inner;
		this.#inner = null;
		inner?.destroy();
		this.dom.querySelector(".sf-note-box")?.remove();
	}

	/** What is written in the box goes into the text, at its place there. @param {Transaction} tr */
	#dispatch(tr) {
		const inner = this.#inner;
		const position = this.getPos();
		if (!inner || position === undefined) return;
		const { state, transactions } = inner.state.applyTransaction(tr);
		inner.updateState(state);
		if (tr.getMeta(FROM_AROUND)) return;
		const outer = this.view.state.tr;
		const into = StepMap.offset(position + 1);
		for (const one of transactions) {
			for (const step of one.steps) {
				const mapped = step.map(into);
				if (mapped) outer.step(mapped);
			}
		}
		if (outer.docChanged) this.view.dispatch(outer);
	}

	/** @param {Node} node */
	update(node) {
		if (node.type !== this.node.type) return false;
		this.node = node;
		this.#describe();
		const inner = this.#inner;
		if (!inner) return true;
		const { state } = inner;
		const start = node.content.findDiffStart(state.doc.content);
		const end = node.content.findDiffEnd(state.doc.content);
		if (start === null || end === null) return true;
		const overlap = Math.max(0, start - Math.min(end.a, end.b));
		const tr = state.tr.replace(start, end.b + overlap, node.slice(start, end.a + overlap));
		inner.dispatch(tr.setMeta(FROM_AROUND, true));
		return true;
	}

	/** @param {Event} event */
	stopEvent(event) {
		return Boolean(this.#inner && /** @type {Element | null} */ (event.target)?.closest?.(".sf-note-box"));
	}

	/** @param {ViewMutationRecord} _ */
	ignoreMutation(_) {
		return true;
	}

	destroy() {
		this.#close();
	}

	/** Opens the box and goes into it. */
	enter() {
		const position = this.getPos();
		if (position === undefined) return;
		this.view.dispatch(this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, position)));
		this.#inner?.focus();
	}
}
