import {readFileSync} from 'node:fs';
import ajv2020 from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

// Both packages are CommonJS: their classes come below `default`.
const {default: Ajv} = ajv2020;
const addFormats = formats.default;

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A published schema. */
export function schemaOf(name: string): Schema {
	return JSON.parse(readFileSync(new URL(`../../../schemas/${name}`, import.meta.url), 'utf8')) as Schema;
}

/** The same schema with every object closed: what a report holds must be described. */
export function closed(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(closed);
	if (typeof schema !== 'object' || schema === null) return schema;
	const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
	return 'properties' in copy ? {...copy, additionalProperties: false} : copy;
}

/** What of some data a schema refuses. */
export function errorsOf(schema: unknown, data: unknown): readonly string[] {
	const ajv = new Ajv({allErrors: true, strict: false});
	addFormats(ajv);
	const validate = ajv.compile(schema as Schema);
	// As a reader gets it: written and read again.
	validate(JSON.parse(JSON.stringify(data)));
	return (validate.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
}
