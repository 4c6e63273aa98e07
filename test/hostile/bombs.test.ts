import {rm} from 'node:fs/promises';
import test from 'ava';
import {readArtifact} from '../../src/read/artifact.ts';
import {folderOf, shelfready} from '../helpers/command.ts';
import {docxs, pdfs} from './bombs/documents.ts';
import {adoc, html, json, markdown, plain, rst, yaml} from './bombs/texts.ts';

type Bombs = Readonly<Record<string, () => string | Uint8Array>>;

const texts: Readonly<Record<string, Bombs>> = {yaml, json, html, md: markdown, rst, adoc, txt: plain};

for (const [extension, bombs] of Object.entries(texts)) {
	test(`${extension}: the beginning of each bomb is read, or refused with what is wrong with it`, async (t) => {
		for (const [name, make] of Object.entries(bombs)) {
			const {artifact, problems} = await readArtifact({file: `bomb.${extension}`, bytes: Buffer.from(make().slice(0, 20_000))});
			t.is(artifact?.file, `bomb.${extension}`, name);
			t.true(
				problems.every(({file, message}) => file === `bomb.${extension}` && message.length < 300),
				name,
			);
		}
	});
}

/** Bombs of their whole size, each with what is said of it; nothing where it costs no more than its length. */
const attacks: Readonly<Record<string, readonly (readonly [bomb: () => string | Uint8Array, file: string, said?: RegExp])[]>> = {
	YAML: [
		[bomb(yaml, 'aliases of aliases'), 'aliases.yaml', /more than 1000000 values once its aliases are followed/],
		[bomb(yaml, 'merge keys of merge keys'), 'merge.yaml', /more than 1000000 values once its aliases are followed/],
		[bomb(yaml, 'an anchor inside itself'), 'self.yaml', /the alias \*a names no anchor before it/],
		[bomb(yaml, 'brackets without end'), 'deep.yaml', /nested deeper than 200 levels/],
		[bomb(yaml, 'lists in lists on a line'), 'lists.yaml', /nested deeper than 200 levels/],
		[bomb(yaml, 'million duplicate keys'), 'twice.yaml', /more than 20000 keys that stand twice/],
		[bomb(yaml, 'a fault a line'), 'faults.yaml', /too large to be read past its first fault/],
		[bomb(yaml, '300,000 anchors'), 'anchors.yaml', /more than 20000 keys that stand twice, comments, aliases and the like/],
	],
	JSON: [
		[bomb(json, 'two million brackets'), 'deep.json', /nested deeper than 200 levels/],
		[bomb(json, 'many values'), 'wide.json', /more than 1000000 values/],
		[bomb(json, 'brackets under a string that does not end'), 'open.json', /nested deeper than 200 levels/],
		[bomb(json, 'brackets after a quote in a comment'), 'quoted.json', /nested deeper than 200 levels/],
		[bomb(json, 'brackets after others that close nothing'), 'closers.json', /nested deeper than 200 levels/],
		// Each of its ten thousand findings took as long as the whole file: minutes.
		[bomb(json, 'comments'), 'comments.json', /invalid comment token/],
		[bomb(json, 'a scan of brackets'), 'scan.json', /nested deeper than 200 levels/],
		[bomb(json, 'a long number'), 'number.json'],
	],
	PDF: [
		[bomb(pdfs, 'a stream of 1 GB'), 'stream.pdf', /takes (?:more than 20 s|too much memory) to read and was not read/],
		[bomb(pdfs, 'a script'), 'script.pdf', /holds no text/],
	],
	DOCX: [
		[bomb(docxs, 'a part that claims 4 GB'), 'claims.docx', /its part word\/document\.xml unpacks to 4096 MB: the limit is 50 MB/],
		// The table of contents lies: what is unpacked is bounded by time.
		[bomb(docxs, 'one part under many names'), 'quoted.docx', /takes more than 20 s to read and was not read/],
		[bomb(docxs, 'paragraphs in paragraphs'), 'deep.docx', /nested deeper than 200 levels/],
		[bomb(docxs, 'entities declared'), 'entities.docx'],
	],
	'Markdown and AsciiDoc': [
		[bomb(adoc, 'tables'), 'tables.adoc'],
		[bomb(adoc, 'lines apart'), 'lines.adoc', /more than 50000 blocks of text; what follows was not read/],
		[bomb(markdown, 'numbers on a line'), 'numbers.md', /nested deeper than 200 levels/],
		[bomb(markdown, 'links opened'), 'links.md', /more than 3000 marks of Markdown/],
		[bomb(markdown, 'quotations'), 'quotations.md', /nested deeper than 200 levels/],
	],
};

function bomb(bombs: Bombs, name: string): () => string | Uint8Array {
	const make = bombs[name];
	if (make === undefined) throw new Error(`no bomb ${name}`);
	return make;
}

const faulty = JSON.stringify({AWSTemplateFormatVersion: '2010-09-09', Parameters: {Password: {Type: 'String', Default: 'abc'}}, Resources: {}});

for (const [format, bombs] of Object.entries(attacks)) {
	test.serial(`${format}: bombs end with their reason, in a gigabyte, and what lies beside them is checked`, async (t) => {
		t.timeout(300_000);
		const folder = await folderOf({'good.json': faulty, ...Object.fromEntries(bombs.map(([make, file]) => [file, make()]))});
		t.teardown(() => rm(folder, {recursive: true, force: true}));
		const ran = await shelfready(['check', folder, '--format', 'json', '--no-cfn-lint'], {env: {NODE_OPTIONS: '--max-old-space-size=1024'}});
		t.is(ran.code, 2, ran.stderr);
		const {problems, findings} = JSON.parse(ran.stdout) as {
			readonly problems: readonly {readonly file: string; readonly message: string}[];
			readonly findings: readonly {readonly rule: string; readonly place: {readonly file: string}}[];
		};
		for (const [, file, said] of bombs) {
			const found = problems.filter((problem) => problem.file === file).map(({message}) => message);
			if (said === undefined) t.deepEqual(found, [], file);
			else t.regex(found.join('\n'), said, file);
		}
		t.true(findings.some(({rule, place}) => rule === 'template/no-password-default' && place.file === 'good.json'));
	});
}
