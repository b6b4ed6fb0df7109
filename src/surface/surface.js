// The writing surface: opens a document in an element and tells the desk what changes. See host.js for what passes between them.

import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { keymap } from "prosemirror-keymap";
import { Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";

import { askBubble, bubble } from "./bubble.js";
import { commandOf } from "./commands.js";
import { element } from "./element.js";
import { fieldByArrow, fieldByTab } from "./fields.js";
import { handles } from "./handles.js";
import { here } from "./here.js";
import { insertBlocks } from "./inserting.js";
import { keys } from "./keys.js";
import { kind } from "./kinds.js";
import { openLanguage } from "./language.js";
import { leaveInside } from "./leaving.js";
import { openLink } from "./link.js";
import { openMenu } from "./menu.js";
import { openPalette, palette } from "./palette.js";
import { pasting } from "./paste.js";
import { selectionOf, told } from "./places.js";
import { rules } from "./rules.js";
import { schema } from "./schema.js";
import { dress } from "./style.js";
import { tidyTables } from "./table.js";
import { Telling } from "./telling.js";
import { nodeViews } from "./views.js";
import { say } from "./words.js";

/** @import {Context} from "./context.js" */
/** @import {Host, Json, Surface} from "./host.js" */

/**
 * @param {HTMLElement} mount
 * @param {Json} document
 * @param {Host} host
 * @returns {Surface}
 */
export function open(mount, document, host) {
	const page = mount.ownerDocument;
	const language = () => mount.closest("[lang]")?.getAttribute("lang") ?? "en";
	const undress = dress(page);
	const ui = element(page, "div", { class: "sf-ui", dir: host.uiDirection, lang: host.language });
	(mount.closest("main") ?? page.body).append(ui);
	let editable = true;

	/** @type {Context} */
	const context = {
		host,
		language,
		ui,
		wants,
		command,
		active: () => told(view.state),
		menu: (view, about, position) => openMenu(view, context, about, position),
	};
	const opened = readDocument(document);
	const state = EditorState.create({
		doc: opened,
		plugins: [
			rules(host, language),
			...pasting(context),
			palette(context),
			keymap(keys({ wants, opens: opens() })),
			dropCursor({ color: false, class: "sf-drop", width: 3 }),
			gapCursor(),
			tableEditing(),
			tidyTables(),
			here(host),
			bubble(context),
			handles(context),
		],
	});
	const view = new EditorView(
		{ mount },
		{
			state,
			nodeViews: nodeViews(context),
			editable: () => editable,
			attributes: {
				role: "textbox",
				"aria-multiline": "true",
				"aria-label": say(host, "surface-label"),
			},
			dispatchTransaction(tr) {
				const { state, transactions } = view.state.applyTransaction(tr);
				view.updateState(state);
				for (const one of transactions) telling.noticed(one);
			},
			handleDOMEvents: {
				compositionend: () => {
					// ProseMirror reads the last letters a moment after the event.
					page.defaultView?.setTimeout(() => telling.composed(), 50);
					return false;
				},
			},
		},
	);
	const telling = new Telling(view, host);
	const hidden = () => page.visibilityState === "hidden" && telling.flush();
	page.addEventListener("visibilitychange", hidden);

	/** @param {string} what */
	function wants(what) {
		telling.flush();
		host.wants?.(what);
		return true;
	}

	/** @param {string} name @param {unknown} [argument] */
	function command(name, argument) {
		const asked = kind(name)?.wants;
		// Without an argument, a command that needs one asks for it; a gallery is made of pictures that are there.
		if (name === "link" && argument === undefined) return openLink(view, context);
		if (name === "language" && argument === undefined) return openLanguage(view, context);
		if (name === "block") return openPalette(view.state, view.dispatch, view);
		if (asked && argument === undefined && !commandOf(name)?.(view.state)) return wants(asked);
		return commandOf(name, argument)?.(view.state, view.dispatch, view) ?? false;
	}

	/** What keys open. @returns {Record<string, import("prosemirror-state").Command>} */
	function opens() {
		return {
			link: (_, dispatch) => !dispatch || openLink(view, context),
			bubble: askBubble,
			leave: leaveInside,
			fields: fieldByTab(1),
			fieldsBack: fieldByTab(-1),
			fieldBelow: fieldByArrow(1),
			fieldAbove: fieldByArrow(-1),
		};
	}

	return {
		replace: (change, selection) => telling.replace(change, selection),
		select: (selection) => view.dispatch(view.state.tr.setSelection(selectionOf(view.state.doc, selection)).scrollIntoView()),
		command,
		active: () => told(view.state),
		insert: (blocks) => void insertBlocks(blocks.map((block) => Node.fromJSON(schema, block)))(view.state, view.dispatch),
		flush: () => telling.flush(),
		focus: () => view.focus(),
		setEditable(wanted) {
			editable = wanted;
			view.setProps({ editable: () => wanted });
		},
		redraw: () => view.setProps({ nodeViews: nodeViews(context) }),
		close() {
			telling.close();
			page.removeEventListener("visibilitychange", hidden);
			view.destroy();
			ui.remove();
			undress();
		},
	};
}

/** A body without blocks is an empty paragraph here. @param {Json} document */
function readDocument(document) {
	const doc = Node.fromJSON(schema, document);
	return doc.childCount > 0 ? doc : schema.nodes.doc.create(null, schema.nodes.paragraph.create());
}
