/** A text file recognised: template, listing, image evidence, scanner results, document, or none of these. */

import type {Artifact, ArtifactKind, Problem, Read} from '../artifact.ts';
import type {SyntaxMark} from '../evidence/template.ts';
import type {MapNode} from '../tree.ts';
import {type Base, plain, problem, unknownScan} from './base.ts';
import {maxTextBytes, megabytes} from './bounds.ts';
import {readTextDocument} from './documents/document.ts';
import {claimedFormat, extensionOf, formatOf, type TextFormat} from './documents/format.ts';
import {nearMissOf} from './near-miss.ts';
import {parseJsonOrYaml} from './notation.ts';
import type {Fault, Parsed} from './parsed.ts';
import {isClamLog, scanKeys, seemsScanJson} from './scan/recognise.ts';
import {siftJson} from './scan/sift.ts';
import {shapeOf} from './shape.ts';
import {hasSection, isTemplate} from './template.ts';

type Notation = Parsed & {readonly format: 'json' | 'yaml'};

/** Faults of one file that are worth a line each; one slip often gives many. */
const mostFaults = 5;

const dataExtensions = ['json', 'yaml', 'yml', 'template'];

/** A template's own keys at the start of a line, in either notation. */
const templateMark = /^[ \t{]*["']?(?:AWSTemplateFormatVersion|Resources)["']?\s*:/m;

/** A line that opens a section of a unit file, an INI or a TOML file: `[Unit]`, `[[bin]]`, `[remote "origin"]`. In JSON a word in brackets would be quoted. */
const sectionLine = /^\s*\[{1,2}(?!(?:true|false|null)\])[A-Za-z_][^\][{},\r\n]{0,100}\]{1,2}[ \t]*(?:[#;][^\r\n]*)?$/;

/** Whether a name says that a file is text which this reader knows. */
export function isTextName(file: string): boolean {
	return dataExtensions.includes(extensionOf(file)) || claimedFormat(file) !== undefined;
}

export async function readText(base: Base, text: string, size: number, kind: ArtifactKind | undefined): Promise<Read> {
	const {file} = base;
	if (text.trim() === '' && (kind !== undefined || isTextName(file))) return problem(base, 'the file holds nothing but white space');
	const scan = kind === undefined || kind === 'scan' ? readScan(base, text, size) : undefined;
	if (scan !== undefined) return scan;
	// It holds lines of a template, and is none.
	if (kind === undefined && /^(?:diff --git |--- \S.*\r?\n\+\+\+ )/.test(text)) return plain(base, 'unknown', 'patch');
	const format = formatOf(file, text);
	if (kind === 'script') return {artifact: {...base, text, kind, detail: 'script'}, problems: []};
	if (kind === 'docs') return readTextDocument(base, withoutMark(text), format ?? 'text');
	if (kind === 'listing' && format === 'html') return page(base, withoutMark(text));
	if ((kind !== undefined && kind !== 'scan') || mayBeData(file, text, format)) {
		const notation = await parseJsonOrYaml(text);
		const read = recognise(base, text, notation, size, kind);
		if (read !== undefined) return read;
		if (kind === 'scan') return unknownScan(base, text);
		if (format === undefined) return unrecognised(base, text, notation);
	}
	if (kind === 'scan') return unknownScan(base, text);
	if (format === 'html' && (await import('./page.ts')).isListingPage(text)) return page(base, withoutMark(text));
	if (format !== undefined) return readTextDocument(base, withoutMark(text), format);
	if (isScript(file, text)) return {artifact: {...base, text, kind: 'script', detail: 'script'}, problems: []};
	return plain(base, 'unknown', /^\s*<\?xml|^\s*<svg\b/.test(text) ? 'XML' : 'text that is no document');
}

/** Scanner results, or nothing. A file that only they may be as big as is never read as anything else. */
function readScan(base: Base, text: string, size: number): Read | undefined {
	if (isClamLog(text)) return {artifact: {...base, text, kind: 'scan', form: 'clamav', detail: 'ClamAV log'}, problems: []};
	const sifted = seemsScanJson(text) ? siftJson(text, scanKeys) : undefined;
	// What is broken but small is read once more, by the reader that makes the best of it.
	const read = sifted === undefined || sifted.faults.length > 0 ? undefined : recognise(base, text, {format: 'json', ...sifted}, size, 'scan');
	if (read !== undefined) return read;
	if (size > maxTextBytes) {
		if (sifted !== undefined && sifted.faults.length > 0) return refused(base, 'scanner results that can not be read', {format: 'json', ...sifted});
		return problem(base, `text of ${megabytes(size)} is not read: the limit is ${megabytes(maxTextBytes)} for what is no scanner's results`);
	}
	return undefined;
}

/** A script says what runs it in its first line; those of Windows, and modules, are told by their names alone. */
function isScript(file: string, text: string): boolean {
	return text.startsWith('#!') || ['sh', 'bash', 'ps1', 'psm1', 'bat', 'cmd', 'py'].includes(extensionOf(file));
}

/** Whether a text is worth reading as JSON or YAML. A document may quote a template, so its marks count only at the very start. */
function mayBeData(file: string, text: string, format: TextFormat | undefined): boolean {
	const named = dataExtensions.includes(extensionOf(file));
	const marked = /^\s*(?:\[|\{(?![{%#]))/.test(withoutMark(text)) && !sectionLine.test(firstLineOf(withoutMark(text)));
	if (named || marked) return extensionOf(file) !== 'jsonl' && extensionOf(file) !== 'ndjson';
	if (format === undefined) return templateMark.test(text);
	const firstLine = firstLineOf(withoutMark(text));
	return (
		/^(?:AWSTemplateFormatVersion|Description|Transform|Parameters|Resources|Mappings|Conditions|Metadata|Outputs|Rules|Hooks|Globals)\s*:/.test(firstLine) &&
		templateMark.test(text)
	);
}

/** The first line that is neither blank, nor a YAML comment, nor the start of a YAML document. */
function firstLineOf(text: string): string {
	for (const [line] of text.slice(0, 20_000).matchAll(/[^\r\n]+/g)) if (!/^\s*(?:#|$)|^---/.test(line)) return line;
	return '';
}

/** The artifact that a tree is, or nothing. */
function recognise(base: Base, text: string, notation: Notation, size: number, kind: ArtifactKind | undefined): Read | undefined {
	const {root, format} = notation;
	const isBroken = notation.faults.length > 0;
	if (kind === 'template' || kind === undefined) {
		const seems = root !== undefined && isTemplate(root);
		if (seems || (kind === 'template' && root !== undefined && hasSection(root)) || (isBroken && templateMark.test(text))) {
			const tree: MapNode = root?.kind === 'map' ? root : {kind: 'map', range: [0, 0], pointer: '', entries: []};
			const detail = `CloudFormation template (${format.toUpperCase()}${isBroken ? ', broken' : ''})`;
			return found({...base, text, detail, kind: 'template', format, bytes: size, tree, broken: isBroken, cut: cutsOf(text, notation).length > 0}, notation);
		}
		if (kind === 'template') return refused(base, 'is not a CloudFormation template: it holds no section of one', notation);
	}
	const shape = root === undefined ? undefined : shapeOf(root);
	if (root !== undefined && shape !== undefined && (kind === undefined || shape.kind === kind)) {
		const {detail} = shape;
		if (shape.kind === 'listing') return found({...base, text, detail, kind: 'listing', form: shape.form, tree: root}, notation);
		if (shape.kind === 'image') return found({...base, text, detail, kind: 'image', tree: root}, notation);
		return found({...base, text, detail, kind: 'scan', form: shape.form, tree: root}, notation);
	}
	if (kind === 'scan') return undefined;
	if (kind === 'listing') return refused(base, 'is not a listing: a StartChangeSet request, a DescribeEntity answer or a saved listing page is', notation);
	if (kind === 'image') return refused(base, 'is not AMI evidence: a DescribeImages or DescribeImageAttribute answer is', notation);
	return undefined;
}

function found(artifact: Artifact, notation: Notation): Read {
	const of = artifact.kind === 'docs' || artifact.kind === 'root' || artifact.kind === 'script' ? 'unknown' : artifact.kind;
	// YAML allows a comma before a closing bracket, which is why the text was read; the APIs that these files are for take JSON.
	const commas = notation.format === 'yaml' && artifact.kind !== 'template' ? notation.marks.filter(({kind}) => kind === 'trailing-comma') : [];
	// Of a repeated key only the last value is checked, and which one AWS takes is not documented. Templates have a rule of their own to come.
	const repeated = of === 'listing' || of === 'image' || of === 'scan' ? notation.marks.filter(({kind}) => kind === 'duplicate-key') : [];
	const twice = repeated.map(
		({range, subject}): Fault => ({message: `the key ${subject} stands twice in one object; only the last value was checked: keep one`, range}),
	);
	const faults = [...twice, ...commas.map(({range}): Fault => ({message: 'not JSON: a comma before a closing bracket', range})), ...notation.faults];
	return {artifact: {...artifact, marks: marksOf(artifact.file, notation, of)}, problems: problemsOf(artifact.file, faults)};
}

function marksOf(file: string, {marks}: Notation, artifact: SyntaxMark['artifact']): readonly SyntaxMark[] {
	return marks.map(({kind, range, pointer, subject}) => ({kind, subject, artifact, place: {file, range, ...(pointer === undefined ? {} : {pointer})}}));
}

function problemsOf(file: string, faults: readonly Fault[]): readonly Problem[] {
	const problems = faults.slice(0, mostFaults).map(({message, range}): Problem => ({file, message, place: {file, range}}));
	const more = faults.length - problems.length;
	return more > 0 ? [...problems, {file, message: `and ${more} more of the kind`}] : problems;
}

function refused(base: Base, message: string, {faults}: Notation): Read {
	const {artifact, problems} = problem(base, message);
	return {...(artifact === undefined ? {} : {artifact}), problems: [...problems, ...problemsOf(base.file, faults)]};
}

/** The faults after which a tree does not hold all that the text does: tabs, and what is no more than a slip, leave it whole. */
function cutsOf(text: string, notation: Notation): readonly Fault[] {
	const isOfTabs = ({message}: Fault) => message.includes(': tabs are not allowed');
	// What was meant to be indented by tabs is read a few columns off.
	const isColumn = ({message}: Fault) => message.includes('must start at the same column') && notation.faults.some(isOfTabs);
	return notation.faults.filter((fault) => !isSlip(text, notation, fault) && !isOfTabs(fault) && !isColumn(fault));
}

/** Whether a fault is a comment in JSON, or a comma before a closing bracket. */
function isSlip(text: string, {marks}: Notation, {message, range}: Fault): boolean {
	if (message.includes('comment token')) return true;
	return /[}\]]/.test(text.charAt(range[0])) && marks.some(({kind}) => kind === 'trailing-comma');
}

/** `{{ name }}` and `{% if %}`: what Helm, Ansible and Jinja fill in before it is YAML or JSON. */
const placeholder = /\{\{-?(?:[ \t]*[\w.$]|[ \t]+["'(])|\{%[-+]?[ \t]/;

/** Whether the first two lines are JSON, each for itself, as logs have it. */
function isJsonLines(text: string): boolean {
	const lines = [...text.slice(0, 20_000).matchAll(/[^\r\n]+/g)].slice(0, 2).map(([line]) => line);
	return lines.length === 2 && lines.every((line) => line.startsWith('{') && parseOf(line) !== undefined);
}

function parseOf(line: string): unknown {
	try {
		return JSON.parse(line) as unknown;
	} catch {
		return undefined;
	}
}

/** Data that a submission does not hold. Comments in JSON and several YAML documents are no fault in files that are none of AWS's. */
function unrecognised(base: Base, text: string, notation: Notation): Read {
	const {format, faults} = notation;
	const hard = faults.filter((fault) => !isSlip(text, notation, fault) && !fault.message.includes('a second YAML document'));
	if (hard.length > 0 && placeholder.test(text)) return plain(base, 'unknown', 'text with the placeholders of a template engine');
	if (hard.length > 0 && isJsonLines(text)) return plain(base, 'unknown', 'JSON, one value a line');
	const isClaimed = dataExtensions.includes(extensionOf(base.file)) || format === 'json';
	if (hard.length > 0 && isClaimed)
		return {artifact: {...base, text, kind: 'unknown', detail: `broken ${format.toUpperCase()}`}, problems: problemsOf(base.file, faults)};
	const near = notation.root === undefined ? undefined : nearMissOf(notation.root);
	const read = plain(base, 'unknown', `${format.toUpperCase()}, not one that a submission holds`);
	if (near === undefined) return read;
	const message = `holds what seems to be ${near}, but not in the form that AWS documents, so it was not checked: mend its keys and nesting, or say in shelfready.yaml, under artifacts, that its kind is unknown`;
	return {...read, problems: [{file: base.file, message}]};
}

async function page(base: Base, html: string): Promise<Read> {
	const {pageFault} = await import('./page.ts');
	const fault = pageFault(html);
	if (fault !== undefined) return problem(base, `the listing page ${fault}`);
	return {artifact: {...base, text: html, html, kind: 'listing', form: 'page', detail: 'saved listing page'}, problems: []};
}

function withoutMark(text: string): string {
	return text.startsWith('\ufeff') ? text.slice(1) : text;
}
