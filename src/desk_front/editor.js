// The editor's entry: fetches its WASM and opens it in its place.
import init, { start } from "./desk_glue.js";

const place = document.getElementById("editor");
if (place) {
	await init({ module_or_path: place.dataset.wasm });
	start(place, (address) => import(address));
}
