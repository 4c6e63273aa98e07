import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {runInNewContext} from 'node:vm';
import test from 'ava';
import {projectRoot} from '../helpers/project.ts';

const page = readFileSync(join(projectRoot, 'docs', 'threat-model.md'), 'utf8');

/** Bytes, milliseconds or a plain number, as the page writes it. */
function numberOf(text: string): number {
	const [number = '', unit = ''] = text.split(' ');
	const units: ReadonlyMap<string, number> = new Map([
		['', 1],
		['ms', 1],
		['s', 1000],
		['MB', 1024 ** 2],
		['GB', 1024 ** 3],
	]);
	return Number(number.replaceAll(',', '')) * (units.get(unit) ?? Number.NaN);
}

/** The value of a constant, `name` or `object.key`, in a file of ours. */
function constantIn(file: string, name: string): unknown {
	const source = readFileSync(join(projectRoot, file), 'utf8');
	const [of = '', key] = name.split('.');
	const written = new RegExp(`^(?:export )?const ${of} = ([^;]+);`, 'm').exec(source)?.[1];
	if (written === undefined) return undefined;
	return runInNewContext(`(${written})${key === undefined ? '' : `.${key}`}`, {mebibyte: 1024 ** 2}) as unknown;
}

test('the limits of the threat model are those of the code', (t) => {
	const rows = [...page.matchAll(/^\| [^|]+ \| [^|]+ \| ([^|]+) \| `([^`]+)` `([^`]+)` \|$/gm)];
	t.true(rows.length > 30);
	for (const [, said = '', file = '', name = ''] of rows) t.is(constantIn(file, name), numberOf(said), `${file} ${name}`);
});

test('every bound that all readers share is in the threat model', (t) => {
	const source = readFileSync(join(projectRoot, 'src/read/bounds.ts'), 'utf8');
	// These are no limits: they say what is read at once, and what is kept to say what a file is.
	const others = ['maxQuickText', 'headBytes'];
	for (const [, name = ''] of source.matchAll(/^export const (\w+) =/gm)) t.true(others.includes(name) || page.includes(`\`${name}\``), name);
});

test('every test that the threat model names is there', (t) => {
	const links = [...page.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = '']) => path);
	t.true(links.length > 8);
	for (const path of links) t.true(existsSync(join(projectRoot, path)), path);
});
