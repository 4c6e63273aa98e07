/** The results of a SARIF report: one for each finding, those that are waived as suppressed ones. */

import type {ArtifactLocation, Location, Region, Result, Fix as SarifFix} from 'sarif';
import type {Fix} from '../../contract.ts';
import {type Position, positionAt} from '../../locate.ts';
import type {Finding, WaivedFinding} from '../../outcome.ts';
import {flat} from '../text/visible.ts';
import type {Where, WhereIs} from '../where.ts';

/** What results are made with. */
export type ResultOptions = {
	/** Index of each rule among the driver's. */
	readonly ruleIndexes: ReadonlyMap<string, number>;
	readonly locationOf: (file: string) => ArtifactLocation;
	readonly whereIs: WhereIs;
	/** Starts of the lines of a file's text, as far as it has one. */
	readonly startsOf: (file: string) => readonly number[] | undefined;
	/** Stands in for what is about the submission as a whole: GitHub takes no result without a file. */
	readonly first: string | undefined;
};

/** A finding as a result. */
export function resultOf(finding: Finding | WaivedFinding, options: ResultOptions): Result {
	const {rule, severity, fingerprint, subject, confidence, otherEdition, fix} = finding;
	const ruleIndex = options.ruleIndexes.get(rule);
	const location = locationOf(finding, options);
	return {
		ruleId: rule,
		...(ruleIndex === undefined ? {} : {ruleIndex}),
		level: severity,
		message: {text: messageOf(finding, options.whereIs(finding.place.file))},
		...(location === undefined ? {} : {locations: [location]}),
		partialFingerprints: {'shelfready/v1': fingerprint},
		...(fix === undefined ? {} : {fixes: [fixOf(fix, options)]}),
		...('waiver' in finding ? {suppressions: [{kind: 'external', status: 'accepted', justification: justification(finding)}]} : {}),
		properties: {subject, ...(confidence === undefined ? {} : {confidence}), ...(otherEdition === undefined ? {} : {otherEdition})},
	};
}

/** What is wrong and what to do; where it is, if that is in no line of a file. */
function messageOf({message, help, place, start}: Finding, {inside}: Where): string {
	const parts = [
		...(inside === undefined ? [] : [`In ${inside}${start === undefined ? '' : `, line ${start.line}`}:`]),
		...(place.page === undefined ? [] : [`On page ${place.page}:`]),
		...(place.file === '' ? ['Of the submission as a whole:'] : []),
		message,
		...(help === '' ? [] : [help]),
	];
	return plainText(parts.join(' '));
}

/** Text of a submission must not become a link: `[text](target)` is one in a message. */
export function plainText(text: string): string {
	return flat(text).replaceAll('](', '] (');
}

function locationOf(finding: Finding, {locationOf: location, whereIs, first}: ResultOptions): Location | undefined {
	const {place, start, end, excerpt} = finding;
	const file = place.file === '' ? first : place.file;
	if (file === undefined) return undefined;
	const whole = place.range !== undefined && place.range[1] - place.range[0] === excerpt.length;
	const region = start === undefined || end === undefined || !whereIs(file).hasLines ? undefined : regionOf(start, end, whole ? excerpt : undefined);
	const {logicalId, pointer} = place;
	const name = logicalId ?? pointer?.slice(pointer.lastIndexOf('/') + 1);
	return {
		physicalLocation: {artifactLocation: location(file), ...(region === undefined ? {} : {region})},
		...(name === undefined ? {} : {logicalLocations: [{name, ...(pointer === undefined ? {} : {fullyQualifiedName: pointer})}]}),
	};
}

/** A region; its end is exclusive in both. */
export function regionOf(start: Position, end: Position, text?: string): Region {
	return {
		startLine: start.line,
		startColumn: start.column,
		endLine: end.line,
		endColumn: end.column,
		...(text === undefined ? {} : {snippet: {text}}),
	};
}

function fixOf({description, edits}: Fix, {locationOf: location, startsOf}: ResultOptions): SarifFix {
	const files = [...new Set(edits.map(({file}) => file))];
	return {
		description: {text: plainText(description)},
		artifactChanges: files.map((file) => {
			const starts = startsOf(file) ?? [0];
			const own = edits.filter((edit) => edit.file === file);
			return {
				artifactLocation: location(file),
				replacements: own.map(({range, text}) => ({
					deletedRegion: regionOf(positionAt(starts, range[0]), positionAt(starts, range[1])),
					...(text === '' ? {} : {insertedContent: {text}}),
				})),
			};
		}),
	};
}

function justification({waiver}: WaivedFinding): string {
	return `${plainText(waiver.reason)}${waiver.until === undefined ? '' : ` (until ${waiver.until})`}`;
}
