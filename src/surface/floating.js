// Puts what floats above the text near what it is about, within the window.

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box in the window's own coordinates */

/** From the edge of the window, and from what it is about. */
const MARGIN = 8;

/**
 * @param {HTMLElement} floating an absolutely set child of `layer`
 * @param {HTMLElement} layer
 * @param {Box} about
 * @param {"above" | "below"} side where it stands if there is room
 */
export function float(floating, layer, about, side) {
	const window = layer.ownerDocument.documentElement;
	const origin = layer.getBoundingClientRect();
	const { width, height } = floating.getBoundingClientRect();
	const above = about.top - height - MARGIN;
	const below = about.bottom + MARGIN;
	const roomAbove = above >= 0;
	const roomBelow = below + height <= window.clientHeight;
	const top = side === "above" ? (roomAbove || !roomBelow ? above : below) : roomBelow || !roomAbove ? below : above;
	const rtl = layer.dir === "rtl";
	const wanted = side === "above" ? (about.left + about.right - width) / 2 : rtl ? about.right - width : about.left;
	const left = Math.max(MARGIN, Math.min(wanted, window.clientWidth - width - MARGIN));
	floating.style.setProperty("left", `${Math.round(left - origin.left)}px`);
	floating.style.setProperty("top", `${Math.round(Math.max(top, 0) - origin.top)}px`);
}

/** Moves a box that hangs from a word back into the window. @param {HTMLElement} box */
export function keepInside(box) {
	box.style.removeProperty("translate");
	const { left, right } = box.getBoundingClientRect();
	const over = right - (box.ownerDocument.documentElement.clientWidth - MARGIN);
	const by = left < MARGIN ? MARGIN - left : over > 0 ? -over : 0;
	if (by !== 0) box.style.setProperty("translate", `${Math.round(by)}px 0`);
}

/**
 * Where the selection is.
 * @param {import("prosemirror-view").EditorView} view
 * @returns {Box}
 */
export function selectionBox(view) {
	const { from, to, empty } = view.state.selection;
	const start = view.coordsAtPos(from, 1);
	if (empty) return start;
	const end = view.coordsAtPos(to, -1);
	const lines = Math.abs(start.top - end.top) > 4;
	const around = view.dom.getBoundingClientRect();
	return {
		left: lines ? around.left : Math.min(start.left, end.left),
		right: lines ? around.right : Math.max(start.right, end.right),
		top: Math.min(start.top, end.top),
		bottom: Math.max(start.bottom, end.bottom),
	};
}
