/**
 * Template rules held against templates that a person labelled: counts of agreement for each label. Run by hand:
 * `node dist/test/measure/labels.js [--tune | --all]`. `--tune` names the disagreements of the half that rules may be tuned
 * on, `--all` those of both halves.
 */

import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {check} from '../../src/check.ts';
import type {Finding} from '../../src/outcome.ts';
import {validators} from '../../validators/index.ts';
import {projectRoot} from '../helpers/project.ts';
import {today} from '../helpers/submission.ts';

type Label = {readonly verdict: string; readonly severity?: string; readonly where?: readonly string[]};
type Grade = 'hard' | 'soft' | 'ok';

const folder = join(projectRoot, '..', 'shared', 'templates-real');

/** Whether any of the rules found something, and how bad: an error is hard, a warning soft. Notes are no verdict. */
function gradeOf(findings: readonly Finding[], rules: readonly string[]): Grade {
	const severities = findings.filter(({rule}) => rules.includes(rule)).map(({severity}) => severity);
	return severities.includes('error') ? 'hard' : severities.includes('warning') ? 'soft' : 'ok';
}

/** Each label, the rules that stand for it, and what a label's verdict comes to. */
const measured: Readonly<Record<string, {readonly rules: readonly string[]; readonly wanted: (label: Label, text: string) => Grade}>> = {
	'password-default': {
		rules: ['template/no-password-default', 'template/no-literal-password', 'template/no-fixed-password-in-user-data'],
		wanted: gradeOfLabel,
	},
	'open-admin-port': {rules: ['template/no-open-admin-port', 'template/no-open-port-default'], wanted: gradeOfLabel},
	// "absent" is also said of templates that launch nothing themselves, where nothing is lacking.
	'key-pair': {
		rules: ['template/key-pair-parameter'],
		wanted: ({verdict}, text) =>
			verdict === 'absent' && /AWS::EC2::(?:Instance|LaunchTemplate|SpotFleet)\b|::LaunchConfiguration\b/.test(text) ? 'soft' : 'ok',
	},
	'region-hardcode': {
		rules: ['template/no-region-literal', 'template/no-zone-literal', 'template/complete-region-map'],
		wanted: gradeOfLabel,
	},
	'iam-least-privilege': {
		rules: validators.filter(({policy}) => policy === 'security.least-privilege').map(({id}) => id),
		wanted: gradeOfLabel,
	},
	'single-ami': {rules: ['template/one-product-ami', 'template/no-second-aws-ami'], wanted: ({verdict}) => (verdict === 'multi' ? 'hard' : 'ok')},
	'iam-long-lived-keys': {rules: ['template/no-access-key-resource', 'template/no-aws-key-parameter'], wanted: gradeOfLabel},
};

function gradeOfLabel({verdict, severity}: Label): Grade {
	if (verdict !== 'violated') return 'ok';
	return severity === 'soft' ? 'soft' : 'hard';
}

type Row = {
	readonly file: string;
	readonly half: 'tune' | 'final';
	readonly label: string;
	readonly wanted: Grade;
	readonly found: Grade;
	readonly said: string;
	/** Names of the label that no error or warning is about. */
	readonly unnamed: readonly string[];
};

async function measure(): Promise<readonly Row[]> {
	const labels = JSON.parse(readFileSync(join(folder, 'LABELS.json'), 'utf8')) as Readonly<Record<string, Readonly<Record<string, Label>>>>;
	const rows: Row[] = [];
	for (const [file, verdicts] of Object.entries(labels)) {
		const bytes = readFileSync(join(folder, file));
		const half = /^[0-7]/.test(createHash('sha256').update(bytes).digest('hex')) ? 'tune' : 'final';
		const {findings, problems} = await check({inputs: [{file, bytes}], validators, today});
		for (const {message} of problems) console.log(`${file}: ${message}`);
		for (const [label, {rules, wanted}] of Object.entries(measured)) {
			const verdict = verdicts[label];
			if (verdict === undefined) continue;
			const said = findings.filter(({rule}) => rules.includes(rule)).map(({severity, message}) => `${severity} ${message}`);
			const grave = findings.filter((finding) => rules.includes(finding.rule) && finding.severity !== 'note');
			const named = new Set(grave.flatMap(({subject, place}) => [subject, place.logicalId]));
			const unnamed = verdict.verdict === 'violated' ? (verdict.where ?? []).filter((name) => !named.has(name)) : [];
			rows.push({unnamed, file, half, label, wanted: wanted(verdict, bytes.toString('utf8')), found: gradeOf(findings, rules), said: said.join(' | ')});
		}
	}
	return rows;
}

/** Hits, misses and false alarms, taking hard and soft together; `grades` counts those of equal hardness among the hits. */
function countsOf(rows: readonly Row[]): string {
	const hits = rows.filter(({wanted, found}) => wanted !== 'ok' && found !== 'ok');
	const missed = rows.filter(({wanted, found}) => wanted !== 'ok' && found === 'ok').length;
	const alarms = rows.filter(({wanted, found}) => wanted === 'ok' && found !== 'ok').length;
	const equal = hits.filter(({wanted, found}) => wanted === found).length;
	const share = (part: number, whole: number) => (whole === 0 ? '  –' : `${Math.round((100 * part) / whole)}%`.padStart(4));
	const figures = `${hits.length} hit (${equal} of equal grade), ${missed} missed, ${alarms} false`;
	return `${figures.padEnd(48)} of ${rows.length}; precision ${share(hits.length, hits.length + alarms)}, recall ${share(hits.length, hits.length + missed)}`;
}

if (existsSync(folder)) {
	const rows = await measure();
	for (const label of Object.keys(measured)) {
		for (const half of ['tune', 'final'] as const) {
			const own = rows.filter((row) => row.label === label && row.half === half);
			console.log(`${label.padEnd(20)} ${half.padEnd(6)} ${countsOf(own)}`);
			if (!process.argv.includes('--all') && !(half === 'tune' && process.argv.includes('--tune'))) continue;
			for (const {file, wanted, found, said} of own) if (wanted !== found) console.log(`    ${file}: label ${wanted}, found ${found}: ${said.slice(0, 600)}`);
			for (const {file, unnamed} of own) if (unnamed.length > 0) console.log(`    ${file}: nothing said of ${unnamed.join(', ')}`);
		}
	}
} else {
	console.log('skipped: ../shared is not here');
}
