/** What the submission's texts ask of the buyer in IAM, and which calls of AWS they show. */

import {append} from '../append.ts';
import type {Artifact} from '../artifact.ts';
import type {Place, Text} from '../contract.ts';
import type {Block, Document} from '../evidence/document.ts';
import type {ApiCall, PolicyText, PolicyTextOrigin, PolicyTexts} from '../evidence/policy-text.ts';
import type {Template} from '../evidence/template.ts';
import type {UsageInstructions} from '../evidence.ts';
import {isRefusedBy} from '../language/asked.ts';
import {actionsIn} from './policy-texts/actions.ts';
import {attachmentsIn} from './policy-texts/attachments.ts';
import {commandCallsIn} from './policy-texts/command-calls.ts';
import {type Found, jsonPoliciesIn} from './policy-texts/json-policies.ts';
import {cleaned} from './policy-texts/mending.ts';
import {programCallsIn} from './policy-texts/program-calls.ts';
import {type Segment, segmentsOf, segmentsOfCode, segmentsOfText} from './policy-texts/segments.ts';
import {joined, type Replacement, rewritten, sliceOf} from './policy-texts/stretches.ts';
import {yamlPoliciesIn} from './policy-texts/yaml-policies.ts';
import {overlapsAny} from './template/script-reading.ts';
import {scriptsOf} from './template/scripts.ts';
import {firstOf, type UnreadParts, unreadOf} from './unread.ts';

/** One text as it is looked through: as a whole, for what goes across its lines, and in segments. */
type Source = {
	readonly origin: PolicyTextOrigin;
	readonly text: Text;
	readonly segments: readonly Segment[];
	readonly pageAt?: (offset: number) => number | undefined;
	/** Stretches of a script that are only said, in order and apart from each other: calls in them are not made for sure. */
	readonly said?: readonly Place[];
	/** What of it is more than is looked at. */
	readonly unread: UnreadParts;
};

/** Things of one kind in one text; more are left out. */
const most = 5000;
/** Units of `<your bucket>`. */
const longestPlaceholder = 100;
const tooMany = `this text names more than ${most} actions, policies or calls of AWS; those from here on were not looked at: make several files of it`;

/** Looks through the usage instructions, the documents, and the scripts of the templates. */
export async function gatherPolicyTexts(
	artifacts: readonly Artifact[],
	usageInstructions: readonly UsageInstructions[],
	templates: readonly Template[] = [],
): Promise<PolicyTexts> {
	const found: {policies: PolicyText[]; attachments: PolicyTexts['attachments'][number][]; actions: PolicyTexts['actions'][number][]; calls: ApiCall[]} = {
		policies: [],
		attachments: [],
		actions: [],
		calls: [],
	};
	const scripted = templates.map((template) => ({template, unread: new Map()}));
	const sources = [
		...usageSources(usageInstructions),
		...artifacts.flatMap(documentSource),
		...scripted.flatMap(({template, unread}) => scriptSources(template, unread)),
	];
	for (const source of sources) {
		const {policies, attachments, actions, calls} = await lookThrough(source);
		append(found.policies, policies);
		append(found.attachments, attachments);
		append(found.actions, actions);
		append(found.calls, calls);
	}
	return {...found, ...unreadOf(...new Set([...sources, ...scripted].map(({unread}) => unread)))};
}

async function lookThrough({origin, text, segments, pageAt, said = [], unread}: Source): Promise<PolicyTexts> {
	const located = await policiesIn(text, unread, pageAt);
	const policies = located.map((policy): PolicyText => ({origin, ...policy}));
	// What stands inside of a policy is told of there.
	const isFree = outsideOf(located.map(({place}) => place));
	const first = <Of>(all: readonly Of[], placeOf: (beyond: Of) => Place): readonly Of[] => firstOf(unread, all, most, placeOf, tooMany);
	const calls = [...segments.flatMap((segment) => commandCallsIn(segment, unread)), ...programCallsIn(text, unread)];
	const attachments = segments.flatMap((segment) => attachmentsIn(segment, unread, isFree));
	const actions = segments.flatMap((segment) => {
		const named = actionsIn(segment, unread, isFree);
		const free = named?.actions.filter(({place}) => isFree(place)) ?? [];
		return named === undefined || free.length === 0 ? [] : [{origin, ...named, actions: free}];
	});
	return {
		policies: policies.filter(({place}) => !isWarnedAgainst(text, place)),
		attachments: first(attachments, ({written}) => written.place).map((attachment) => ({origin, ...attachment})),
		actions: first(actions, ({actions: [named]}) => named?.place ?? text.place),
		calls: first(calls, ({call}) => call.place).map((made) => ({origin, ...made, sure: made.sure && !overlapsAny(said, made.call.place)})),
	};
}

