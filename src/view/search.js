// Finds while somebody types: what the form would bring is put in place of what is there, and the address follows.
(() => {
	const form = document.querySelector("form.search");
	const field = form?.querySelector("input[type=search]");
	const results = document.getElementById("results");
	const status = document.getElementById("search-status");
	if (!field || !results || !status) return;
	const PAUSE = 250;
	let timer;
	let under_way;
	const address = () => {
		const asked = new URLSearchParams(new FormData(form));
		return `${form.action}?${asked}`;
	};
	// What was found says so itself; only a failure needs to be seen too.
	const say = (words, seen) => {
		status.classList.toggle("unseen", !seen);
		status.textContent = words;
	};
	const find = async () => {
		under_way?.abort();
		const mine = (under_way = new AbortController());
		const to = address();
		results.setAttribute("aria-busy", "true");
		try {
			const answer = await fetch(to, { signal: mine.signal, headers: { accept: "text/html" } });
			const page = new DOMParser().parseFromString(await answer.text(), "text/html");
			const fresh = page.getElementById("results");
			if (mine.signal.aborted) return;
			if (!fresh) throw new Error("no results");
			results.replaceChildren(...document.adoptNode(fresh).childNodes);
			document.title = page.title;
			history.replaceState(null, "", to);
			say(results.querySelector("[data-count]")?.dataset.count ?? "", false);
		} catch (error) {
			if (error.name === "AbortError") return;
			say(form.dataset.failed, true);
		}
		results.removeAttribute("aria-busy");
	};
	const soon = () => {
		clearTimeout(timer);
		timer = setTimeout(find, PAUSE);
	};
	field.addEventListener("input", (event) => event.isComposing || soon());
	field.addEventListener("compositionend", soon);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		clearTimeout(timer);
		find();
	});
})();
