import test from 'ava';
import {importsOf} from '../helpers/imports.ts';
import {layerFaults} from '../helpers/layers.ts';
import {filesUnder, readProjectFile} from '../helpers/project.ts';

const files = [...filesUnder('src', '.ts'), ...filesUnder('validators', '.ts')];
const texts = new Map(files.map((file) => [file, readProjectFile(file) ?? '']));
const imports = [...texts].flatMap(([file, text]) => importsOf(file, text));

test('our modules keep to their layers, without circles', (t) => {
	t.true(imports.length > files.length);
	t.deepEqual(layerFaults(imports), []);
});

test('every import statement is understood', (t) => {
	for (const [file, text] of texts) {
		// A statement ends on a line of its own: either it is all there, or it closes its braces there.
		const written = text.match(/^(?:(?:import|export|\}).* from|import) '[^']+';$/gm)?.length ?? 0;
		t.is(importsOf(file, text.replaceAll("import('", "skipped('")).length, written, file);
	}
});

/** Node brings `fetch` and the like without an import. What stands in texts and comments is no use. */
const usesNetwork = (text: string) =>
	/(?<![.\w])(?:globalThis\.)?fetch\(|\bnew (?:WebSocket|EventSource|XMLHttpRequest)\b/.test(
		text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, ''),
	);

test('no module uses the network that Node brings without an import', (t) => {
	// The script of the page runs in a browser, whose policy lets it talk to the page's own server alone.
	for (const [file, text] of texts) if (file !== 'src/serve/script.ts') t.false(usesNetwork(text), file);
	t.true(usesNetwork("const answer = await fetch('https://example.com');"));
	t.true(usesNetwork('return new WebSocket(url);'));
	t.false(usesNetwork("// fetch(it)\nconst said = 'fetch(it)'; cache.fetch(said);"));
});

test('each of our modules that is imported exists', (t) => {
	t.deepEqual(
		imports.filter(({own, to}) => own && !texts.has(to)),
		[],
	);
});

const refuses = test.macro({
	exec(t, modules: Readonly<Record<string, string>>, faults: readonly string[]) {
		t.deepEqual(layerFaults(Object.entries(modules).flatMap(([file, text]) => importsOf(file, text))), faults);
	},
	title: (given = '') => `refused: ${given}`,
});
test('a rule that imports a rule', refuses, {'validators/a/b.ts': "import {c} from './c.ts';"}, ['validators/a/b.ts may not import validators/a/c.ts']);
test('a rule that imports a package', refuses, {'validators/a/b.ts': "import * as z from 'zod';"}, ['validators/a/b.ts may not import zod']);
test('a rule that reads files', refuses, {'validators/a/b.ts': "import {readFileSync} from 'node:fs';"}, ['validators/a/b.ts may not import node:fs']);
test('a rule that takes more than types of evidence', refuses, {'validators/a/b.ts': "import {isAbsent} from '../../src/evidence.ts';"}, [
	'validators/a/b.ts may not import src/evidence.ts, but for its types',
]);
test('a report that reads files', refuses, {'src/report/x.ts': "const fs = await import('node:fs');"}, ['src/report/x.ts may not import node:fs']);
test('a gatherer that imports a rule', refuses, {'src/gather/x.ts': "import {\n\ttype A,\n\tb,\n} from '../../validators/index.ts';"}, [
	'src/gather/x.ts may not import validators/index.ts',
]);
test('natural outside of language', refuses, {'src/gather/x.ts': "import {x} from 'natural/lib/natural/stemmers/index.js';"}, [
	'src/gather/x.ts may not import natural/lib/natural/stemmers/index.js',
]);
test(
	'a network but for fetch',
	refuses,
	{'src/cli/x.ts': "import {get} from 'node:https';\nconst sdk = await import('@aws-sdk/client-marketplace-catalog');"},
	['src/cli/x.ts may not import node:https', 'src/cli/x.ts may not import @aws-sdk/client-marketplace-catalog'],
);
test('a network of fetch without the SDK', refuses, {'src/fetch/x.ts': "import {get} from 'node:https';"}, ['src/fetch/x.ts may not import node:https']);
test('a layer that nobody placed', refuses, {'src/extra/x.ts': "import 'zod';"}, ['src/extra/x.ts: its layer extra is not in test/helpers/layers.ts']);
test('a circle, even of types', refuses, {'src/read/a.ts': "import type {B} from './b.ts';", 'src/read/b.ts': "export type {A} from './a.ts';"}, [
	'circle: src/read/a.ts, src/read/b.ts',
]);
test(
	'a circle of values between contract and evidence',
	refuses,
	{'src/evidence.ts': "import {isX} from './evidence/x.ts';", 'src/evidence/x.ts': "import type {E} from '../evidence.ts';"},
	['circle: src/evidence.ts, src/evidence/x.ts'],
);
test(
	'nothing of what is allowed',
	refuses,
	{
		'validators/a/b.ts': "import {pages} from '../../src/limits.ts';\nimport type {Image} from '../../src/evidence/image.ts';\n// import * as z from 'zod';",
		'src/evidence/x.ts': "import type {Place} from '../contract.ts';",
		'src/contract.ts': "import {type X} from './evidence/x.ts';",
		'src/cli.ts': "import {Command} from 'commander';",
	},
	[],
);