/** Policies as written, and of what is left those that markup or a word processor garbled, and those in YAML. */
async function policiesIn(text: Text, unread: UnreadParts, pageAt?: Source['pageAt']): Promise<readonly Omit<PolicyText, 'origin'>[]> {
	const sound = jsonPoliciesIn(text, false, unread);
	const clean = cleaned(blanked(text, sound));
	const mended = jsonPoliciesIn(clean, true, unread);
	const yaml = await yamlPoliciesIn(blanked(clean, mended), unread);
	const located = [
		...sound.map((found) => locatedIn(text, found, 'json')),
		...mended.map((found) => locatedIn(clean, found, 'json')),
		...yaml.map((found) => locatedIn(clean, found, 'yaml')),
	].toSorted((a, b) => (a.place.range?.[0] ?? 0) - (b.place.range?.[0] ?? 0));
	return pageAt === undefined ? located : located.map((policy) => onPage(policy, pageAt));
}

function locatedIn(text: Text, {start, end, kind, statements, complete}: Found, notation: PolicyText['notation']): Omit<PolicyText, 'origin'> {
	return {place: sliceOf(text, start, end).place, notation, kind, statements, complete};
}

/** A text with what was found in it blanked out, line by line as long as before. */
function blanked(text: Text, found: readonly Found[]): Text {
	const replacements = found.map(({start, end}): Replacement => ({start, end, text: text.value.slice(start, end).replace(/[^\r\n]/g, ' ')}));
	return rewritten(text, replacements);
}

/** A policy with the page that each of its parts stands on. */
function onPage(policy: Omit<PolicyText, 'origin'>, pageAt: (offset: number) => number | undefined): Omit<PolicyText, 'origin'> {
	const place = (old: Place): Place => {
		const page = pageAt(old.range?.[0] ?? 0);
		return page === undefined ? old : {...old, page};
	};
	const text = (old: Text): Text => ({...old, place: place(old.place)});
	return {
		...policy,
		place: place(policy.place),
		statements: policy.statements.map((statement) => ({
			...statement,
			place: place(statement.place),
			...(statement.sid === undefined ? {} : {sid: text(statement.sid)}),
			...(statement.effect === undefined ? {} : {effect: text(statement.effect)}),
			actions: statement.actions.map(text),
			notActions: statement.notActions.map(text),
			resources: statement.resources.map(text),
			notResources: statement.notResources.map(text),
			...(statement.principal === undefined ? {} : {principal: place(statement.principal)}),
			...(statement.condition === undefined ? {} : {condition: place(statement.condition)}),
		})),
	};
}

/** Whether places lie outside of all given ones, which are in order and apart from each other. */
function outsideOf(places: readonly Place[]): (place: Place) => boolean {
	const ranges = places.flatMap(({range}) => (range === undefined ? [] : [range]));
	return ({range}) => {
		if (range === undefined) return true;
		const [, end] = ranges[lastAtMost(ranges.length, (index) => ranges[index]?.[0] ?? 0, range[1] - 1)] ?? [0, 0];
		return end <= range[0];
	};
}

