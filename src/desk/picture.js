// Pictures: sizes are checked before anything is sent, and crops follow a click before it is saved. Without this script the
// server refuses what is too large, and a click on the picture saves its place at once.

for (const form of document.querySelectorAll("form.upload")) {
	const input = form.querySelector("input[type=file]");
	const error = form.querySelector(".error");
	const { limit, tooLarge } = form.dataset;
	const check = () => {
		const large = [...input.files].filter((file) => file.size > Number(limit));
		error.textContent = large.length ? `${tooLarge} ${large.map((file) => file.name).join(", ")}` : "";
		input.setAttribute("aria-invalid", String(large.length > 0));
		return large.length === 0;
	};
	input.addEventListener("change", check);
	form.addEventListener("submit", (event) => {
		if (!check()) {
			event.preventDefault();
			input.focus();
		}
	});
}

for (const form of document.querySelectorAll("form[data-focal]")) {
	const picture = form.querySelector("input[type=image]");
	const mark = form.querySelector(".mark");
	const { x, y } = form.elements;
	const crops = document.querySelectorAll(".crops img");
	const show = () => {
		const place = [x, y].map((field) => `${Math.min(100, Math.max(0, Number(field.value) || 0))}%`);
		[mark.style.left, mark.style.top] = place;
		for (const crop of crops) crop.style.objectPosition = place.join(" ");
	};
	const set = (event) => {
		const box = picture.getBoundingClientRect();
		const part = (at, from, length) => String(Math.round(Math.min(1, Math.max(0, (at - from) / length)) * 100));
		x.value = part(event.clientX, box.left, box.width);
		y.value = part(event.clientY, box.top, box.height);
		show();
	};
	// Larger than a click without scripts could be told for.
	form.classList.add("live");
	picture.addEventListener("click", (event) => {
		// By keyboard it is the same as the button: the numbers count.
		if (event.detail === 0) return;
		event.preventDefault();
		set(event);
	});
	picture.addEventListener("pointermove", (event) => {
		if (event.buttons & 1) set(event);
	});
	picture.addEventListener("dragstart", (event) => event.preventDefault());
	for (const field of [x, y]) field.addEventListener("input", show);
}
