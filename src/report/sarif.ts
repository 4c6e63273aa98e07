/** The report as SARIF 2.1.0, for code scanning services and editors. */

import type {Log, Notification, Run, Artifact as SarifArtifact} from 'sarif';
import type {Artifact} from '../artifact.ts';
import {lineStartsOf, positionAt} from '../locate.ts';
import type {Outcome} from '../outcome.ts';
import type {ReportContext} from './context.ts';
import {plainText, type ResultOptions, regionOf, resultOf} from './sarif/results.ts';
import {rulesOf} from './sarif/rules.ts';
import {taxonomyOf, taxonomyReference} from './sarif/taxonomy.ts';
import {artifactLocation, elsewhere, locator, root} from './sarif/uri.ts';
import {type WhereIs, whereIn} from './where.ts';

const home = 'https://github.com/shelfready/shelfready';

/** The report as plain data. */
export function toSarif(outcome: Outcome, {tool, validators, repository}: ReportContext): Log {
	const {edition, artifacts, findings, waived, problems, policies} = outcome;
	const whereIs = whereIn(outcome, repository);
	const known = new Set(outcome.known);
	const all = [...findings, ...known, ...waived];
	const rules = rulesOf(all, validators, edition);
	const indexes = new Map(artifacts.map(({file}, index) => [file, index]));
	const options: ResultOptions = {
		ruleIndexes: new Map(rules.map(({id}, index) => [id, index])),
		locationOf: locator(indexes, whereIs),
		whereIs,
		startsOf: startsIn(artifacts),
		first: artifacts.find(({kind}) => kind !== 'unknown')?.file ?? artifacts[0]?.file,
	};
	const base = repository === undefined || repository.base === '' ? '' : `${repository.base}/`;
	const run: Run = {
		tool: {
			driver: {
				name: tool.name,
				version: tool.version,
				semanticVersion: tool.version,
				informationUri: home,
				shortDescription: {text: 'Checks an AWS Marketplace AMI submission before AWS does.'},
				supportedTaxonomies: [taxonomyReference],
				rules: [...rules],
			},
		},
		// A repository may hold several submissions: services keep the results of each apart by this.
		automationDetails: {id: `shelfready/${base}`},
		columnKind: 'utf16CodeUnits',
		newlineSequences: ['\r\n', '\n', '\r'],
		originalUriBaseIds: {
			[root]: {description: {text: 'The root of the repository, or the folder of the submission where it lies in none.'}},
			...(artifacts.every(({file}) => whereIs(file).path !== undefined)
				? {}
				: {[elsewhere]: {description: {text: 'Evidence from outside of the repository, by the names that the report has for it.'}}}),
		},
		invocations: [
			{
				executionSuccessful: problems.length === 0,
				toolExecutionNotifications: problems.map((problem) => notificationOf(problem, options)),
				toolConfigurationNotifications: idleWaivers(outcome),
			},
		],
		artifacts: artifacts.map((artifact) => artifactOf(artifact, whereIs)),
		results: all.map((finding) => ({
			...resultOf(finding, options),
			...(outcome.baseline === undefined || 'waiver' in finding ? {} : {baselineState: known.has(finding) ? 'unchanged' : 'new'}),
		})),
		taxonomies: [taxonomyOf(edition)],
		properties: {edition, date: outcome.today, policies: policies.map(({id, verdict, reason}) => ({id, verdict, reason}))},
	};
	return {$schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run]};
}

/** The report as text, with a newline at its end. */
export function formatSarif(outcome: Outcome, context: ReportContext): string {
	return `${JSON.stringify(toSarif(outcome, context), undefined, 1)}\n`;
}

/** Counts the lines of each file once. */
function startsIn(artifacts: readonly Artifact[]): ResultOptions['startsOf'] {
	const texts = new Map(artifacts.map(({file, text}) => [file, text]));
	const counted = new Map<string, readonly number[]>();
	return (file) => {
		const text = texts.get(file);
		if (text !== undefined && !counted.has(file)) counted.set(file, lineStartsOf(text));
		return counted.get(file);
	};
}

function artifactOf({file, kind, detail, sha256, ...artifact}: Artifact, whereIs: WhereIs): SarifArtifact {
	// What stands for the content of a folder is the hash of no file.
	const isFolder = 'system' in artifact && artifact.system.form === 'folder';
	return {
		location: artifactLocation(file, whereIs(file)),
		...(isFolder ? {} : {hashes: {'sha-256': sha256}}),
		roles: [...(kind === 'unknown' ? [] : ['analysisTarget' as const]), ...(isFolder ? ['directory' as const] : [])],
		properties: {kind, detail},
	};
}

function notificationOf({file, message, place}: Outcome['problems'][number], {locationOf, startsOf, whereIs}: ResultOptions): Notification {
	const {path, hasLines} = whereIs(file);
	const starts = hasLines ? startsOf(file) : undefined;
	const region =
		starts === undefined || place?.range === undefined ? {} : {region: regionOf(positionAt(starts, place.range[0]), positionAt(starts, place.range[1]))};
	return {
		level: 'error',
		message: {text: plainText(`${file}: ${message}`)},
		...(path === undefined ? {} : {locations: [{physicalLocation: {artifactLocation: locationOf(file), ...region}}]}),
	};
}

/** Waivers that no longer do what they were written for. */
function idleWaivers({waivers}: Outcome): Notification[] {
	return waivers.flatMap(({waiver: {rule, subject, until}, state}) => {
		if (state === 'used') return [];
		const about = `${rule}${subject === undefined ? '' : ` (${subject})`}`;
		return [
			{level: 'warning', message: {text: plainText(`The waiver of ${about} ${state === 'expired' ? `expired on ${until ?? '?'}` : 'matches no finding'}.`)}},
		];
	});
}
