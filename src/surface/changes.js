// What changed between two documents, in blocks; and such a change as a transaction that leaves everything else alone.

import { Fragment, Node, Slice } from "prosemirror-model";
import { ReplaceStep, Transform } from "prosemirror-transform";

/** @import {Change} from "./host.js" */

/**
 * The change from one document to another; null where there is none. Blocks are the same when they are the same node.
 * @param {Node} before
 * @param {Node} after
 * @returns {Change | null}
 */
export function changeBetween(before, after) {
	if (before === after) return null;
	const same = (/** @type {Node} */ a, /** @type {Node} */ b) => a === b || a.eq(b);
	const shared = Math.min(before.childCount, after.childCount);
	let from = 0;
	while (from < shared && same(before.child(from), after.child(from))) from++;
	let tail = 0;
	const most = shared - from;
	while (tail < most && same(before.child(before.childCount - 1 - tail), after.child(after.childCount - 1 - tail))) tail++;
	const to = before.childCount - tail;
	const end = after.childCount - tail;
	if (from === to && from === end) return null;
	/** @type {Map<Node, number[]>} */
	const known = new Map();
	for (let at = from; at < to; at++) {
		const block = before.child(at);
		const places = known.get(block);
		if (places) places.push(at);
		else known.set(block, [at]);
	}
	const blocks = [];
	for (let at = from; at < end; at++) {
		const block = after.child(at);
		// A node may stand in two places; each of the old ones is used once.
		blocks.push(known.get(block)?.shift() ?? block.toJSON());
	}
	return { from, to, blocks };
}

/**
 * The nodes that a change puts in, those that stay being the document's own.
 * @param {Node} doc
 * @param {Change} change
 */
function nodesOf(doc, change) {
	return change.blocks.map((block) => (typeof block === "number" ? doc.child(block) : Node.fromJSON(doc.type.schema, block)));
}

/**
 * Applies a change to a transaction on the document that the change is about: each block that differs is changed only where it
 * differs, so that the caret and the other blocks stay what they are.
 * @template {Transform} T
 * @param {T} tr
 * @param {Change} change
 * @returns {T}
 */
export function applyChange(tr, change) {
	const doc = tr.doc;
	const nodes = nodesOf(doc, change);
	/** @type {number[]} */
	const starts = [];
	let position = 0;
	for (let at = 0; at <= doc.childCount; at++) {
		starts.push(position);
		if (at < doc.childCount) position += doc.child(at).nodeSize;
	}
	const anchors = staying(change);
	const own = new Set(nodes.filter((_, at) => typeof change.blocks[at] === "number"));
	// From the end, so that what stands before keeps its position.
	let oldEnd = change.to;
	let newEnd = nodes.length;
	for (const { old, now } of [...anchors.reverse(), { old: change.from - 1, now: -1 }]) {
		replaceRun(tr, doc, starts, old + 1, oldEnd, nodes.slice(now + 1, newEnd), own);
		oldEnd = old;
		newEnd = now;
	}
	return tr;
}

/**
 * The blocks that stay where they are among their neighbours: the longest run of old blocks that are still in order.
 * @param {Change} change
 */
function staying(change) {
	/** @type {{old: number, now: number}[]} */
	const kept = [];
	change.blocks.forEach((block, now) => {
		if (typeof block === "number" && block >= change.from && block < change.to) kept.push({ old: block, now });
	});
	// Patience: the smallest last block of a run of each length, and what came before it.
	/** @type {number[]} */
	const last = [];
	/** @type {number[]} */
	const previous = [];
	kept.forEach((one, at) => {
		let low = 0;
		let high = last.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (kept[last[middle]].old < one.old) low = middle + 1;
			else high = middle;
		}
		previous[at] = low > 0 ? last[low - 1] : -1;
		last[low] = at;
	});
	const run = [];
	for (let at = last.at(-1) ?? -1; at >= 0; at = previous[at]) run.unshift(kept[at]);
	return run;
}

