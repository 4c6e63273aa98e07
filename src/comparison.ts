/** Two releases from their paths to the changes between them: list → configure → read → gather → compare. What the command and the API share. */

import {append} from './append.ts';
import type {Artifact, Input} from './artifact.ts';
import type {Comparison, DiffProblem, Release} from './diff/change.ts';
import {compareTemplates} from './diff/compare.ts';
import type {Template} from './evidence/template.ts';
import {isAbsent} from './evidence.ts';
import {gatherTemplates} from './gather/templates.ts';
import {whyNotGiven} from './paths.ts';
import {readArtifact} from './read/artifact.ts';
import {listInputs} from './read/folder.ts';
import {reasonOf} from './reason.ts';
import {configOf} from './submission.ts';

/** How releases are compared. */
export type DiffOptions = {
	/** Called before each file is read. */
	readonly onProgress?: (file: string, done: number, total: number) => void;
};

/** A comparison; or why nothing was compared (a wrong configuration). */
export type Diffed = {readonly comparison: Comparison} | {readonly errors: readonly string[]};

/** Compares two releases, each a template file or a submission's folder. Never throws for what the files hold. */
export async function diffPaths(old: string, next: string, {onProgress}: DiffOptions = {}): Promise<Diffed> {
	const refused = whyNotGiven([old, next]);
	if (refused !== undefined) return {errors: [refused]};
	const [before, after] = [await readRelease(old, 'old', onProgress), await readRelease(next, 'new', onProgress)];
	if ('errors' in before) return before;
	if ('errors' in after) return after;
	const problems = [...before.problems, ...after.problems];
	const releases = {old: before.release, new: after.release};
	// A release of which nothing could be read is not one that has nothing.
	if (before.templates.length === 0 || after.templates.length === 0) return {comparison: {...releases, pairs: [], changes: [], problems}};
	const unread = {old: new Set(before.problems.map(({file}) => file)), new: new Set(after.problems.map(({file}) => file))};
	const compared = await compareTemplates(before.templates, after.templates, unread);
	return {comparison: {...releases, ...compared, problems: [...problems, ...compared.problems]}};
}

type ReadRelease = {readonly release: Release; readonly templates: readonly Template[]; readonly problems: readonly DiffProblem[]};

/** Files that can't be templates and take time to read. */
const documents = /\.(?:pdf|docx|html?|md|markdown|rst|adoc|asciidoc)$/i;

async function readRelease(
	path: string,
	release: 'old' | 'new',
	onProgress: DiffOptions['onProgress'],
): Promise<ReadRelease | {readonly errors: readonly string[]}> {
	const listed = await listInputs([path], {withRoots: false});
	const read = await configOf(
		undefined,
		listed.configFile,
		// A comparison runs no rules.
		undefined,
		listed.inputs.map(({file}) => file),
	);
	if ('errors' in read) return read;
	const {kinds = {}, urls = {}} = read.config;
	const kindOf = (file: string) => (Object.hasOwn(kinds, file) ? kinds[file] : undefined);
	const inputs = listed.inputs.filter((input) => mayBeTemplate(input, kindOf(input.file)));
	const artifacts: Artifact[] = [];
	const problems: DiffProblem[] = listed.problems.map((problem) => ({...problem, release}));
	for (const [index, input] of inputs.entries()) {
		onProgress?.(input.file, index, inputs.length);
		const {artifact, problems: found} = await readArtifact(input, kindOf(input.file));
		if (artifact !== undefined) artifacts.push(artifact);
		append(
			problems,
			found.map((problem) => ({...problem, release})),
		);
	}
	const templates = templatesOf(artifacts, urls, release, problems);
	if (templates.length === 0 && problems.length === 0)
		problems.push({file: path, message: 'holds no CloudFormation template; name a template, or the folder that holds the templates of a release', release});
	const files = artifacts.filter(({kind}) => kind === 'template').map(({file, sha256, text}) => ({file, sha256, ...(text === undefined ? {} : {text})}));
	return {release: {path, files}, templates, problems};
}

function mayBeTemplate(input: Input, kind: string | undefined): boolean {
	if (input.system !== undefined) return false;
	return kind === undefined ? !documents.test(input.file) : kind === 'template';
}

function templatesOf(
	artifacts: readonly Artifact[],
	urls: Readonly<Record<string, string>>,
	release: 'old' | 'new',
	problems: DiffProblem[],
): readonly Template[] {
	try {
		const templates = gatherTemplates(artifacts, urls);
		return isAbsent(templates) ? [] : templates;
	} catch (error) {
		const message = `the templates could not be gathered: ${reasonOf(error)}; this is a fault of shelfready, please report it`;
		problems.push({file: 'src/gather', message, release});
		return [];
	}
}
