import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {literalsOf, madePatternsIn, patternsIn, type Verdicts} from '../helpers/patterns.ts';
import {projectRoot} from '../helpers/project.ts';

/** What `node dist/scripts/patterns.js` found out. */
const verdicts = JSON.parse(readFileSync(join(projectRoot, 'test', 'meta', 'patterns.json'), 'utf8')) as Verdicts;

/** Patterns that take time with the square of what they are run over, and why that is no more than a moment where they are run. */
const reviewed: ReadonlyMap<string, string> = new Map([
	['/\\/.*$/', "a condition key of AWS's, or one line of a policy: `.*` reaches its end"],
	['/\\s*$/', 'at most 400 characters of white space'],
	['/\\s*\\n\\s*/g', "a cell of a table of ours: rules' own texts, and names on one line"],
	['/^[*/:]*\\*[*/:]*$/', "a resource's name, which ends the search at its first other character"],
	['/^\\d+\\w*-/', 'anchored: one word of a script, whose length is bounded'],
	['/#.*$/', 'one line: `.*` reaches its end'],
	['/@(.+)$/', "a unit's file name, one line: `.+` reaches its end"],
	['/[ \\t]*$/', 'at most 50 characters'],
	['/[ \\t][#;].*$/', 'one line: `.*` reaches its end'],
	['/[\\w./-]*$/', 'at most 100 characters'],
	['/\\..*$/', 'a name of a template: `.*` reaches its end'],
	['/\\$\\{([^}]{0,300})\\}/g', 'each opening is followed for 300 characters'],
	['/\\[([^\\]]*)\\]\\(([^)]*)\\)/g', "rules' own texts"],
	['/\\n\\s*$/', 'at most 100 characters'],
	['/\\s*[\\r\\n]\\s*/g', 'a text cut to what a page shows'],
	['/^<(\\/?)([\\w:.-]+)([\\s\\S]*?)(\\/?)>$/', 'one tag, in which `>` stands at its end alone; in the thread that is ended'],
	['/^\\d*\\.?\\d+$/', 'an argument of the command line'],
	['/[,)}\\]]{1,50}$/', 'at most 50 characters are tried at each place'],
	['/\\$\\{[^}]{0,200}\\}/g', 'each opening is followed for 200 characters'],
	['/\\/+$/', 'where keys on S3 begin: an argument of the command line, or at most 500 characters'],
	['/[.,=]{1,50}$/', 'at most 50 characters are tried at each place'],
	['/[.:,;]{1,50}$/', 'at most 50 characters are tried at each place'],
	['/^["\']|["\',;]{1,50}$/g', 'at most 50 characters are tried at each place'],
]);

/** Files that make patterns when they run, by how many: of constants of ours, of texts with everything escaped, or of a template's own under a time. */
const made: Readonly<Record<string, number>> = {
	'src/audit/compare.ts': 1,
	'src/audit/export/csv.ts': 2,
	'src/diff/parameters.ts': 1,
	'src/language/asked.ts': 1,
	'src/limits/regions.ts': 1,
	'src/limits/remote-access.ts': 2,
	'src/limits/tokens.ts': 1,
	'src/limits/windows-folders.ts': 2,
	'src/read/page.ts': 1,
	'src/gather/policy-texts/attachments.ts': 1,
	'src/gather/policy-texts/program-calls.ts': 1,
	'src/gather/root/product-files.ts': 2,
	'src/gather/template/region-lookups.ts': 1,
	'src/gather/template/secret-uses.ts': 3,
	'src/read/documents/asciidoc-inline.ts': 2,
	'src/read/filesystem/kept.ts': 1,
	'src/gather/root/startup/remote-access.ts': 1,
	'src/gather/root/startup/sendings.ts': 2,
};

const found = [...new Set(patternsIn(projectRoot).map(({pattern}) => pattern))];

test('every pattern has been judged', (t) => {
	t.true(found.length > 1500);
	t.deepEqual(
		found.filter((pattern) => !Object.hasOwn(verdicts, pattern)),
		[],
		'run node dist/scripts/patterns.js',
	);
});

test('no pattern is known to take long, but those that were looked at', (t) => {
	const vulnerable = found.filter((pattern) => Object.hasOwn(verdicts, pattern) && !/^(?:linear|unknown)/.test(verdicts[pattern] ?? ''));
	t.deepEqual(vulnerable.toSorted(), [...reviewed.keys()].toSorted());
});

test('no new pattern is left undecided: those that are, are as many as they were', (t) => {
	const undecided = found.filter((pattern) => verdicts[pattern]?.startsWith('unknown'));
	t.true(undecided.length <= 611, String(undecided.length));
});

test('patterns are made in known places alone', (t) => {
	t.deepEqual(madePatternsIn(projectRoot), made);
});

test('literals are told from divisions, texts and comments', (t) => {
	const code = "const a = b / c / d; // /no/\nconst e = '/no/' + `/no/${/yes[/]/g.test('`')}/no/`; return /also\\/yes/u;";
	t.deepEqual(literalsOf(code), ['/yes[/]/g', '/also\\/yes/u']);
});
