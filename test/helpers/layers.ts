import {cyclesOf, type Import} from './imports.ts';

/** What a layer may import of ours (as values and as types), as types alone, and of others. */
type Layer = {readonly values: readonly string[]; readonly types: readonly string[]; readonly outside: (specifier: string) => boolean};

const none = () => false;
/** What reaches other machines: `fetch` alone may, by AWS's SDK, and `queue`, by that and by the client of Redis. */
const isNetwork = (specifier: string) =>
	/^(?:@aws-sdk\/|@smithy\/|undici\b|ws$|ioredis$|bullmq$)|^(?:node:)?(?:dgram|dns|http|http2|https|inspector|net|tls)\b/.test(specifier);
const isNode = (specifier: string) => specifier.startsWith('node:') && !isNetwork(specifier);
const isNatural = (specifier: string) => specifier === 'natural' || specifier.startsWith('natural/');
const isFile = (specifier: string) => /^node:fs\b/.test(specifier);
const leavesProcess = (specifier: string) => /^node:(?:child_process|cluster|worker_threads)\b/.test(specifier);
/** Libraries and Node's pure parts: no network, no other processes. */
const reads = (specifier: string) => !leavesProcess(specifier) && !isNetwork(specifier) && !isNatural(specifier);
/** The same without files: bytes were read before. */
const parses = (specifier: string) => reads(specifier) && !isFile(specifier);
const anything = (specifier: string) => !isNetwork(specifier);

/** The words that all layers speak: erased types, and pure functions over them. */
const vocabulary = ['append', 'submitted', 'contract', 'evidence', 'limits', 'tree', 'filesystem', 'artifact', 'outcome', 'locate', 'policies', 'reason'];

