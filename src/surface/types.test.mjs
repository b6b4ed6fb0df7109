// The JSDoc types hold.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

test("every type in the surface holds", { timeout: 120_000 }, () => {
	const folder = dirname(fileURLToPath(import.meta.url));
	const checked = spawnSync("node_modules/.bin/tsc", ["-p", "."], { cwd: folder, encoding: "utf8" });
	assert.equal(checked.status, 0, checked.stdout + checked.stderr);
});
