// The schema: names and attributes are those of the desk's blocks and inlines, in nodes.json.

import { Schema } from "prosemirror-model";

import { marks } from "./marks.js";
import { nodes } from "./nodes.js";

export const schema = new Schema({ nodes, marks });
