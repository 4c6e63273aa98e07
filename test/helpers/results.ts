import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type Wanted, writePictures} from '../../src/audit/pictures.ts';
import {readResult} from '../../src/audit/result.ts';
import {newTally, type Summary} from '../../src/audit/tally.ts';
import type {Severity} from '../../src/contract.ts';
import {newFolder} from './scratch.ts';

/** A finding of a made result. */
export type MadeFinding = {
	readonly rule: string;
	readonly policy: string;
	readonly severity: Severity;
	readonly message: string;
	readonly help?: string;
	readonly source?: string;
	readonly subject?: string;
	readonly place: {readonly file: string; readonly logicalId?: string; readonly start?: {readonly line: number; readonly column: number}};
	readonly excerpt?: string;
	readonly confidence?: number;
	readonly fingerprint?: string;
};

/** A finding, with what is not given made up. */
export function madeFinding(given: Partial<MadeFinding> = {}): MadeFinding {
	return {
		rule: 'template/no-password-default',
		policy: 'access.no-fixed-passwords',
		severity: 'error',
		message: 'AdminPassword has a default.',
		help: 'Take the Default out.',
		source: 'https://docs.aws.amazon.com/marketplace/',
		subject: 'AdminPassword',
		place: {file: 'stack.yaml', logicalId: 'AdminPassword', start: {line: 8, column: 14}},
		excerpt: 'Cormorant123',
		fingerprint: '0123456789abcdef:1',
		...given,
	};
}

/** A line of `results.ndjson` for a submission with these findings: a policy with an error is violated, one with less is for review. `given` are keys of the report, `further` those of the line. */
export function checkedLine(submission: string, findings: readonly MadeFinding[], given: object = {}, further: object = {}): string {
	const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
	const ids = [...new Set(findings.map(({policy}) => policy)), 'architecture.hvm'];
	const report = {
		schemaVersion: 1,
		tool: {name: 'shelfready', version: '0.1.0'},
		edition: 'ami-2025',
		today: '2026-11-01',
		artifacts: [{file: 'stack.yaml', kind: 'template', detail: 'CloudFormation', sha256: '0'.repeat(64)}],
		findings,
		policies: ids.map((id) => {
			const own = findings.flatMap((finding, index) => (finding.policy === id ? [index] : []));
			const isViolated = own.some((index) => findings[index]?.severity === 'error');
			const verdict = own.length === 0 ? 'not-assessed' : isViolated ? 'violated' : 'review';
			return {id, verdict, reason: own.length === 0 ? 'no image came along' : `${own.length} findings`, findings: own};
		}),
		notAssessed: [],
		waived: [],
		waivers: [],
		problems: [],
		summary: {errors: count('error'), warnings: count('warning'), notes: count('note')},
		...given,
	};
	return JSON.stringify({submission, status: 'checked', report, ...further});
}

/** A line of one that failed. */
export function failedLine(submission: string, error: string): string {
	return JSON.stringify({submission, status: 'failed', error});
}

/** What a summary may hold beyond what lines add up to. */
export type Extras = Partial<Pick<Summary, 'history' | 'since' | 'editions' | 'families'>>;

const run = {
	today: '2026-10-01',
	version: '0.0.9',
	checked: 2,
	failed: 0,
	withErrors: 2,
	findings: {errors: 9, warnings: 1, notes: 0},
	violated: {'architecture.hvm': 2},
};
const counts = {new: 3, mended: 8, persisting: 1};
const none = {new: 0, mended: 0};

/** A bit of everything that a summary may hold, of submissions `godwit` and `heron`. */
export const extras: Extras = {
	history: [run, {...run, today: '2026-11-01', version: '0.1.0', findings: {errors: 2, warnings: 2, notes: 0}, violated: {}}],
	since: {
		today: '2026-10-01',
		version: '0.0.9',
		findings: counts,
		submissions: {unchanged: 0, changed: 2, added: 1, removed: 0, failed: 0, recovered: 0, renamed: 0},
		causes: {submission: {new: 3, mended: 7}, edition: none, tool: {new: 0, mended: 1}, day: none, settings: none},
		rules: [{rule: 'image/require-hvm', new: 3, mended: 8}],
		policies: [{policy: 'architecture.hvm', worse: 0, better: 2}],
		products: [{id: 'prod-1', title: 'Godwit', versions: ['1.0', '1.1'], ...counts}],
	},
	editions: {
		to: 'ami-2020',
		submissions: {compared: 2, changed: 1},
		findings: {added: 1, removed: 0, graver: 2, milder: 0},
		policies: [{policy: 'architecture.hvm', flips: [{from: 'review', to: 'violated', submissions: 1}]}],
		most: [{submission: 'heron', added: 1, removed: 0, graver: 2, milder: 0}],
	},
	families: {
		threshold: 0.85,
		compared: {template: 40, text: 0},
		families: {template: 1, text: 0},
		members: {template: 34, text: 0},
		largest: [{kind: 'template', members: 34, submissions: 30, like: {submission: 'heron', file: 'stack.yaml'}, shared: [{rule: 'iam/no-wildcard-action'}]}],
	},
};

/** Writes a run's results and all that is made of them into a new folder. Where there is an earlier run, all that changed is of `godwit-0`. */
export async function pictured(lines: readonly string[], more: Extras = {}, wanted: Wanted = {}): Promise<string> {
	const out = newFolder();
	await writeFile(join(out, 'results.ndjson'), lines.map((line) => `${line}\n`).join(''));
	if (more.since !== undefined)
		await writeFile(join(out, 'changes.ndjson'), `${JSON.stringify({submission: 'godwit-0', state: 'changed', counts: more.since.findings})}\n`);
	const tally = newTally();
	for (const line of lines) {
		const result = readResult(line);
		if (result === undefined) throw new Error(`no result: ${line}`);
		tally.add(result);
	}
	await writePictures(out, {...tally.summary({tool: {name: 'shelfready', version: '0.1.0'}, today: '2026-11-01'}), ...more}, wanted);
	return out;
}
