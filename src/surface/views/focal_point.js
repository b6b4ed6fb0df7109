// The point of a picture that must stay in view: set by a click on the picture, by dragging its mark, or with arrow keys.

import { element } from "../element.js";
import { say } from "../words.js";

/** @import {FigureView} from "./figure.js" */

/** How far an arrow key moves the point, in hundredths; with Shift further. */
const STEP = 1;
const STRIDE = 10;

/** @param {FigureView} owner */
export function focalPoint(owner) {
	const { document, context, shown } = owner;
	const { host } = context;
	const mark = element(document, "span", { class: "sf-point control", contenteditable: "false", "aria-hidden": "true" });
	const button = element(document, "button", {
		type: "button",
		class: "sf-button sf-point-button",
		"data-field": "focus",
		"aria-pressed": "false",
		contenteditable: "false",
	});
	button.textContent = say(host, "surface-point-name");
	let aiming = false;

	/** @param {boolean} wanted */
	const aim = (wanted) => {
		aiming = wanted;
		button.setAttribute("aria-pressed", String(wanted));
		shown.classList.toggle("aiming", wanted);
		if (wanted) host.say?.(say(host, "surface-point-how"));
	};
	/** @param {number} x @param {number} y */
	const put = (x, y) => {
		const { view, position } = owner;
		if (position < 0 || !view.editable) return;
		const whole = (/** @type {number} */ value) => Math.max(0, Math.min(100, Math.round(value)));
		const attrs = { x: whole(x), y: whole(y) };
		if (attrs.x === owner.node.attrs.x && attrs.y === owner.node.attrs.y) return;
		view.dispatch(view.state.tr.setNodeAttribute(position, "x", attrs.x).setNodeAttribute(position, "y", attrs.y));
	};
	/** @param {PointerEvent} event */
	const follow = (event) => {
		const box = shown.querySelector("img")?.getBoundingClientRect();
		if (box?.width && box.height) put(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
	};

	button.addEventListener("click", () => aim(!aiming));
	button.addEventListener("keydown", (event) => {
		const by = event.shiftKey ? STRIDE : STEP;
		const { x, y } = owner.node.attrs;
		/** @type {Record<string, [number, number]>} */
		const ways = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] };
		const way = ways[event.key];
		if (aiming && way) {
			put(x + way[0], y + way[1]);
			host.say?.(name());
		} else if (event.key === "Escape" && aiming) aim(false);
		else return;
		event.preventDefault();
		event.stopPropagation();
	});
	button.addEventListener("blur", () => !shown.matches(":active") && aim(false));
	shown.addEventListener("pointerdown", (event) => {
		const onMark = event.target === mark;
		if (!(aiming || onMark) || event.button !== 0) return;
		event.preventDefault();
		event.stopPropagation();
		shown.setPointerCapture(event.pointerId);
		follow(event);
		shown.addEventListener("pointermove", follow);
		const end = () => shown.removeEventListener("pointermove", follow);
		shown.addEventListener("lostpointercapture", end, { once: true });
	});

	const name = () => say(host, "surface-point", { x: owner.node.attrs.x, y: owner.node.attrs.y });
	const show = () => {
		const { x, y } = owner.node.attrs;
		mark.style.setProperty("--x", `${x}%`);
		mark.style.setProperty("--y", `${y}%`);
		button.setAttribute("aria-label", name());
		button.hidden = !shown.querySelector("img");
		shown.classList.toggle("pointed", x !== 50 || y !== 50);
		const image = shown.querySelector("img");
		image?.style.setProperty("object-position", `${x}% ${y}%`);
	};
	return { mark, button, show, aiming: () => aiming };
}