/** The arrows that are allowed. A module's layer is the first name of its path under `src/`, or the root folder. */
const layers: Readonly<Record<string, Layer>> = {
	contract: {values: [], types: ['evidence', 'policies', 'tree'], outside: none},
	evidence: {values: ['evidence'], types: ['contract', 'limits', 'tree'], outside: none},
	limits: {values: ['limits'], types: [], outside: none},
	tree: {values: ['tree'], types: ['contract'], outside: none},
	filesystem: {values: [], types: ['contract'], outside: none},
	locate: {values: [], types: [], outside: none},
	reason: {values: [], types: [], outside: (specifier) => specifier === 'node:util'},
	append: {values: [], types: [], outside: none},
	table: {values: [], types: [], outside: isFile},
	memory: {values: [], types: [], outside: none},
	artifact: {values: [], types: vocabulary, outside: none},
	outcome: {values: [], types: vocabulary, outside: none},
	policies: {values: ['policies', 'limits'], types: ['contract'], outside: none},
	examples: {values: ['examples', 'limits'], types: ['contract'], outside: none},
	language: {
		values: ['append', 'language', 'limits', 'table'],
		types: ['contract', 'evidence'],
		outside: (specifier) => isNatural(specifier) || specifier === 'eld/small',
	},
	judge: {
		values: ['judge', 'language', 'evidence', 'tree', 'table', 'reason'],
		types: ['contract'],
		outside: (specifier) => ['listing-encoder', 'node:crypto', 'node:worker_threads'].includes(specifier),
	},
	iam: {values: ['append', 'iam', 'limits', 'table'], types: ['contract', 'evidence'], outside: none},
	read: {
		values: ['append', 'reason', 'paths', 'read', 'contract', 'evidence', 'limits', 'tree', 'filesystem', 'artifact', 'locate', 'language'],
		types: [],
		outside: reads,
	},
	gather: {
		values: [
			'append',
			'reason',
			'gather',
			'judge',
			'iam',
			'read',
			'memory',
			'contract',
			'evidence',
			'limits',
			'tree',
			'filesystem',
			'artifact',
			'locate',
			'language',
		],
		types: [],
		outside: parses,
	},
	diff: {
		values: ['append', 'reason', 'diff', 'gather', 'iam', 'language', 'contract', 'evidence', 'limits', 'tree', 'artifact', 'locate'],
		types: [],
		// `node:vm` is what stops a pattern that takes for ever.
		outside: (specifier) => specifier === '@aws-cdk/cloudformation-diff' || specifier === 'node:vm',
	},
	hits: {values: ['hits', 'language', 'limits', 'tree'], types: ['contract', 'evidence'], outside: none},
	validators: {values: ['contract', 'hits', 'limits', 'tree', 'examples', 'language'], types: ['evidence'], outside: none},
	run: {values: ['reason', 'contract', 'evidence', 'memory'], types: [], outside: none},
	holds: {values: ['evidence', 'run'], types: ['outcome'], outside: (specifier) => specifier === 'node:util'},
	fingerprint: {values: [], types: ['outcome'], outside: (specifier) => specifier === 'node:crypto'},
	mend: {values: [], types: ['contract'], outside: none},
	known: {values: ['contract'], types: ['outcome'], outside: none},
	baseline: {values: ['reason', 'known'], types: ['outcome'], outside: (specifier) => specifier === 'zod'},
	settle: {values: ['contract', 'fingerprint', 'known', 'mend', 'locate', 'outcome'], types: ['run'], outside: none},
	scoreboard: {values: ['policies'], types: ['contract', 'artifact', 'outcome', 'run'], outside: none},
	report: {
		values: ['report', 'diff', 'contract', 'evidence', 'filesystem', 'outcome', 'locate', 'artifact', 'policies', 'limits'],
		types: [],
		outside: (specifier) => parses(specifier) && specifier !== 'node:process',
	},
	version: {values: [], types: ['report'], outside: isNode},
	config: {values: ['config', 'read', 'language', ...vocabulary], types: ['run', 'settle'], outside: parses},
	unread: {values: ['evidence'], types: ['artifact'], outside: none},
	check: {
		values: ['check', 'config', 'gather', 'holds', 'judge', 'memory', 'read', 'run', 'settle', 'scoreboard', 'unread', ...vocabulary],
		types: [],
		outside: isNode,
	},
	paths: {values: [], types: [], outside: (specifier) => specifier === 'node:path'},
	'whole-file': {values: ['reason'], types: [], outside: isNode},
	submitted: {values: [], types: ['contract', 'evidence', 'outcome'], outside: none},
	// The composition roots tie everything together; no layer above lists them, so that nobody below imports them.
	submission: {values: ['check', 'config', 'gather', 'judge', 'paths', 'read', 'validators', ...vocabulary], types: ['memory', 'run'], outside: isNode},
	fix: {
		values: ['submitted', 'submission', 'gather', 'known', 'mend', 'paths'],
		types: ['contract', 'outcome', 'artifact', 'read'],
		outside: none,
	},
	// It listens on the loopback address, and opens no connection.
	serve: {
		values: ['reason', 'submitted', 'serve', 'submission', 'paths', 'report', 'temporary', 'version'],
		types: [],
		outside: (specifier) => isNode(specifier) || specifier === 'node:http' || specifier === 'node:net',
	},
	temporary: {values: ['reason'], types: [], outside: isNode},
	changed: {values: ['reason', 'submitted', 'submission', 'known', 'paths', 'read', 'temporary'], types: ['outcome'], outside: isNode},
	audit: {
		values: [
			'reason',
			'audit',
			'submission',
			'gather',
			'judge',
			'known',
			'memory',
			'report',
			'version',
			'read',
			'contract',
			'evidence',
			'paths',
			'policies',
			'tree',
			'whole-file',
		],
		types: ['artifact', 'filesystem', 'outcome', 'submitted'],
		outside: (specifier) => isNode(specifier) || specifier === 'zod' || specifier === 'hyparquet-writer',
	},
	queue: {
		values: ['reason', 'queue', 'audit', 'judge', 'version', 'read', 'paths', 'whole-file', 'temporary'],
		types: ['contract'],
		outside: (specifier) =>
			isNode(specifier) || ['@aws-sdk/client-s3', 'bullmq', 'ioredis', 'node:http', 'prom-client', 'tar-stream', 'zod'].includes(specifier),
	},
	comparison: {values: ['diff', 'gather', 'paths', 'read', 'submission', 'validators', ...vocabulary], types: [], outside: none},
	lsp: {
		values: ['lsp', 'submission', 'check', 'config', 'gather', 'judge', 'memory', 'read', 'report', 'validators', 'version', ...vocabulary],
		types: [],
		outside: reads,
	},
	index: {
		values: ['classify', 'submission', 'comparison', 'diff', 'fix', 'known', 'version', 'config', 'check', 'report', 'validators', ...vocabulary],
		types: ['run'],
		outside: none,
	},
	fetch: {
		values: ['whole-file', 'reason', 'fetch'],
		types: [],
		outside: (specifier) => ['@aws-sdk/client-marketplace-catalog', 'zod', 'node:crypto', 'node:fs/promises', 'node:path', 'node:stream'].includes(specifier),
	},
	classify: {values: ['gather', 'judge', 'validators', 'run', 'settle', 'contract'], types: ['evidence', 'policies'], outside: none},
	cli: {
		values: [
			'cli',
			'audit',
			'baseline',
			'paths',
			'queue',
			'read',
			'whole-file',
			'lsp',
			'serve',
			'changed',
			'fix',
			'classify',
			'submission',
			'comparison',
			'diff',
			'fetch',
			'fix',
			'version',
			'config',
			'check',
			'report',
			'validators',
			'examples',
			...vocabulary,
		],
		types: ['run', 'settle'],
		outside: anything,
	},
};

