/**
 * Measures `check` on whole submissions by another hand (`corpora/submissions/`): which planted faults are found at their place,
 * and what is said of submissions that are sound. `node dist/scripts/measure-submissions.js [--list]`; with `--list`, names every miss and alarm. Exits 1 when a figure
 * is worse than `baseline.json` beside them.
 */

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod';
import type {Finding} from '../src/outcome.ts';
import {checkPaths} from '../src/submission.ts';

const labelsSchema = z.object({
	clean: z.boolean(),
	faults: z.array(z.object({file: z.string(), at: z.string(), severity: z.enum(['refused', 'questioned']), why: z.string()})),
});
type Fault = z.infer<typeof labelsSchema>['faults'][number];

/** The day as of which the set was written. */
const today = '2026-11-24';

/** What one submission came to. */
export type Measured = {
	readonly name: string;
	readonly clean: boolean;
	readonly found: readonly (readonly [Fault, Finding])[];
	readonly missed: readonly Fault[];
	/** Errors and warnings at no labelled place. */
	readonly extra: readonly Finding[];
	readonly problems: readonly string[];
};

/** Checks every submission of a folder against the `<name>.labels.json` beside it. */
export async function measureSubmissions(folder: string): Promise<readonly Measured[]> {
	const names = readdirSync(folder, {withFileTypes: true}).filter((entry) => entry.isDirectory());
	return Promise.all(names.map(({name}) => measureOne(folder, name)));
}

async function measureOne(folder: string, name: string): Promise<Measured> {
	const {clean, faults} = labelsSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.labels.json`), 'utf8')));
	const submitted = await checkPaths([join(folder, name)], {today});
	if ('errors' in submitted) throw new Error(`${name}: ${submitted.errors.join('; ')}`);
	const {findings, problems, artifacts} = submitted.outcome;
	const texts = new Map(artifacts.map(({file, text}) => [file, text ?? '']));
	const at = (fault: Fault) => (finding: Finding) => finding.place.file === fault.file && touches(texts.get(fault.file) ?? '', fault.at, finding);
	const found = faults.flatMap((fault) => {
		const best = findings.filter(at(fault)).toSorted((a, b) => rank[b.severity] - rank[a.severity])[0];
		return best === undefined ? [] : [[fault, best] as const];
	});
	return {
		name,
		clean,
		found,
		missed: faults.filter((fault) => !found.some(([hit]) => hit === fault)),
		extra: findings.filter((finding) => finding.severity !== 'note' && !faults.some((fault) => at(fault)(finding))),
		problems: problems.map(({file, message}) => `${file}: ${message}`),
	};
}

const rank: Readonly<Record<Finding['severity'], number>> = {note: 0, warning: 1, error: 2};

/** Whether a finding's range meets an occurrence of the labelled text. */
function touches(text: string, label: string, {place: {range}}: Finding): boolean {
	if (range === undefined) return false;
	for (let start = text.indexOf(label); start >= 0; start = text.indexOf(label, start + 1)) {
		if (range[0] < start + label.length && range[1] > start) return true;
	}
	return false;
}

const barsSchema = z.strictObject({refusedFound: z.number(), questionedFound: z.number(), errorsOnSound: z.number(), warningsOnSound: z.number()});

async function main(): Promise<void> {
	const folder = join(import.meta.dirname, '..', '..', 'corpora', 'submissions');
	const measured = await measureSubmissions(folder);
	const found = measured.flatMap((one) => one.found);
	const missed = measured.flatMap((one) => one.missed);
	const foundOf = (severity: Fault['severity']) => found.filter(([fault]) => fault.severity === severity);
	for (const severity of ['refused', 'questioned'] as const) {
		const hits = foundOf(severity);
		const all = hits.length + missed.filter((fault) => fault.severity === severity).length;
		const asErrors = hits.filter(([, finding]) => finding.severity === 'error').length;
		console.log(`faults labelled ${severity}: ${hits.length} of ${all} found at their place, ${asErrors} of them as errors`);
	}
	const extraOf = (clean: boolean, severity: Finding['severity']) =>
		measured.filter((one) => one.clean === clean).flatMap((one) => one.extra.filter((finding) => finding.severity === severity)).length;
	for (const clean of [true, false]) {
		const count = measured.filter((one) => one.clean === clean).length;
		console.log(
			`${clean ? 'sound' : 'faulty'} submissions (${count}): ${extraOf(clean, 'error')} errors and ${extraOf(clean, 'warning')} warnings at no labelled place`,
		);
	}
	const bars = barsSchema.parse(JSON.parse(readFileSync(join(folder, 'baseline.json'), 'utf8')));
	const worse =
		foundOf('refused').length < bars.refusedFound ||
		foundOf('questioned').length < bars.questionedFound ||
		extraOf(true, 'error') > bars.errorsOnSound ||
		extraOf(true, 'warning') > bars.warningsOnSound;
	if (worse) {
		console.error(`worse than corpora/submissions/baseline.json: ${JSON.stringify(bars)}`);
		process.exitCode = 1;
	}
	if (!process.argv.includes('--list')) return;
	for (const {name, missed: own, extra, problems} of measured) {
		for (const {file, at, severity, why} of own) console.log(`missed  ${name}/${file}: ${severity}: ${at} (${why})`);
		for (const {severity, rule, place, start, excerpt, message} of extra)
			console.log(`${severity.padEnd(7)} ${name}/${place.file}:${start?.line ?? 0} ${rule}: ${message} [${excerpt.slice(0, 60)}]`);
		for (const problem of problems) console.log(`problem ${name}/${problem}`);
	}
}

if (process.argv[1] === import.meta.filename) await main();
