/** npm's advisories on what a bill holds. */

import {spawnSync} from 'node:child_process';
import * as z from 'zod';

const advisory = z.looseObject({title: z.string().optional(), severity: z.string()});
const audited = z.looseObject({
	metadata: z.looseObject({vulnerabilities: z.looseObject({})}),
	// A name instead of an advisory: the package is touched through one that has its own entry.
	vulnerabilities: z.record(z.string(), z.looseObject({via: z.array(z.union([z.string(), advisory])), nodes: z.array(z.string())})),
});
const failed = z.looseObject({message: z.string(), statusCode: z.number().optional()});

/** What came of asking: faults to fail on, or why nothing could be asked. */
export type Advisories = {readonly faults: readonly string[]} | {readonly notChecked: string};

/** Advisories of severity high and critical on the packages in these folders of the lock in `root`. It asks npm's registry. */
export function advisories(root: string, folders: ReadonlySet<string>): Advisories {
	// Whatever npm is configured to leave out is asked after: bundles carry packages that are for development alone.
	const kinds = ['--include', 'dev', '--include', 'optional', '--include', 'peer', '--offline=false'];
	const {stdout, error} = spawnSync('npm', ['audit', '--package-lock-only', ...kinds, '--json', '--fetch-retries', '0'], {
		cwd: root,
		encoding: 'utf8',
		timeout: 60_000,
		maxBuffer: 1 << 26,
	});
	return error === undefined ? judged(stdout, folders) : {faults: [`advisories: npm audit did not end well: ${error.message}`]};
}

/** What npm's answer comes to. Only a registry without advisories, or none within reach, excuses us; any other failure is a fault. */
export function judged(stdout: string, folders: ReadonlySet<string>): Advisories {
	let answer: unknown;
	try {
		answer = JSON.parse(stdout);
	} catch {
		return {faults: ['advisories: npm audit gave no JSON']};
	}
	const {data: read} = audited.safeParse(answer);
	if (read !== undefined) {
		const ours = Object.entries(read.vulnerabilities).filter(([, {nodes}]) => nodes.some((node) => folders.has(node)));
		return {faults: ours.flatMap(([name, {via}]) => via.flatMap((each) => (typeof each === 'string' || !isGrave(each) ? [] : [told(name, each)])))};
	}
	const {data: failure} = failed.safeParse(answer);
	if (failure === undefined) return {faults: ['advisories: npm audit gave an answer of another form']};
	const said = failure.message.split(' - ')[0] ?? '';
	const excused =
		failure.statusCode === undefined
			? /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH)\b/.test(failure.message)
			: [403, 404, 405].includes(failure.statusCode);
	return excused ? {notChecked: said} : {faults: [`advisories: ${said}`]};
}

function isGrave({severity}: z.infer<typeof advisory>): boolean {
	return severity === 'high' || severity === 'critical';
}

function told(name: string, {severity, title = 'no title'}: z.infer<typeof advisory>): string {
	return `${name}: an advisory of severity ${severity}: ${title}`;
}
