// Wakes the page's islands. Addresses of the module and its glue stand on this script's own tag.
(() => {
	const { glue, wasm } = document.currentScript.dataset;
	const roots = [...document.querySelectorAll("[data-wake]")];
	if (!roots.length || typeof WebAssembly !== "object") return;
	const line = navigator.connection || {};
	const slow = line.saveData || /2g/.test(line.effectiveType);
	// A page that is drawn in advance is not read yet, and may never be.
	const read = document.prerendering
		? new Promise((resolve) => document.addEventListener("prerenderingchange", resolve, { once: true }))
		: 0;
	const events = ["click", "focusin", "pointerenter", "touchstart"];
	let module;

	// One download serves every island. A failed one may be tried again by the next interaction.
	const load = () =>
		(module ||= import(glue)
			.then(async (m) => (await m.default({ module_or_path: wasm }), m.start(), m))
			.catch((error) => ((module = 0), Promise.reject(error))));

	const hydrate = async (root) => {
		await read;
		const m = await load();
		if (root.dataset.wake === "awake") return;
		root.dataset.wake = "awake";
		for (const island of root.querySelectorAll("leptos-island")) await m[island.dataset.component](island);
	};

	const onInteraction = (root) => {
		let pending;
		const wake = async (event) => {
			const click = event.type === "click" && !event.ctrlKey && !event.metaKey && !event.shiftKey;
			const control = click && event.target.closest("[data-act],[data-more]");
			if (control) {
				event.preventDefault();
				event.stopImmediatePropagation();
				if (pending) return;
				pending = control;
			}
			// A reader who has clicked waits three seconds at most; then the plain page answers.
			const late = new Promise((resolve) => setTimeout(resolve, 3000));
			await Promise.race([hydrate(root).catch(() => {}), control ? late : hydrate(root).catch(() => {})]);
			if (root.dataset.wake === "awake" || control) events.forEach((name) => root.removeEventListener(name, wake, true));
			if (control && pending) {
				pending = 0;
				control.click();
			}
		};
		events.forEach((name) => root.addEventListener(name, wake, { capture: true, passive: false }));
	};

	for (const root of roots) {
		const wake = slow ? "interaction" : root.dataset.wake;
		const quietly = () => hydrate(root).catch(() => {});
		onInteraction(root);
		if (wake === "idle") (window.requestIdleCallback || setTimeout)(quietly);
		if (wake === "visible") {
			const seen = new IntersectionObserver(
				(entries) => entries.some((entry) => entry.isIntersecting) && (seen.disconnect(), quietly()),
				{ rootMargin: "200px" },
			);
			seen.observe(root);
		}
	}
})();
