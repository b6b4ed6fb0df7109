// Renders the story's page in a thread of its own. One page at a time: the editor asks for the next when this one is there.
// It also makes markup of what is pasted, with or without a network.
import init, { convert, learn, open, page } from "./preview_glue.js";

let ready;
let answers;
let weighing = 0;

// What the page weighs on the way to a reader, once the writer pauses.
const weigh = (html) => {
	clearTimeout(weighing);
	weighing = setTimeout(async () => {
		const stream = new Blob([html]).stream().pipeThrough(new CompressionStream("gzip"));
		const bytes = (await new Response(stream).arrayBuffer()).byteLength;
		answers.postMessage({ kind: "weight", bytes });
	}, 700);
};

// Stories' numbers are larger than JavaScript's own can be: JSON goes through here unread.
const checked = (error) => {
	if (error) throw new Error(error);
};

const handle = {
	async open({ module, setting, answers: name }) {
		answers ??= new BroadcastChannel(name);
		ready ??= init({ module_or_path: module });
		await ready;
		checked(open(setting));
	},
	learn({ part, item }) {
		checked(learn(part, item));
	},
	convert({ html, plain, id }) {
		let made = {};
		try {
			made = JSON.parse(convert(html ?? "", plain ?? "") ?? "{}");
		} finally {
			// Without markup the editor pastes the words as they are.
			answers.postMessage({ kind: "converted", id, ...made });
		}
	},
	page({ head, body }) {
		const made = page(head, body);
		if (!made) return answers.postMessage({ kind: "page" });
		const { html, report } = made;
		made.free();
		answers.postMessage({ kind: "page", html, report });
		weigh(html);
	},
};

// In order: what comes while the module is loading waits for it.
let queue = Promise.resolve();
onmessage = ({ data }) => {
	queue = queue.then(() => handle[data.kind](data)).catch((error) => answers.postMessage({ kind: "page", error: String(error) }));
};
