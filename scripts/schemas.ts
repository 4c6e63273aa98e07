/** Writes `schemas/`: the JSON Schemas of the reports and the configuration. With `--check`, fails when they are not current. */

import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod';
import {configSchema} from '../src/config/schema.ts';
import {diffSchema} from '../src/report/diff-schema.ts';
import {reportSchema} from '../src/report/schema.ts';

const folder = join(import.meta.dirname, '..', '..', 'schemas');
const schemas = {'report-1.schema.json': reportSchema, 'diff-1.schema.json': diffSchema, 'config.schema.json': configSchema};

mkdirSync(folder, {recursive: true});
for (const [name, schema] of Object.entries(schemas)) {
	const target = join(folder, name);
	// `input`: what a user may write, before defaults; both shapes are the same there.
	const text = `${JSON.stringify(z.toJSONSchema(schema, {io: 'input'}), undefined, '\t')}\n`;
	if (!process.argv.includes('--check')) writeFileSync(target, text);
	else if (current(target) !== text) {
		console.error(`schemas/${name} is not current: run npm run schemas`);
		process.exitCode = 1;
	}
}

function current(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}
