// A toolbar is one stop for Tab; arrows go from tool to tool (WAI-ARIA Authoring Practices, toolbar).

/**
 * @param {HTMLElement} bar
 * @param {"ltr" | "rtl"} direction
 * @param {() => void} leave where Escape leads
 */
export function roving(bar, direction, leave) {
	const tools = () => /** @type {HTMLElement[]} */ ([...bar.querySelectorAll("button")]).filter((one) => one.getClientRects().length > 0);
	const all = () => /** @type {HTMLElement[]} */ ([...bar.querySelectorAll("button")]);
	/** @param {HTMLElement | undefined} tool */
	const stopAt = (tool) => {
		for (const one of all()) one.tabIndex = one === tool ? 0 : -1;
	};
	stopAt(all()[0]);
	bar.addEventListener("focusin", (event) => stopAt(/** @type {HTMLElement} */ (event.target)));
	bar.addEventListener("keydown", (event) => {
		const shown = tools();
		const at = shown.indexOf(/** @type {HTMLElement} */ (event.target));
		const [on, back] = direction === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
		const last = shown.length - 1;
		/** @type {Record<string, number>} */
		const ways = { [on]: at >= last ? 0 : at + 1, [back]: at <= 0 ? last : at - 1, Home: 0, End: last };
		if (event.key === "Escape") leave();
		else if (event.key in ways) shown[ways[event.key]]?.focus();
		else return;
		event.preventDefault();
		event.stopPropagation();
	});
}