/**
 * Old blocks `from..to` give way to `nodes`, none of which stays. As many as possible are changed in place.
 * @param {Transform} tr
 * @param {Node} doc
 * @param {number[]} starts
 * @param {number} from
 * @param {number} to
 * @param {Node[]} nodes
 * @param {Set<Node>} moved those of them that are the document's own
 */
function replaceRun(tr, doc, starts, from, to, nodes, moved) {
	let head = 0;
	let tail = 0;
	const room = () => Math.min(to - from, nodes.length) - head - tail;
	const count = to - from;
	// Where the numbers differ, blocks are matched from the start while they are alike, then from the end.
	if (count !== nodes.length) {
		while (room() > 0 && alike(doc.child(from + head), nodes[head], moved)) head++;
		while (room() > 0 && alike(doc.child(to - 1 - tail), nodes[nodes.length - 1 - tail], moved)) tail++;
	} else head = count;
	const change = (/** @type {number} */ old, /** @type {Node} */ wanted) => changeBlock(tr, starts[old], doc.child(old), wanted, moved.has(wanted));
	for (let at = 0; at < tail; at++) change(to - 1 - at, nodes[nodes.length - 1 - at]);
	const middle = nodes.slice(head, nodes.length - tail);
	const [start, end] = [starts[from + head], starts[to - tail]];
	if (start < end || middle.length > 0) tr.step(new ReplaceStep(start, end, new Slice(Fragment.from(middle), 0, 0)));
	for (let at = head - 1; at >= 0; at--) change(from + at, nodes[at]);
}

/** Whether one block can be seen as the other, changed. @param {Node} a @param {Node} b @param {Set<Node>} moved */
function alike(a, b, moved) {
	if (a.type !== b.type || moved.has(b)) return false;
	const start = a.content.findDiffStart(b.content);
	if (start === null) return true;
	const end = a.content.findDiffEnd(b.content);
	const shared = start + (a.content.size - (end?.a ?? 0));
	return shared * 2 >= Math.min(a.content.size, b.content.size);
}

/**
 * One block becomes another, by the smallest step that does it.
 * @param {Transform} tr
 * @param {number} at
 * @param {Node} old
 * @param {Node} wanted
 * @param {boolean} moved whether it is a block of the document, which is put in as it is
 */
function changeBlock(tr, at, old, wanted, moved) {
	if (old === wanted || (old.eq(wanted) && !moved)) return;
	try {
		if (moved) throw new RangeError("it keeps its identity");
		if (!old.sameMarkup(wanted)) {
			if (old.isLeaf || wanted.isLeaf || !wanted.type.validContent(old.content)) throw new RangeError("not in place");
			tr.setNodeMarkup(at, wanted.type, wanted.attrs, wanted.marks);
		}
		changeContent(tr, at + 1, old.content, wanted);
		if (tr.doc.nodeAt(at)?.eq(wanted)) return;
	} catch (fault) {
		if (!(fault instanceof RangeError)) throw fault;
	}
	// Where the small way does not lead there, the whole block is put in.
	const size = tr.doc.nodeAt(at)?.nodeSize ?? 0;
	tr.step(new ReplaceStep(at, at + size, new Slice(Fragment.from(wanted), 0, 0)));
}

/**
 * @param {Transform} tr
 * @param {number} start where the content begins
 * @param {Fragment} old
 * @param {Node} wanted
 */
function changeContent(tr, start, old, wanted) {
	const from = old.findDiffStart(wanted.content);
	const end = old.findDiffEnd(wanted.content);
	if (from === null || end === null) return;
	// What is repeated at the border, such as the second of two equal letters, must not be counted from both ends.
	const overlap = Math.max(0, from - Math.min(end.a, end.b));
	const slice = wanted.slice(from, end.b + overlap);
	tr.step(new ReplaceStep(start + from, start + end.a + overlap, slice));
}
