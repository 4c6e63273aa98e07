/** One submission from its paths to its outcome: list → configure → select → check. What the command and the API share. */

import {readFile, realpath, stat} from 'node:fs/promises';
import {isAbsolute, relative} from 'node:path';
import {validators as all} from '../validators/index.ts';
import type {Problem} from './artifact.ts';
import {check} from './check.ts';
import {dayOf} from './config/day.ts';
import {select} from './config/selection.ts';
import type {Config} from './config.ts';
import type {AnyValidator} from './contract.ts';
import {startLinter} from './gather/cfn-lint.ts';
import {openJudge} from './judge/open.ts';
import type {Memory} from './memory.ts';
import type {Outcome} from './outcome.ts';
import {whyNotGiven} from './paths.ts';
import {decode} from './read/encoding.ts';
import {type Listed, listInputs, listRoots, whyUnreadable} from './read/folder.ts';
import type {SubmissionOptions, Submitted} from './submitted.ts';

/** What an audit adds, which checks many submissions in one process. */
type AuditOptions = {
	/** What reports call the folder's own configuration; its path from the working folder when missing. */
	readonly configName?: string;
	/** What starts cfn-lint, where it is not to be a new one for this submission. */
	readonly linter?: typeof startLinter;
	/** What opens the judge, where it is not to be the one of this process. */
	readonly judge?: typeof openJudge;
	/** What an earlier check of the same listed files came to, under another edition. */
	readonly memory?: Memory;
	/** Days ahead for which to find out whether the outcome would be the same. */
	readonly ahead?: number;
};

/** Checks the submission at the paths. Never throws for what the files hold. */
export async function checkPaths(paths: readonly string[], options: SubmissionOptions & AuditOptions = {}): Promise<Submitted> {
	const refused = whyNotGiven([...paths, ...(options.evidence ?? []), ...(options.roots ?? [])]);
	if (refused !== undefined) return {errors: [refused]};
	// Wrong rules, and wrong names of rules, need no reading to be told.
	const chosen = await rulesOf(options);
	if ('errors' in chosen) return chosen;
	const known = (names: readonly string[] = []) => names.filter((name) => !name.startsWith('own/'));
	const {errors} = await select(chosen.validators, known(options.only), known(options.skip));
	return errors.length > 0 ? {errors} : checkWith(chosen, paths, await listSubmission(paths, options), options);
}

/** Checks a submission whose files were listed before. */
export async function checkListed(paths: readonly string[], listed: Listed, options: SubmissionOptions & AuditOptions = {}): Promise<Submitted> {
	const chosen = await rulesOf(options);
	return 'errors' in chosen ? chosen : checkWith(chosen, paths, listed, options);
}

async function checkWith(
	chosen: Chosen,
	paths: readonly string[],
	{inputs, problems, configFile, base, paths: onDisk}: Listed,
	options: SubmissionOptions & AuditOptions,
): Promise<Submitted> {
	const {only = [], skip = [], evidence = [], roots = []} = options;
	// What a problem of all of it is told of.
	const given = [...paths, ...evidence, ...roots];
	const read = await configOf(
		options.config === false ? undefined : options.config,
		options.config === false ? undefined : configFile,
		chosen.validators,
		inputs.map(({file}) => file),
		options.configName,
	);
	if ('errors' in read) return read;
	const validators = [...chosen.validators, ...read.config.ownRules];
	const selection = await select(validators, only, skip);
	if (selection.errors.length > 0) return {errors: selection.errors};
	if (selection.validators.length === 0 && validators.length > 0) return {errors: ['--only and --skip leave no rule to run']};
	const {edition, licensing, deliveryMethods, kinds, urls, options: ruleOptions, severities, waivers} = read.config;
	const running = new Set(selection.validators.map(({id}) => id));
	const outcome = await check({
		inputs,
		validators: selection.validators,
		outside: chosen.outside,
		leftOut: validators.filter(({id}) => !running.has(id)),
		today: options.today ?? dayOf(new Date()),
		kinds,
		urls,
		options: options.waivers === false ? {} : ruleOptions,
		// A rule asked for by name on the command line runs even where the file turns it off.
		severities:
			options.waivers === false
				? {}
				: Object.fromEntries(Object.entries(severities).filter(([rule, severity]) => severity !== 'off' || !selection.named.includes(rule))),
		waivers: options.waivers === false ? [] : waivers,
		inlineWaivers: options.waivers !== false,
		judge: options.judge ?? openJudge,
		problems: [...problems, ...(inputs.length === 0 && problems.length === 0 ? [nothing(given)] : [])],
		...optional('baseline', options.baseline),
		...optional('edition', options.edition ?? edition),
		...optional('licensing', options.licensing ?? licensing),
		...optional('deliveryMethods', deliveryMethods),
		...optional('onProgress', options.onProgress),
		...optional('memory', options.memory),
		...optional('ahead', options.ahead),
		...(options.cfnLint === false ? {} : {linter: options.linter ?? startLinter}),
	});
	return {outcome: withUnrecognised(outcome, paths, given), base, paths: onDisk};
}

/** Rules to choose from, and the ids of those that are not shelfready's own. */
type Chosen = {readonly validators: readonly AnyValidator[]; readonly outside: ReadonlySet<string>};

