// Which nodes are drawn by a view of their own.

import { AbbreviationView } from "./views/abbreviation.js";
import { ChannelView } from "./views/channel.js";
import { CodeView } from "./views/code.js";
import { CorrectionView } from "./views/correction.js";
import { EmbedView } from "./views/embed.js";
import { FigureView } from "./views/figure.js";
import { GalleryView } from "./views/gallery.js";
import { NoteView } from "./views/note.js";
import { PointsView } from "./views/points.js";
import { PostView } from "./views/post.js";
import { PullQuoteView, QuoteView } from "./views/quoted.js";
import { TableView } from "./views/table.js";

/** @import {NodeViewConstructor} from "prosemirror-view" */
/** @import {Context} from "./context.js" */

const VIEWS = {
	abbreviation: AbbreviationView,
	channel: ChannelView,
	code: CodeView,
	correction: CorrectionView,
	embed: EmbedView,
	figure: FigureView,
	gallery: GalleryView,
	key_points: PointsView,
	live_post: PostView,
	note: NoteView,
	pull_quote: PullQuoteView,
	quote: QuoteView,
	table: TableView,
};

/** @param {Context} context @returns {Record<string, NodeViewConstructor>} */
export const nodeViews = (context) =>
	Object.fromEntries(
		Object.entries(VIEWS).map(([name, View]) => [name, (node, view, getPos) => new View(node, view, getPos, context)]),
	);
