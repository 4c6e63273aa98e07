/** What must hold of every check, whatever the files hold. */

import {createHash} from 'node:crypto';
import {load} from 'cheerio';
import type {Input} from '../../src/artifact.ts';
import {type CheckRequest, check} from '../../src/check.ts';
import {textAt} from '../../src/filesystem.ts';
import {disjoint, edited} from '../../src/mend.ts';
import type {Finding, Outcome} from '../../src/outcome.ts';
import type {DocumentRead} from '../../src/read/documents/block-list.ts';
import {type Format, formatOutcome, formats} from '../../src/report/formats.ts';
import {validators} from '../../validators/index.ts';
import {today} from '../helpers/submission.ts';

/** Every rule but cfn-lint's, which needs a runtime of its own, and those that judge sentences, whose judge has a target of its own. */
export const rules = validators.filter(({reads}) => !reads.includes('lintedTemplates') && !reads.includes('judged'));

/** Says what does not hold. */
export class Broken extends Error {}

/** What inputs may pollute. */
const shared = {Object: Object.prototype, Array: Array.prototype, String: String.prototype, Function: Function.prototype};
const sharedAtFirst = Object.entries(shared).map(([name, prototype]) => [name, prototype, Reflect.ownKeys(prototype).length] as const);

/** Throws where something was written to what all objects share. */
export function assertUnpolluted(): void {
	for (const [name, prototype, count] of sharedAtFirst) if (Reflect.ownKeys(prototype).length !== count) throw new Broken(`${name}.prototype was changed`);
}

/** A number that some bytes always come to: which of the dearer questions are asked of an input. */
function turnOf(inputs: readonly Input[], of: number): number {
	const hash = createHash('sha1');
	for (const {file, bytes} of inputs) hash.update(file).update(bytes);
	return hash.digest().readUInt32LE() % of;
}

const questions = [
	isTheSameAgain,
	isReadOtherwise,
	isFixed,
	...formats.map(
		(format) =>
			({outcome}: Asked) =>
				isReported(outcome, format),
	),
];

type Asked = {readonly request: CheckRequest; readonly outcome: Outcome};

/** Checks files and asks of the outcome what must hold of it; all of it where `thorough`, else one of the dearer questions. */
export async function checked(inputs: readonly Input[], thorough: boolean, more: Partial<CheckRequest> = {}): Promise<Outcome> {
	const request: CheckRequest = {inputs, validators: rules, today, ...more};
	const outcome = await soundly(request);
	const turn = turnOf(inputs, questions.length * 4);
	for (const [index, question] of questions.entries()) if (thorough || index === turn) await question({request, outcome});
	return outcome;
}

/** A check whose problems are the files' and not ours, and whose places lie in the files. */
async function soundly(request: CheckRequest): Promise<Outcome> {
	const outcome = await check(request);
	assertUnpolluted();
	for (const {file, message} of outcome.problems)
		if (/^(?:the rule broke|could not be read: )|fault of shelfready/.test(message)) throw new Broken(`${file}: ${message}`);
	if (outcome.artifacts.length !== request.inputs.length) throw new Broken('a file vanished');
	const texts = new Map(outcome.artifacts.map(({file, text}) => [file, text]));
	const textOf = (file: string) => texts.get(file) ?? textInside(outcome, file);
	for (const finding of [...outcome.findings, ...outcome.waived]) assertPlaced(finding, textOf(finding.place.file));
	// What could not be read has no text any more; it had no more letters than bytes.
	const lengthOf = (file: string) => (textOf(file) ?? request.inputs.find((input) => input.file === file)?.bytes)?.length ?? 0;
	for (const {place} of outcome.problems) if (place?.range !== undefined) assertInside(place.range, lengthOf(place.file), 'a problem');
	return outcome;
}

/** A document whose blocks lie in its text, or in as many letters as it has bytes. */
export function assertRead({document, text}: DocumentRead, bytes: number): void {
	const length = text?.length ?? bytes;
	for (const {place, runs = []} of document?.blocks ?? []) {
		if (place.range !== undefined) assertInside(place.range, length, 'a block');
		for (const [, start, end] of runs) assertInside([start, end], length, 'a stretch of a block');
	}
}

function textInside({artifacts}: Outcome, file: string): string | undefined {
	for (const artifact of artifacts)
		if (artifact.kind === 'root' && file.startsWith(`${artifact.file}/`)) return textAt(artifact.system, file.slice(artifact.file.length + 1))?.value;
	return undefined;
}

