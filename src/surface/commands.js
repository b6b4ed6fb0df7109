// The surface's commands by name: what the desk's own buttons, the palette, the bubble and the menus call.

import { selectAll } from "prosemirror-commands";
import { liftListItem, sinkListItem } from "prosemirror-schema-list";

import * as words from "./formatting.js";
import { KINDS } from "./kinds.js";
import * as moving from "./moving.js";
import { schema } from "./schema.js";
import { TABLE } from "./table.js";
import * as turn from "./turning.js";

/** @import {Command} from "prosemirror-state" */

const { nodes } = schema;

/** @type {Record<string, (argument: any) => Command>} */
const COMMANDS = {
	strong: () => words.toggle("strong"),
	emphasis: () => words.toggle("emphasis"),
	superscript: () => words.toggle("superscript"),
	subscript: () => words.toggle("subscript"),
	code_text: () => words.toggle("code_text"),
	link: (argument) => words.link(String(argument ?? "")),
	language: (argument) => words.inLanguage(String(argument ?? "")),
	abbreviation: (argument) => words.abbreviate(String(argument ?? "")),
	heading: (argument) => turn.textBlock(nodes.heading, { level: [2, 3, 4].includes(argument) ? argument : 2 }),
	gallery: () => turn.gallery,
	break: () => lineBreak,
	"move-up": () => moving.move(-1),
	"move-down": () => moving.move(1),
	double: () => moving.double,
	remove: () => moving.remove,
	indent: () => sinkListItem(nodes.item),
	outdent: () => liftListItem(nodes.item),
	"select-all": () => selectAll,
	turn: (argument) => turn.turnInto(String(argument)),
	...Object.fromEntries(Object.entries(TABLE).map(([name, command]) => [`table-${name}`, () => command])),
};

for (const { name, command } of KINDS) if (command && !(name in COMMANDS)) COMMANDS[name] = () => command;

/** @type {Command} */
export function lineBreak(state, dispatch) {
	const { $from } = state.selection;
	if (!$from.parent.inlineContent || $from.parent.type.spec.code) return false;
	dispatch?.(state.tr.replaceSelectionWith(nodes.line_break.create()).scrollIntoView());
	return true;
}

/**
 * @param {string} name
 * @param {unknown} [argument]
 * @returns {Command | null}
 */
export const commandOf = (name, argument) => COMMANDS[name]?.(argument) ?? null;
