// Arranging the front page: every button's answer is put in place of what is shown, stories are dragged into slots, and
// the preview follows.
(() => {
	const said = document.getElementById("front-said");
	const frame = document.getElementById("preview");
	const box = document.getElementById("frame-box");
	const bar = document.querySelector(".preview-bar");
	const form = () => document.getElementById("front");
	if (!form() || !frame) return;
	document.body.classList.add("is-scripted");

	// Makes one node of the preview like another; what is alike is left alone, so that nothing flickers.
	const morph = (old, now) => {
		if (old.isEqualNode(now)) return;
		if (old.nodeName !== now.nodeName || old.nodeType !== 1) return old.replaceWith(now);
		for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) old.removeAttribute(name);
		for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
		const [before, after] = [[...old.childNodes], [...now.childNodes]];
		after.forEach((node, at) => (before[at] ? morph(before[at], node) : old.append(node)));
		before.slice(after.length).forEach((node) => node.remove());
	};

	let newest = 0;
	const send = async (address, fields) => {
		const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields) });
		// Signed out meanwhile, or a failure: neither is a page to put in place.
		if (answer.redirected || (!answer.ok && answer.status !== 422)) throw new Error(String(answer.status));
		return new DOMParser().parseFromString(await answer.text(), "text/html");
	};
	const preview = async () => {
		const mine = ++newest;
		const page = await send("/desk/front/preview", new FormData(form()));
		// A slower answer is not put over a newer one.
		if (mine === newest && frame.contentDocument) morph(frame.contentDocument.documentElement, page.documentElement);
	};

	let queue = Promise.resolve();
	const change = (values, focus) => {
		queue = queue.then(async () => {
			const fields = new FormData(form());
			for (const [name, value] of Object.entries(values)) fields.set(name, value);
			try {
				const page = await send("/desk/front", fields);
				const now = page.getElementById("front");
				if (!now) throw new Error("no form");
				const scrolled = document.querySelector(".offers").scrollTop;
				form().replaceWith(document.adoptNode(now));
				document.querySelector(".offers").scrollTop = scrolled;
				said.textContent = now.querySelector(".wrong, .said")?.textContent ?? "";
				focus?.();
				await preview();
			} catch {
				said.textContent = form().dataset.failed;
				said.classList.remove("unseen");
				return;
			}
			said.classList.add("unseen");
		});
		return queue;
	};

	// After an act the focus is where one goes on: with the story that moved, with the next one to place.
	const follow = (value, story) => () => {
		const act = value.split("-")[0];
		const slot = story && document.querySelector(`.slot[data-story="${story}"]`);
		const other = act === "up" || act === "down" ? slot?.querySelector(`[data-act="${act}"]`) ?? slot?.querySelector("[data-act]") : null;
		const same = document.querySelector(`#front button[value="${CSS.escape(value)}"]:not(.unseen)`);
		(other ?? same ?? document.querySelector(`.slot[data-slot="${CSS.escape(value.replace(/^[a-z]+-/, ""))}"]`))?.focus();
	};

	let leaving = false;
	document.addEventListener("submit", (event) => {
		const { target, submitter } = event;
		if (target.id !== "front" || submitter?.name !== "do" || submitter.value === "publish") return;
		event.preventDefault();
		change({ do: submitter.value }, follow(submitter.value, submitter.closest("[data-story]")?.dataset.story));
	});
	document.addEventListener("submit", (event) => {
		leaving ||= !event.defaultPrevented && event.submitter?.formTarget !== "preview";
	});
	addEventListener("beforeunload", (event) => {
		if (!leaving && "changed" in form().dataset) event.preventDefault();
	});
	document.addEventListener("click", (event) => {
		if (event.target.closest("a[href^='/desk/front?']")) leaving = true;
	});

	document.addEventListener("dragstart", (event) => {
		const story = event.target.closest?.("#front [draggable='true']")?.dataset.story;
		if (!story) return;
		event.dataTransfer.setData("text/plain", story);
		event.dataTransfer.effectAllowed = "move";
		document.body.classList.add("is-dragging");
	});
	document.addEventListener("dragend", () => {
		document.body.classList.remove("is-dragging");
		mark(null);
	});
	const slotOf = (event) => (document.body.classList.contains("is-dragging") ? event.target.closest?.(".slot") : null);
	const mark = (slot) => {
		for (const marked of document.querySelectorAll(".slot.is-target")) if (marked !== slot) marked.classList.remove("is-target");
		slot?.classList.add("is-target");
	};
	document.addEventListener("dragover", (event) => {
		const slot = slotOf(event);
		mark(slot);
		if (slot) event.preventDefault();
	});
	document.addEventListener("drop", (event) => {
		const slot = slotOf(event);
		if (!slot) return;
		event.preventDefault();
		const story = event.dataTransfer.getData("text/plain");
		if (/^\d+$/.test(story)) change({ do: `place-${story}`, to: slot.dataset.slot });
	});

	let width = 390;
	const fit = () => {
		const scale = Math.min(box.clientWidth / width, 1);
		frame.style.inlineSize = `${width}px`;
		frame.style.blockSize = `${Math.round(box.clientHeight / scale)}px`;
		frame.style.transform = `scale(${scale})`;
	};
	const show = (pressed) => {
		for (const button of bar.querySelectorAll("[data-width]")) button.setAttribute("aria-pressed", String(button === pressed));
		width = Number(pressed.dataset.width);
		box.className = box.className.replace(/as-\w+/, pressed.dataset.as);
		fit();
	};
	const dark = bar.querySelector("[data-dark]");
	const paint = (on) => {
		dark.setAttribute("aria-pressed", String(on));
		box.classList.toggle("is-dark", on);
		box.classList.toggle("is-light", !on);
	};
	bar.hidden = false;
	bar.addEventListener("click", ({ target }) => {
		if (target.dataset.width) show(target);
		if (target === dark) paint(dark.getAttribute("aria-pressed") !== "true");
	});
	paint(matchMedia("(prefers-color-scheme: dark)").matches);
	addEventListener("resize", fit);
	fit();

	// A link in the preview leads to its slot, not away.
	const attend = () =>
		frame.contentDocument?.addEventListener("click", (event) => {
			event.preventDefault();
			const path = event.target.closest?.("article")?.querySelector("a[data-card]")?.getAttribute("href");
			const slot = path && document.querySelector(`.slot[data-path="${CSS.escape(path)}"]`);
			slot?.scrollIntoView({ block: "nearest" });
			slot?.focus();
		});
	frame.addEventListener("load", attend);
	if (frame.contentDocument?.readyState === "complete") attend();
})();