function assertPlaced({rule, place, excerpt, fix}: Finding, text: string | undefined): void {
	if (place.range === undefined) return;
	assertInside(place.range, (text ?? '').length, rule);
	const quoted = (text ?? '').slice(place.range[0], place.range[1]);
	if (!quoted.startsWith(excerpt.replace(/…$/, ''))) throw new Broken(`${rule} quotes ${JSON.stringify(excerpt)} where ${JSON.stringify(quoted)} stands`);
	for (const {file, range} of fix?.edits ?? []) if (file === place.file) assertInside(range, (text ?? '').length, `the fix of ${rule}`);
}

function assertInside([start, end]: readonly [number, number], length: number, what: string): void {
	if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > length)
		throw new Broken(`${what} lies at ${start} to ${end} of ${length}`);
}

/** The same bytes come to the same. */
async function isTheSameAgain({request, outcome}: Asked): Promise<void> {
	const again = await check(request);
	const of = ({findings, waived, problems, policies}: Outcome) => JSON.stringify([findings, waived, problems, policies]);
	if (of(again) !== of(outcome)) throw new Broken('the same bytes come to something else the second time');
}

/** Line ends of Windows and a byte order mark are read as soundly. */
async function isReadOtherwise({request}: Asked): Promise<void> {
	const inputs = request.inputs.map((input) => {
		if (input.system !== undefined || input.bytes.includes(0)) return input;
		return {...input, bytes: Buffer.from(`\ufeff${Buffer.from(input.bytes).toString('utf8').replace(/\r?\n/g, '\r\n')}`)};
	});
	await soundly({...request, inputs});
}

/** The fixes that are offered can be made, and what comes of them is read as soundly. */
async function isFixed({request, outcome}: Asked): Promise<void> {
	const edits = disjoint(outcome.findings.flatMap(({fix}) => fix ?? [])).flatMap(({edits}) => edits);
	if (edits.length === 0) return;
	const texts = new Map(outcome.artifacts.map(({file, text}) => [file, text]));
	const inputs = request.inputs.map((input) => {
		const own = edits.filter(({file}) => file === input.file);
		const text = texts.get(input.file);
		return own.length === 0 || text === undefined ? input : {...input, bytes: Buffer.from(edited(text, own))};
	});
	await soundly({...request, inputs});
}

/** What a terminal would obey, and what changes the order of letters. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
/** Annotations name files as they are, so that GitHub finds them. */
const controlOfLog = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const context = {tool: {name: 'shelfready', version: '0.0.0'}, validators: rules, terminal: {width: 80, color: false, quiet: false}};

/** Every report of an outcome is what its format asks for. */
export async function assertReported(outcome: Outcome): Promise<void> {
	for (const format of formats) await isReported(outcome, format);
}

/** The report is what its format asks for. */
async function isReported(outcome: Outcome, format: Format): Promise<void> {
	const report = await formatOutcome(format, outcome, context);
	if (format === 'json' || format === 'sarif') JSON.parse(report);
	else if (format === 'junit') assertXml(report);
	else if (format === 'html') assertHarmless(report);
	const found = format === 'json' || format === 'sarif' ? null : (format === 'github' ? controlOfLog : control).exec(report);
	if (found !== null) throw new Broken(`U+${found[0].charCodeAt(0).toString(16)} goes into the ${format} report`);
}

/** One script, our own, and nothing else that runs. */
function assertHarmless(report: string): void {
	const $ = load(report);
	if ($('script').length !== 1) throw new Broken(`the page has ${$('script').length} scripts`);
	if ($('iframe, object, embed, base, img, link, meta[http-equiv=refresh]').length > 0) throw new Broken('the page loads something');
	for (const element of $('*').toArray())
		for (const [name, value] of Object.entries($(element).attr() ?? {}))
			if (/^on/i.test(name) || (/^(?:href|src)$/i.test(name) && !/^(?:#|https:\/\/)/i.test(value)))
				throw new Broken(`the page has ${name}=${JSON.stringify(value)}`);
}

const tag = /<(\/?)([A-Za-z][\w.-]*)(?:\s+[A-Za-z][\w:.-]*="[^"<]*")*\s*(\/?)>/g;

/** Well-formed XML, without the parts that our reports do not use. */
function assertXml(report: string): void {
	const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(report);
	if (illegal !== null) throw new Broken(`U+${illegal[0].charCodeAt(0).toString(16)} is no character of XML`);
	const body = report.replace(/^<\?xml[^>]*\?>/, '');
	const stray = /<|&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[\da-f]+);)/i.exec(body.replace(tag, ''));
	if (stray !== null) throw new Broken(`not well-formed XML: ${JSON.stringify(stray[0])} stands alone`);
	const open: string[] = [];
	for (const [, closes, name = '', isEmpty] of body.matchAll(tag)) {
		if (closes === '/') {
			if (open.pop() !== name) throw new Broken(`not well-formed XML: ${name} ends where it did not begin`);
		} else if (isEmpty !== '/') open.push(name);
	}
	if (open.length > 0) throw new Broken('not well-formed XML: something does not end');
}
