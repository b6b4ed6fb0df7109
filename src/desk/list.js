// Shortcuts of the list of stories: j and k go down and up, n begins a story, / searches, ? names them all.
(() => {
	const links = () => [...document.querySelectorAll(".stories tbody th a")];
	const move = (by) => {
		const all = links();
		const at = all.indexOf(document.activeElement);
		const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
		all[to]?.focus();
	};
	const does = {
		j: () => move(1),
		k: () => move(-1),
		n: () => document.querySelector(".new-story button")?.click(),
		"/": () => document.getElementById("q")?.focus(),
		"?": () => document.getElementById("keys")?.showModal(),
	};
	document.addEventListener("keydown", (event) => {
		const writing = event.target.closest("input, select, textarea, [contenteditable], dialog[open]");
		const act = does[event.key];
		if (!act || writing || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		act();
	});
})();
