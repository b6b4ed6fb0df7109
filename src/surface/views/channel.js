// The call-out for the story's WhatsApp channel: the site's line, or the editor's own.

import { element } from "../element.js";
import { say } from "../words.js";
import { BlockView } from "./block_view.js";

/** @import {Node} from "prosemirror-model" */
/** @import {EditorView} from "prosemirror-view" */
/** @import {Context} from "../context.js" */

export class ChannelView extends BlockView {
	/** @param {Node} node @param {EditorView} view @param {() => number | undefined} getPos @param {Context} context */
	constructor(node, view, getPos, context) {
		super(node, view, getPos, context, "div", "channel");
		const { document } = this;
		const { host } = context;
		const shown = host.channel?.();
		// Only words are taken from what readers see.
		const call = shown ? new DOMParser().parseFromString(shown.html, "text/html") : null;
		const button = call?.querySelector(".button")?.textContent ?? say(host, "surface-channel-follow");
		this.contentDOM = element(document, "p");
		this.placeholder(call?.querySelector("p")?.textContent || say(host, "surface-channel-hint"));
		const beside = shown
			? element(document, "span", { class: "button" }, button)
			: element(document, "span", { class: "quiet", lang: host.language, dir: host.uiDirection }, say(host, "surface-channel-none"));
		this.dom.append(this.contentDOM, element(document, "p", { contenteditable: "false" }, beside));
		this.show();
	}
}