/** The last of `count` numbers in order that is no greater than a limit; -1 for none. */
function lastAtMost(count: number, numberAt: (index: number) => number, limit: number): number {
	let low = -1;
	let high = count - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (numberAt(middle) <= limit) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** Whether the sentence before a policy tells not to use it. */
function isWarnedAgainst(text: Text, {range}: Place): boolean {
	if (range === undefined || text.runs === undefined) return false;
	const start = decodedOffset(text, range[0]);
	const before = text.value
		.slice(Math.max(0, start - 400), start)
		.replace(/(?:^|\n)[ \t>]*(?:```|~~~)[^\n]*\n?\s*$/, '')
		.trimEnd();
	const sentence = /(?:^|[.!?]\s|\n\s*\n)((?:(?![.!?]\s|\n\s*\n)[\s\S])*)$/.exec(before)?.[1] ?? before;
	return isRefusedBy(sentence.slice(-300));
}

/** Where a character of the file stands in a text. Runs go up in both. */
function decodedOffset({runs = []}: Text, offset: number): number {
	const run = runs[lastAtMost(runs.length, (index) => runs[index]?.[1] ?? 0, offset)];
	return run === undefined ? 0 : run[0] + Math.max(0, offset - run[1]);
}

function usageSources(usageInstructions: readonly UsageInstructions[]): readonly Source[] {
	return usageInstructions.map(({text, kind}) => ({
		origin: {from: 'usage-instructions', option: kind},
		text,
		segments: segmentsOfText(text),
		unread: new Map(),
	}));
}

/** The file's own text where markup leaves code alone; what HTML shows, put together from its blocks. */
function documentSource(artifact: Artifact): readonly Source[] {
	if (artifact.kind === 'script') {
		const text: Text = {value: artifact.text, place: {file: artifact.file, range: [0, artifact.text.length]}, runs: [[0, 0, artifact.text.length]]};
		return [{origin: {from: 'program'}, text, segments: segmentsOfCode(text), unread: new Map()}];
	}
	if (artifact.kind !== 'docs') return [];
	const {document, file, text} = artifact;
	const {blocks, format} = document;
	const whole: Text =
		format === 'html' || text === undefined ? joined(blocks, {file}) : {value: text, place: {file, range: [0, text.length]}, runs: [[0, 0, text.length]]};
	const shown = format === 'markdown' && text !== undefined ? blocks.map((block) => restored(block, text)) : blocks;
	return [{origin: {from: 'document'}, text: whole, segments: segmentsOf(shown), unread: new Map(), ...(format === 'pdf' ? {pageAt: pagesOf(document)} : {})}];
}

function pagesOf({blocks}: Document): (offset: number) => number | undefined {
	return (offset) => blocks[lastAtMost(blocks.length, (index) => blocks[index]?.place.range?.[0] ?? 0, offset)]?.place.page;
}

/** Markdown takes the stars of `"s3:*" and "ec2:*"` for emphasis, and the placeholder of `arn:aws:s3:::<bucket>/x` for a tag. A block with such put back. */
function restored(block: Block, source: string): Block {
	const {value, runs} = block;
	if (runs === undefined || !value.includes(':')) return block;
	const parts: string[] = [];
	const mapped: [number, number, number][] = [];
	let length = 0;
	const add = (piece: string, from: number, to: number) => {
		mapped.push([length, from, to]);
		parts.push(piece);
		length += piece.length;
	};
	for (const [index, [start, from, to]] of runs.entries()) {
		const piece = value.slice(start, runs[index + 1]?.[0] ?? value.length);
		add(piece, from, to);
		const gap = source.slice(to, Math.min(runs[index + 1]?.[1] ?? to + 1, to + longestPlaceholder));
		const before = parts.slice(-3).join('').slice(-300);
		const isLost = gap === '*' ? /(?:[a-z0-9]:[A-Za-z]*|\barn:\S{1,290})$/.test(before) : /^<[^<>\n]+>$/.test(gap) && /\barn:\S{1,290}$/.test(before);
		if (isLost) add(gap, to, to + gap.length);
	}
	return {...block, value: parts.join(''), runs: mapped};
}

function scriptSources({file, resources, userData, bootstrap: {said}}: Template, unread: UnreadParts): readonly Source[] {
	return resources.flatMap((resource) => {
		const own = userData.filter((data) => data.resource === resource);
		return scriptsOf(file, resource, own, unread).map(
			(text): Source => ({origin: {from: 'script', logicalId: resource.logicalId}, text, segments: segmentsOfCode(text), said, unread}),
		);
	});
}
