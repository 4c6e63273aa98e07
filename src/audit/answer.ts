/** What one submission comes to: its report, and what else its line says of it. */

import {existsSync} from 'node:fs';
import type {Edition} from '../contract.ts';
import {type Gathered, isAbsent} from '../evidence.ts';
import {newMemory} from '../memory.ts';
import {configName} from '../read/folder.ts';
import {type Tool, toJsonReport} from '../report/json.ts';
import {checkListed, listSubmission} from '../submission.ts';
import {editionChange} from './editions.ts';
import {clockOf, daysAhead, lastingOf} from './lasting.ts';
import type {Said} from './result.ts';
import type {Product} from './since.ts';
import {sketchesOf} from './sketches.ts';

/** How submissions of a run are judged. */
export type JudgedBy = {
	readonly edition?: Edition;
	/** Another edition to judge each submission by, on the same evidence. */
	readonly compare?: Edition;
	readonly today: string;
};

type Options = NonNullable<Parameters<typeof checkListed>[2]>;

/** Judges the submission in a folder. Never throws for what it holds. */
export async function answerOf(folder: string, {edition, compare, today}: JudgedBy, parts: Pick<Options, 'linter' | 'judge'>, tool: Tool): Promise<Said> {
	if (!existsSync(folder)) return {error: `${folder} does not exist`};
	const [begun, clock] = [performance.now(), clockOf()];
	const listed = await listSubmission([folder], {});
	const options = {...parts, today, configName, ahead: daysAhead, ...(compare === undefined ? {} : {memory: newMemory()})};
	const submitted = await checkListed([folder], listed, {...options, ...(edition === undefined ? {} : {edition})});
	if ('errors' in submitted) return {error: submitted.errors.join('; ')};
	const {outcome} = submitted;
	const other = compare === undefined || compare === outcome.edition ? undefined : await checkListed([folder], listed, {...options, edition: compare});
	const there = other !== undefined && 'outcome' in other ? other.outcome : undefined;
	// The folder may be one that was made for this run alone.
	const problems = outcome.problems.map((problem) => (problem.file === folder ? {...problem, file: '.'} : problem));
	const lasting = lastingOf({
		outcomes: there === undefined ? [outcome] : [outcome, there],
		milliseconds: performance.now() - begun,
		clocks: [clock, clockOf()],
	});
	const further = {
		product: productOf(outcome.gathered),
		marks: outcome.findings.map(({content, context}) => `${content}${context}`).join(''),
		...(there === undefined ? {} : {editions: editionChange(outcome, there)}),
		sketches: sketchesOf(outcome),
	};
	return {
		report: JSON.stringify(toJsonReport({...outcome, problems}, tool)),
		// Without the braces: they are keys of the line.
		further: JSON.stringify(further).slice(1, -1),
		...(lasting === undefined ? {} : {lasting}),
	};
}

const longestName = 200;

/** The product that the listing is of, and the version that is submitted with it. */
function productOf({listings}: Gathered): Product {
	if (isAbsent(listings)) return {};
	const listing = listings.find(({product}) => product !== undefined && isId(product)) ?? listings[0];
	const versions = listings.flatMap((one) => one.versions);
	const version = versions.findLast(({state}) => state === 'add') ?? versions.find(({state}) => state === 'update') ?? versions[0];
	const title = listing?.title ?? listings.find((one) => one.title !== undefined)?.title;
	return {
		...(listing?.product === undefined || !isId(listing.product) ? {} : {id: listing.product}),
		...(title === undefined ? {} : {title: title.value.slice(0, longestName)}),
		...(version?.title === undefined ? {} : {version: version.title.value.slice(0, longestName)}),
	};
}

/** A change set may name a product by the change that creates it (`$Name.Entity.Identifier`), which is no id. */
function isId(product: string): boolean {
	return /^(?:prod-[\w-]{1,60}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.test(product);
}
