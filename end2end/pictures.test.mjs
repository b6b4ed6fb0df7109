// The picture library at the desk: bringing pictures in, setting the focal point, finding them again.
import assert from "node:assert/strict";
import { violations } from "./axe.mjs";
import { EDITOR, OWNER, signIn, URDU_OWNER } from "./desk.mjs";
import { rig, until } from "./rig.mjs";

const { flow, both } = rig({ demo: false, users: [OWNER, URDU_OWNER, EDITOR] });
const says = (status) => new RegExp(`^console: Failed to load resource: the server responded with a status of ${status}`);

/** A JPEG of two colours, drawn by the browser itself. */
async function drawn(page, name, colour, width = 1200, height = 800) {
	const base64 = await page.evaluate(
		([colour, width, height]) => {
			const canvas = Object.assign(document.createElement("canvas"), { width, height });
			const pen = canvas.getContext("2d");
			pen.fillStyle = colour;
			pen.fillRect(0, 0, width, height);
			pen.fillStyle = "#f4d35e";
			pen.fillRect(width * 0.7, height * 0.1, width * 0.2, height * 0.3);
			return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
		},
		[colour, width, height],
	);
	return { name, mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
}

async function upload(page, files) {
	await page.getByLabel("Add pictures").setInputFiles(files);
	await page.getByRole("button", { name: "Upload" }).click();
}

flow("renditions are made in the background", {}, async ({ page }) => {
	await signIn(page, OWNER, "/desk/pictures");
	await upload(page, await drawn(page, "quick.jpg", "#204020", 250, 150));
	await page.waitForURL("**/quick.jpg?done=picture-added");
	await until(async () => {
		await page.goto("/desk/pictures/quick.jpg");
		return (await page.locator("main").innerText()).includes("JPEG, AVIF: 240");
	}, "AVIF is ready", 50_000);
});

both("a picture comes in, gets its words and its focal point, and is found again", {}, async ({ page, scripts }) => {
	await signIn(page, OWNER, "/desk/pictures");
	const name = scripts ? "night-ferry" : "day-ferry";
	await upload(page, await drawn(page, `${name}.jpg`, scripts ? "#123a5e" : "#5e3a12"));
	await page.waitForURL(`**/desk/pictures/${name}.jpg?done=picture-added`);
	await page.getByLabel("Alternative text").fill(`A ${name} under a yellow moon`);
	await page.getByLabel("Credit").fill("Ada Owner");
	await page.getByRole("button", { name: "Save", exact: true }).click();
	await page.waitForURL("**?done=picture-saved");

	// On the yellow field, which is at 70 to 90 and 10 to 40 per cent.
	const picture = page.locator("input[type=image]");
	const box = await picture.boundingBox();
	await picture.click({ position: { x: box.width * 0.8, y: box.height * 0.25 } });
	if (scripts) {
		assert.match(page.url(), /picture-saved/, "nothing is saved before it is asked for");
		const place = await page.locator(".crops .square img").evaluate((it) => it.style.objectPosition);
		assert.equal(place, "80% 25%");
		await page.getByRole("button", { name: "Set the focal point", exact: true }).click();
	}
	await page.waitForURL("**?done=picture-focus");
	const numbers = [page.getByLabel("From the left"), page.getByLabel("From the top")];
	const [x, y] = await Promise.all(numbers.map(async (field) => Number(await field.inputValue())));
	assert.ok(Math.abs(x - 80) <= 1 && Math.abs(y - 25) <= 1, `${x}, ${y}`);

	// By keyboard.
	await numbers[0].fill("35");
	await numbers[0].press("Enter");
	await page.waitForURL("**?done=picture-focus");
	assert.equal(await page.getByLabel("From the left").inputValue(), "35");

	await page.goto("/desk/pictures");
	await page.getByLabel("Search names").fill(`moon ${name}`);
	await page.getByRole("button", { name: "Search" }).click();
	assert.deepEqual(await page.locator(".pictures .name").allInnerTexts(), [`${name}.jpg`]);
});

both("what is no picture is refused in words", { faults: [says(415)] }, async ({ page }) => {
	await signIn(page, OWNER, "/desk/pictures");
	await upload(page, { name: "page.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<!doctype html><p>x") });
	await page.getByRole("alert").waitFor();
	assert.match(await page.getByRole("alert").innerText(), /page\.jpg.*it is a web page/);
});

flow("a file that is too large is refused before it is sent", {}, async ({ page }) => {
	await signIn(page, OWNER, "/desk/pictures");
	// Made in the page: sent to the browser it would take longer than the test.
	await page.getByLabel("Add pictures").evaluate((input) => {
		const chosen = new DataTransfer();
		chosen.items.add(new File([new Uint8Array(41 << 20)], "huge.jpg", { type: "image/jpeg" }));
		input.files = chosen.files;
	});
	await page.getByRole("button", { name: "Upload" }).click();
	assert.match(await page.locator("#file-error").innerText(), /Larger than 40 MB: huge\.jpg/);
	assert.match(page.url(), /\/desk\/pictures$/);
});

for (const [language, user] of [["English", OWNER], ["Urdu", URDU_OWNER]]) {
	flow(`axe finds nothing in the library and on a picture's page, in ${language}`, { bypassCSP: true }, async ({ page, context }) => {
		await signIn(page, OWNER, "/desk/pictures");
		await upload(page, await drawn(page, "examined.jpg", "#402040"));
		await page.waitForURL("**/examined.jpg?done=*");
		await context.clearCookies();
		await signIn(page, user);
		for (const path of ["/desk/pictures", "/desk/pictures/examined.jpg", "/desk/jobs"]) {
			await page.goto(path);
			for (const width of [1280, 360]) {
				await page.setViewportSize({ width, height: 800 });
				for (const colorScheme of ["light", "dark"]) {
					await page.emulateMedia({ colorScheme });
					assert.deepEqual(await violations(page), [], `${path} ${width} px, ${colorScheme}`);
				}
				const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
				assert.ok(over <= 0, `${path}: ${over} px beyond the edge at ${width} px`);
			}
		}
	});
}
