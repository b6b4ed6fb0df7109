// What every drawn block shares: its place in the document, its fields, and that the rest of its elements are no text.

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView, NodeView, ViewMutationRecord} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

/** @type {WeakMap<Element, BlockView>} */
const drawn = new WeakMap();

/** The block that an element belongs to. @param {Element | null} element */
export function blockViewOf(element) {
	for (let at = element; at; at = at.parentElement) {
		const view = drawn.get(at);
		if (view) return view;
	}
	return null;
}

/** @implements {NodeView} */
export class BlockView {
	/** @type {HTMLElement} */
	dom;
	/** @type {HTMLElement | undefined} */
	contentDOM;
	/** Fields that show an attribute. @type {{show(node: Node): void}[]} */
	fields = [];

	/**
	 * @param {Node} node
	 * @param {EditorView} view
	 * @param {() => number | undefined} getPos
	 * @param {Context} context
	 * @param {string} element
	 * @param {string} className
	 */
	constructor(node, view, getPos, context, element, className) {
		this.node = node;
		this.view = view;
		this.getPos = getPos;
		this.context = context;
		this.document = view.dom.ownerDocument;
		this.dom = this.document.createElement(element);
		this.dom.className = className;
		drawn.set(this.dom, this);
	}

	/** Where the node begins; -1 once it is gone. */
	get position() {
		return this.getPos() ?? -1;
	}

	/** @param {string} name @param {unknown} value */
	set(name, value) {
		const { position } = this;
		if (position < 0 || this.node.attrs[name] === value || !this.view.editable) return;
		this.view.dispatch(this.view.state.tr.setNodeAttribute(position, name, value));
	}

	/** @param {Node} node */
	update(node) {
		if (node.type !== this.node.type) return false;
		this.node = node;
		this.show();
		return true;
	}

	/** Draws what the attributes say. */
	show() {
		for (const field of this.fields) field.show(this.node);
		this.contentDOM?.classList.toggle("blank", this.node.content.size === 0);
	}

	/** @param {string} words what stands where nothing is written yet */
	placeholder(words) {
		if (this.contentDOM) this.contentDOM.dataset.placeholder = words;
	}

	/** What happens in a control is no writing. @param {Event} event */
	stopEvent(event) {
		const target = /** @type {Element | null} */ (event.target);
		return Boolean(target?.closest?.(".control"));
	}

	/** @param {ViewMutationRecord} record */
	ignoreMutation(record) {
		if (record.type === "selection") return !this.contentDOM?.contains(record.target);
		if (!this.contentDOM?.contains(record.target)) return true;
		return record.type === "attributes" && record.target === this.contentDOM;
	}
}