/**
 * Types that name each other and nothing else: a validator is typed by the evidence that it reads, and evidence is typed
 * by the contract's places. All of it is gone when the modules run, so no order of loading hangs on it.
 */
const mayCircle = /^src\/(?:contract|evidence|tree|evidence\/[a-z-]+)\.ts$/;

/** `src/report/json.ts` lies in `report`, `src/cli.ts` in `cli`, `validators/iam/x.ts` in `validators`. */
function layerOf(file: string): string {
	const [root = '', next = ''] = file.split('/');
	return root === 'src' ? next.replace(/\.ts$/, '') : root;
}

/** Every arrow that no layer allows, and every circle, in words. */
export function layerFaults(imports: readonly Import[]): readonly string[] {
	return [...imports.flatMap((edge) => arrowFault(edge) ?? []), ...circleFaults(imports)];
}

function arrowFault({from, to, own, typeOnly}: Import): string | undefined {
	const layer = layers[layerOf(from)];
	if (layer === undefined) return `${from}: its layer ${layerOf(from)} is not in test/helpers/layers.ts`;
	// The one module of `read` that opens files; the others get bytes.
	if (from === 'src/read/folder.ts' && /^node:fs\b/.test(to)) return undefined;
	// The two that read documents in a thread, which ends with its time.
	if (/^src\/read\/documents\/(?:aside|document-thread)\.ts$/.test(from) && to === 'node:worker_threads') return undefined;
	if (!own) return layer.outside(to) ? undefined : `${from} may not import ${to}`;
	const target = layerOf(to);
	// The registry is the one module of `validators` that imports rules; a rule never imports another.
	if ((from === 'validators/index.ts' || from === 'validators/texts.ts') && target === 'validators') return undefined;
	if (layer.values.includes(target) || (typeOnly && layer.types.includes(target))) return undefined;
	return `${from} may not import ${to}${layer.types.includes(target) ? ', but for its types' : ''}`;
}

function circleFaults(imports: readonly Import[]): readonly string[] {
	return cyclesOf(imports).flatMap((group) => {
		const inside = imports.filter(({from, to}) => group.includes(from) && group.includes(to));
		const harmless = group.every((file) => mayCircle.test(file)) && inside.every(({typeOnly}) => typeOnly);
		return harmless ? [] : [`circle: ${group.join(', ')}`];
	});
}