/** The rules to choose from. Those from outside are looked at, which loads what looks at them. */
async function rulesOf({validators = all}: SubmissionOptions): Promise<Chosen | {readonly errors: readonly string[]}> {
	const own = new Set(all);
	const brought = validators.flatMap((value, index) => (own.has(value) ? [] : [{from: `validators[${index}]`, value}]));
	if (brought.length === 0) return {validators, outside: new Set()};
	const {takeIn} = await import('./config/outside-validators.ts');
	const ours = validators.filter((validator) => own.has(validator));
	const taken = takeIn(brought, ours);
	return 'errors' in taken ? taken : {validators: [...ours, ...taken.validators], outside: new Set(taken.validators.map(({id}) => id))};
}

/** Lists the files at the paths. Evidence from elsewhere is listed by itself, so that it does not change what the submission's own paths are called. */
export async function listSubmission(paths: readonly string[], {evidence = [], roots = [], onReading}: SubmissionOptions): Promise<Listed> {
	// A root file system that lies inside of the submission is not read twice.
	const except = new Set(await Promise.all(roots.map((path) => realpath(path).catch(() => path))));
	const options = {except, ...(onReading === undefined ? {} : {onReading})};
	const own = await listInputs(paths, options);
	const others = evidence.length === 0 ? nothingListed : await listInputs(evidence, options);
	const taken = new Set(own.inputs.map(({file}) => file));
	const nameOf = (file: string) => (taken.has(file) ? `evidence/${file}` : file);
	const inputs = [...own.inputs, ...others.inputs.map((input) => ({...input, file: nameOf(input.file)}))];
	const named = await listRoots(roots, new Set(inputs.map(({file}) => file)), onReading);
	const onDisk = new Map([...[...others.paths].map(([file, path]) => [nameOf(file), path] as const), ...named.paths, ...own.paths]);
	const problems = [...own.problems, ...others.problems.map((problem) => ({...problem, file: nameOf(problem.file)})), ...named.problems];
	return {...own, paths: onDisk, inputs: [...inputs, ...named.inputs], problems};
}

const nothingListed: Pick<Listed, 'inputs' | 'problems' | 'paths'> = {inputs: [], problems: [], paths: new Map()};

/** Bytes. No configuration that people write comes near. */
const largestConfig = 1_000_000;

/** What counts where there is no configuration. */
export const noConfig: Config = {kinds: {}, urls: {}, severities: {}, options: {}, waivers: [], ownRules: []};

/** Reads the configuration that was named, or the one that lies in the folder. */
export async function configOf(
	named: string | undefined,
	lying: string | undefined,
	validators: readonly AnyValidator[] | undefined,
	files: readonly string[],
	name?: string,
) {
	const path = named ?? lying;
	if (path === undefined) return {config: noConfig};
	const file = name ?? shortest(path);
	const read = await readConfigFile(path, named !== undefined);
	if ('error' in read) return {errors: [`${file}: ${read.error}`]};
	const {readConfig} = await import('./config.ts');
	// Only the folder's own file is held to naming files that are there: one given by name may serve several submissions.
	return readConfig(read.text, {file, ...optional('validators', validators), ...(named === undefined ? {files} : {})});
}

/** The text of a configuration, or why there is none. What the user has named may be a pipe; what lies in a folder from elsewhere may be one that never ends. */
export async function readConfigFile(path: string, isNamed: boolean): Promise<{readonly text: string} | {readonly error: string}> {
	try {
		const found = await stat(path);
		if (!isNamed && !found.isFile()) return {error: 'is no file'};
		if (found.size > largestConfig) return {error: `is larger than ${largestConfig} bytes`};
		const decoded = decode(await readFile(path));
		if ('text' in decoded) return decoded;
		return {error: 'fault' in decoded ? decoded.fault : 'holds no text'};
	} catch (error) {
		return {error: whyUnreadable(error)};
	}
}

/** A path as people would write it from the working folder. */
function shortest(path: string): string {
	const short = relative('', path);
	return isAbsolute(short) || short.startsWith('..') ? path : short;
}

/** An empty submission is not a clean one. */
function nothing(paths: readonly string[]): Problem {
	return {
		file: paths.join(', '),
		message: 'there is no file to check; name the folder that holds the change set, templates, documents and DescribeImages output',
	};
}

/** Nor is one in which nothing was recognised. */
function withUnrecognised(outcome: Outcome, paths: readonly string[], given: readonly string[]): Outcome {
	if (outcome.artifacts.length === 0 || outcome.artifacts.some(({kind}) => kind !== 'unknown' && kind !== 'script')) return outcome;
	// Of what was named as a root file system, and is none, that is told.
	if (paths.length === 0 && outcome.problems.length > 0) return outcome;
	const message = 'no file was recognised as a template, a listing, a document or AMI evidence; say in shelfready.yaml, under artifacts, what they are';
	return {...outcome, problems: [...outcome.problems, {file: given.join(', '), message}]};
}

/** A property that is left out when it has no value, as exact optional types ask. */
function optional<Key extends string, Value>(key: Key, value: Value | undefined): {readonly [K in Key]?: Value} {
	// A computed key widens to an index signature; the object has this one key or none.
	return (value === undefined ? {} : {[key]: value}) as {readonly [K in Key]?: Value};
}
