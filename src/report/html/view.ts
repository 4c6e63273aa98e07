/** What all parts of the page share: the outcome, the texts of its files by line, and how findings and files are referred to. */

import type {AnyValidator} from '../../contract.ts';
import {textAt} from '../../filesystem.ts';
import {lineStartsOf} from '../../locate.ts';
import type {Finding, Outcome} from '../../outcome.ts';
import {policies} from '../../policies/policies.ts';
import type {Policy} from '../../policies/policy.ts';
import type {Tool} from '../json.ts';
import type {Lines} from '../text/frame.ts';
import {clip} from './words.ts';

/** What the page needs beside the outcome: the tool, and the rules that the run was made with. */
export type PageContext = {readonly tool: Tool; readonly validators: readonly AnyValidator[]};

/** The outcome, prepared for the page. */
export type View = {
	readonly outcome: Outcome;
	readonly context: PageContext;
	/** The rules that ran, by id. */
	readonly rules: ReadonlyMap<string, AnyValidator>;
	readonly policies: ReadonlyMap<string, Policy>;
	/** A file's text with the starts of its lines; nothing where it has none. Files inside a root file system count too. */
	readonly linesOf: (file: string) => Lines | undefined;
	/** The id of a finding's element: its fingerprint, so that a link to it holds for the report of the next run. */
	readonly anchorOf: (finding: Finding) => string;
	/** Bytes that a part may take which asks for so many: fewer where the page would grow too large otherwise. */
	readonly room: (bytes: number) => number;
};

/** Prepares an outcome. `share` is how much of the usual room each part gets. */
export function viewOf(outcome: Outcome, context: PageContext, share = 1): View {
	const anchors = anchorsOf(outcome.findings);
	return {
		outcome,
		context,
		rules: new Map(context.validators.map((validator) => [validator.id, validator])),
		policies: new Map(policies.map((policy) => [policy.id, policy])),
		linesOf: linesIn(outcome.artifacts),
		anchorOf: (finding) => anchors.get(finding) ?? '',
		room: (bytes) => bytes * share,
	};
}

/** Fingerprints are unique in what `check` makes. Two elements of one id would break the page, so that is not left to trust. */
function anchorsOf(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
	const taken = new Set<string>();
	return new Map(
		findings.map((finding, index) => {
			const plain = `f-${finding.fingerprint.replace(/[^\da-z]/gi, '-')}`;
			const anchor = taken.has(plain) ? `${plain}-at-${index}` : plain;
			taken.add(anchor);
			return [finding, anchor];
		}),
	);
}

/** Counts the lines of each file once, when it is first asked for. */
function linesIn(artifacts: Outcome['artifacts']): View['linesOf'] {
	const texts = new Map(artifacts.map(({file, text}) => [file, text]));
	const counted = new Map<string, Lines | undefined>();
	return (file) => {
		if (!counted.has(file)) {
			const text = texts.get(file) ?? textInside(artifacts, file);
			counted.set(file, text === undefined ? undefined : {text, starts: lineStartsOf(text)});
		}
		return counted.get(file);
	};
}

function textInside(artifacts: Outcome['artifacts'], file: string): string | undefined {
	for (const artifact of artifacts)
		if (artifact.kind === 'root' && file.startsWith(`${artifact.file}/`)) return textAt(artifact.system, file.slice(artifact.file.length + 1))?.value;
	return undefined;
}

/** `line:column`, with the page of a PDF; the logical id or pointer of a place without a range. */
export function whereOf({place, start}: Pick<Finding, 'place' | 'start'>): string {
	const page = place.page === undefined ? [] : [`page ${place.page}`];
	if (start !== undefined) return [...page, `${start.line}:${start.column}`].join(', ');
	return [...page, ...[clip(place.logicalId ?? place.pointer ?? '', 200)].filter((name) => name !== '')].join(', ');
}

/** How many findings have each severity. */
export function countsOf(findings: readonly Finding[]): Readonly<Record<Finding['severity'], number>> {
	const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
	return {error: count('error'), warning: count('warning'), note: count('note')};
}
