// When the desk is told of changes, and how its own come in while some of ours are still untold.

import { TextSelection } from "prosemirror-state";
import { Mapping, Transform } from "prosemirror-transform";

import { applyChange, changeBetween } from "./changes.js";
import { selectionOf, told } from "./places.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorState, Transaction} from "prosemirror-state" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Change, Host, Place} from "./host.js" */

/** A window that is not painted runs no animation frames; then a timer tells, this many milliseconds later. */
const UNPAINTED = 150;

/** The transaction that brings in the desk's own change carries this. */
export const FROM_DESK = "from the desk";

export class Telling {
	/** The document as the desk knows it. @type {Node} */
	#known;
	/** From there to the document as it stands. */
	#untold = new Mapping();
	#selectionMoved = false;
	#frame = 0;
	#timer = 0;
	/** Changes of the desk that wait for the end of a composition. @type {(() => void)[]} */
	#waiting = [];
	#closed = false;

	/** @param {EditorView} view @param {Host} host */
	constructor(view, host) {
		this.view = view;
		this.host = host;
		this.#known = view.state.doc;
		this.window = view.dom.ownerDocument.defaultView ?? window;
	}

	/** After every transaction. @param {Transaction} tr */
	noticed(tr) {
		if (tr.docChanged && !tr.getMeta(FROM_DESK)) this.#untold.appendMapping(tr.mapping);
		if (tr.docChanged || tr.selectionSet || tr.storedMarksSet) this.#selectionMoved = true;
		this.#schedule();
	}

	/** Composition is over: what waited comes in, and the desk is told. */
	composed() {
		if (this.#closed || this.view.composing) return;
		for (const act of this.#waiting.splice(0)) act();
		this.#schedule();
	}

	#schedule() {
		if (this.#closed || this.#frame || this.#timer || this.view.composing) return;
		const tell = () => {
			this.#cancel();
			if (!this.view.composing) this.flush();
		};
		this.#frame = this.window.requestAnimationFrame(() => {
			this.#frame = 0;
			this.window.clearTimeout(this.#timer);
			// After the paint, so that no letter waits for the desk.
			this.#timer = this.window.setTimeout(tell, 0);
		});
		this.#timer = this.window.setTimeout(tell, UNPAINTED);
	}

	#cancel() {
		this.window.cancelAnimationFrame(this.#frame);
		this.window.clearTimeout(this.#timer);
		this.#frame = this.#timer = 0;
	}

	/** Tells now what has not been told. */
	flush() {
		if (this.#closed) return;
		this.#cancel();
		const { state } = this.view;
		const change = changeBetween(this.#known, state.doc);
		const moved = this.#selectionMoved;
		this.#known = state.doc;
		this.#untold = new Mapping();
		this.#selectionMoved = false;
		if (change) this.host.changed(change, told(state));
		else if (moved) this.host.selected?.(told(state));
	}

	/**
	 * A change that was made elsewhere. It is about the document as the desk knows it; what is still untold stays.
	 * @param {Change} change
	 * @param {{anchor: Place, head: Place, whole?: boolean}} [selection]
	 */
	replace(change, selection) {
		if (this.view.composing) {
			this.#waiting.push(() => this.replace(change, selection));
			return;
		}
		const { state } = this.view;
		const tr = state.tr;
		let known;
		if (this.#known === state.doc) {
			known = this.#applied(tr, change);
			moveCaret(tr, state);
		} else if (this.#known.childCount === 0 && isBlank(state.doc)) {
			const theirs = applyChange(new Transform(this.#known), change).doc;
			known = tr.replaceWith(0, tr.doc.content.size, theirs.content).doc;
			this.#untold = new Mapping();
		} else {
			const theirs = new Transform(this.#known);
			known = this.#applied(theirs, change);
			this.#untold = rebased(tr, theirs, this.#untold);
		}
		if (selection && known === tr.doc) tr.setSelection(selectionOf(tr.doc, selection)).scrollIntoView();
		this.#known = known;
		tr.setMeta(FROM_DESK, true).setMeta("addToHistory", false);
		this.view.dispatch(tr);
	}

	/** @param {Transform} tr @param {Change} change @returns {Node} the document as the desk now knows it */
	#applied(tr, change) {
		const { paragraph, doc } = this.view.state.schema.nodes;
		const all = tr.doc.childCount - (change.to - change.from) + change.blocks.length;
		if (all === 0) {
			// A body with nothing in it: here an empty paragraph holds the caret.
			tr.replaceWith(0, tr.doc.content.size, paragraph.create());
			return doc.create();
		}
		return applyChange(tr, change).doc;
	}

	close() {
		this.flush();
		this.#cancel();
		this.#closed = true;
	}
}

/** Whether a document holds only the empty paragraph that is there for the caret. @param {Node} doc */
const isBlank = (doc) => doc.childCount === 1 && doc.child(0).type.name === "paragraph" && doc.child(0).childCount === 0;

/**
 * Takes the desk's steps into a document that has changed meanwhile. Gives the way from the desk's document to the one that comes out.
 * @param {Transaction} tr
 * @param {Transform} theirs
 * @param {Mapping} ours
 */
function rebased(tr, theirs, ours) {
	const after = new Mapping();
	theirs.steps.forEach((step, at) => {
		// Back to where both began, through ours, and through what has come in already.
		const back = theirs.mapping.slice(0, at).invert();
		const mapped = step.map(new Mapping([...back.maps, ...ours.maps, ...after.maps]));
		if (mapped && !tr.maybeStep(mapped).failed) after.appendMap(mapped.getMap());
	});
	return new Mapping([...theirs.mapping.invert().maps, ...ours.maps, ...after.maps]);
}

/**
 * A caret in a block that the change moved goes with it.
 * @param {Transaction} tr
 * @param {EditorState} state
 */
function moveCaret(tr, { selection: { $anchor, $head } }) {
	if ($anchor.depth === 0 || !$head.sameParent($anchor) || !tr.mapping.mapResult($anchor.before(1) + 1).deleted) return;
	const block = $anchor.node(1);
	let at = 0;
	for (let index = 0; index < tr.doc.childCount; at += tr.doc.child(index).nodeSize, index++) {
		if (tr.doc.child(index) !== block) continue;
		const by = at - $anchor.before(1);
		tr.setSelection(TextSelection.between(tr.doc.resolve($anchor.pos + by), tr.doc.resolve($head.pos + by)));
		return;
	}
}
