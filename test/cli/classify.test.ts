import {join} from 'node:path';
import test from 'ava';
import {folderOf, shelfready} from '../helpers/command.ts';

type Line = {
	readonly id?: string | number;
	readonly line?: number;
	readonly error?: string;
	readonly notAssessed?: string;
	readonly incomplete?: true;
	readonly findings?: readonly {
		readonly rule: string;
		readonly policy: string;
		readonly severity: string;
		readonly confidence: number;
		readonly excerpt: string;
		readonly start: number;
		readonly end: number;
	}[];
};

const asked = 'Launch the product. Create an IAM user and enter its access key and secret key under Settings > Cloud. Then wait.';
const fine = 'Never enter access keys: the instance uses its IAM role.';

async function classify(
	lines: readonly (object | string)[],
): Promise<{readonly code: number | null; readonly stderr: string; readonly lines: readonly Line[]}> {
	const input = `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`;
	const {code, stdout, stderr} = await shelfready(['classify'], {input});
	return {
		code,
		stderr,
		lines: stdout
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => JSON.parse(line) as Line),
	};
}

test('a line for each line, in order, with the sentence and where it stands', async (t) => {
	const {code, stderr, lines} = await classify([
		{id: 'a', text: asked, context: 'usage-instructions', licensing: 'paid'},
		{id: 'b', text: fine},
		{id: 3, text: ''},
	]);
	t.is(code, 0);
	t.is(stderr, '');
	t.deepEqual(
		lines.map(({id}) => id),
		['a', 'b', 3],
	);
	const [finding] = lines[0]?.findings ?? [];
	t.like(finding, {
		rule: 'language/no-aws-keys',
		policy: 'security.no-aws-keys-from-users',
		excerpt: 'Create an IAM user and enter its access key and secret key under Settings > Cloud.',
	});
	t.is(asked.slice(finding?.start, finding?.end), finding?.excerpt ?? '');
	t.true((finding?.confidence ?? 0) > 0 && (finding?.confidence ?? 2) <= 1);
	t.deepEqual(lines[1]?.findings, []);
	t.deepEqual(lines[2]?.findings, []);
});

test('bad lines are told by number, and the run goes on and ends with 2', async (t) => {
	const {code, lines} = await classify(['{"text": "One."}', 'no json', '', '{"id": 7}', '{"text": "x", "context": "poem"}', '{"id": "last", "text": "Two."}']);
	t.is(code, 2);
	t.is(lines.length, 5);
	t.like(lines[1], {line: 2});
	t.regex(lines[1]?.error ?? '', /no JSON/);
	t.regex(lines[2]?.error ?? '', /text/);
	t.is(lines[2]?.line, 4);
	t.regex(lines[3]?.error ?? '', /context/);
	t.like(lines[4], {id: 'last', findings: []});
});

test('BYOL buyers may be asked for a key, and for nothing else', async (t) => {
	const text = 'After launch, order your licence key from sales@example.com and paste it into the activation page.';
	const {lines} = await classify([
		{text, licensing: 'paid'},
		{text, licensing: 'byol'},
		{text: asked, licensing: 'byol'},
	]);
	t.true(lines[0]?.findings?.some(({policy}) => policy === 'usage.fulfilment-on-marketplace'));
	t.false(lines[1]?.findings?.some(({policy}) => policy === 'usage.fulfilment-on-marketplace'));
	t.true(lines[2]?.findings?.some(({policy}) => policy === 'security.no-aws-keys-from-users'));
});

test('another language is said to be not assessed', async (t) => {
	const text = 'Starten Sie die Instanz aus dem AWS Marketplace und geben Sie danach den geheimen Schlüssel Ihres Kontos in der Konsole ein.';
	const {code, lines} = await classify([{text}]);
	t.is(code, 0);
	t.regex(lines[0]?.notAssessed ?? '', /German/);
});

test('what is more than is looked at of one text is said, with status 2', async (t) => {
	const ask = 'Contact sales@example.com to buy a licence key.';
	const {code, lines} = await classify([{text: `${'lorem '.repeat(20_000)}${ask}`}, {text: `${'Well.\n\n'.repeat(60_000)}${ask}`}]);
	t.is(code, 2);
	t.deepEqual(
		lines.map(({notAssessed, incomplete}) => [notAssessed, incomplete]),
		[
			['a block of text longer than 100000 characters; its end was not read', true],
			['more than 50000 blocks of text; what follows was not read', true],
		],
	);
	t.like((await classify([{text: `${'lorem '.repeat(10_000)}${ask}`}])).lines[0], {incomplete: undefined, findings: {length: 1}});
});

test('a file, and one that is not there', async (t) => {
	const folder = await folderOf({'in.ndjson': `\ufeff{"id": 1, "text": ${JSON.stringify(fine)}}\r\n`});
	const {code, stdout} = await shelfready(['classify', join(folder, 'in.ndjson')]);
	t.is(code, 0);
	t.deepEqual(JSON.parse(stdout), {id: 1, findings: []});
	const missing = await shelfready(['classify', join(folder, 'missing.ndjson')]);
	t.is(missing.code, 2);
	t.is(missing.stderr, `shelfready: ${join(folder, 'missing.ndjson')}: does not exist\n`);
	t.is((await shelfready(['classify', folder])).stderr, `shelfready: ${folder}: is a folder, where a file must be\n`);
});
