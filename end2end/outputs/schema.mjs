// JSON by its schema, in the dialect that the schema names.
import { readFileSync } from "node:fs";
import Draft7 from "ajv";
import Draft2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** A schema of ours beside these tests. */
export const ownSchema = (name) => JSON.parse(readFileSync(new URL(`../schemas/${name}`, import.meta.url), "utf8"));

/** A function that gives what the schema says against a value, a line for each fault. */
export function checker(schema) {
	const Ajv = (schema.$schema ?? "").includes("2020-12") ? Draft2020.default : Draft7.default;
	// Other people's schemas hold keywords that ajv's strict mode does not like.
	const ajv = addFormats.default(new Ajv({ allErrors: true, strict: false }));
	const check = ajv.compile(schema);
	return (value) => (check(value) ? [] : check.errors.map(({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`));
}
