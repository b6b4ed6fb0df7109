// Shows where one is: the block that holds the selection, and what an empty line is for.

import { Plugin } from "prosemirror-state";
import { NodeSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { say } from "./words.js";

/** @import {EditorState} from "prosemirror-state" */
/** @import {Host} from "./host.js" */

/** What an empty text block says, by its type. @type {Record<string, string>} */
const HINTS = { paragraph: "surface-paragraph-hint", heading: "surface-heading-hint" };

/** @param {EditorState} state @param {Host} host */
function decorations({ doc, selection }, host) {
	const { $from, $to, empty } = selection;
	const shown = [];
	const shared = $from.sharedDepth($to.pos);
	for (let depth = 1; depth <= shared; depth++) {
		shown.push(Decoration.node($from.before(depth), $from.after(depth), { class: "here" }));
	}
	if (selection instanceof NodeSelection && selection.node.isBlock) {
		shown.push(Decoration.node(selection.from, selection.to, { class: "here" }));
	}
	const { parent } = $from;
	const only = doc.childCount === 1 && doc.child(0).type.name === "paragraph" && doc.child(0).content.size === 0;
	const hint = only ? "surface-first-hint" : empty && parent.content.size === 0 ? HINTS[parent.type.name] : undefined;
	if (hint && (only || ($from.depth > 0 && $from.node(-1).type.name !== "item"))) {
		const [from, to] = only ? [0, 2] : [$from.before(), $from.after()];
		shown.push(Decoration.node(from, to, { class: "blank", "data-placeholder": say(host, hint) }));
	}
	return DecorationSet.create(doc, shown);
}

/** @param {Host} host */
export const here = (host) => new Plugin({ props: { decorations: (state) => decorations(state, host) } });
