/** Policies of AWS that a text tells to attach: by name, by ARN, in a command, or in words. */

import type {Place, Text} from '../../contract.ts';
import type {AttachmentText} from '../../evidence/policy-text.ts';
import {managedPolicyNamed} from '../../iam/data.ts';
import {toneAt} from '../../language/asked.ts';
import {fullAccessPolicies} from '../../limits/managed-policies.ts';
import {firstOf, type UnreadParts} from '../unread.ts';
import type {Segment} from './segments.ts';
import {sliceOf} from './stretches.ts';

const arn = /\barn:aws[\w-]{0,20}:iam::aws:policy\/(?:[\w+=,.@-]{1,100}\/){0,3}(?<name>[\w+=,.@-]{1,128})/g;
const name = /(?<![\w:/.-])[A-Z][A-Za-z0-9]{3,60}(?:[_-][A-Za-z][A-Za-z0-9]{1,60}){0,4}(?![\w:/])/g;
/** Services by the words that texts call them with. */
const services = Object.keys(fullAccessPolicies.byService).join('|');
const fullAccess = new RegExp(
	`\\bfull (?:access|permissions|rights|control) (?:to|on|over) (?:your |the |all )?(?:Amazon |AWS )?(?<after>${services})\\b|\\b(?:(?:full )?(?:Amazon |AWS )?(?<before>${services}) full|full (?:Amazon |AWS )?(?<between>${services})) access\\b`,
	'gi',
);
const administrator =
	/\b(?:administrator|administrative|admin)(?:['’]?s)?[ -](?:access|rights|privileges|permissions)\b|\bfull access to (?:your|the|an) (?:whole |entire )?(?:AWS )?account\b/gi;
/** Someone or something of IAM that can be given access. */
const holder = /\b(?:IAM|AWS|roles?|instance profile|instance|users?|credentials|account|policy|policies)\b/i;
/** What an application's own administrator has access to. */
const elsewhere =
	/^\s+(?:to|on|for|in|of|over)\s+(?:the\s+|your\s+)?(?:[\w-]+\s+){0,3}(?:console|dashboard|application|app|interface|ui|gui|portal|database|server|instance|host|panel|product|machine|system|cluster|web\w*)\b/i;

/** Candidates of one segment that are looked at. */
const most = 200;

type Candidate = {readonly start: number; readonly end: number; readonly policy: string};

/** The attachments of a segment that are not told against, where they are free to be told here; what is beyond the bound is noted in `unread`. */
export function attachmentsIn(
	{text, isCode, lead}: Segment,
	unread: UnreadParts,
	isFree: (place: Place) => boolean,
): readonly Omit<AttachmentText, 'origin'>[] {
	const {value} = text;
	const candidates = candidatesIn(text, isCode)
		.map((candidate) => ({...candidate, written: sliceOf(text, candidate.start, candidate.end)}))
		.filter(({written}) => isFree(written.place));
	const why = `this sentence or line names more than ${most} policies of AWS; those from here on were not looked at: make several of it`;
	const first = firstOf(unread, candidates, most, ({written}) => written.place, why);
	return first.flatMap(({start, end, policy, written}): Omit<AttachmentText, 'origin'>[] => {
		const tone = isCode ? toneInCode(value, start, end, lead) : toneAt(value, start, end, lead);
		return tone === 'refused' ? [] : [{policy, written, stance: tone}];
	});
}

function candidatesIn({value}: Text, isCode: boolean): readonly Candidate[] {
	const arns = [...value.matchAll(arn)].map(({0: whole, index, groups}): Candidate => {
		// The full stop of a sentence is none of the ARN's.
		const written = whole.replace(/[.,=]{1,50}$/, '');
		return {start: index, end: index + written.length, policy: (groups?.['name'] ?? '').replace(/[.,=]{1,50}$/, '')};
	});
	const found = [...arns];
	let passed = 0;
	for (const {0: word, index} of value.matchAll(name)) {
		const {length} = word;
		// Both stand in order: ARNs that end before this name end before the next one, too.
		let around = arns[passed];
		while (around !== undefined && around.end <= index) around = arns[++passed];
		// Names of one word (`Billing`) are mostly other words.
		const isPolicy = (/[a-z0-9][A-Z_]/.test(word) || followedByPolicy(value, index + length)) && managedPolicyNamed(word) !== undefined;
		if (isPolicy && (around === undefined || index < around.start)) found.push({start: index, end: index + length, policy: word});
	}
	if (isCode || !holder.test(value)) return found;
	for (const {
		0: {length},
		index,
	} of value.matchAll(administrator))
		if (!elsewhere.test(value.slice(index + length, index + length + 100))) found.push({start: index, end: index + length, policy: 'AdministratorAccess'});
	for (const {
		0: {length},
		index,
		groups = {},
	} of value.matchAll(fullAccess)) {
		const service = (groups['after'] ?? groups['before'] ?? groups['between'] ?? '').toLowerCase();
		found.push({start: index, end: index + length, policy: fullAccessPolicies.byService[service] ?? ''});
	}
	return found.toSorted((a, b) => a.start - b.start);
}

function followedByPolicy(value: string, end: number): boolean {
	return /^["'”’`*]{0,3}\s+(?:AWS\s+)?(?:managed\s+)?polic(?:y|ies)\b/.test(value.slice(end, end + 40));
}

/** A command attaches or does something else; other code (a template, Terraform) lists what it attaches. */
function toneInCode(line: string, start: number, end: number, lead: string): ReturnType<typeof toneAt> {
	const command = /\baws\s+(?:--\S+\s+){0,6}iam\s+([a-z-]+)|\b(Register|Unregister|Get|Add|Remove)-IAM\w+/i.exec(line.slice(Math.max(0, start - 2000), start));
	const verb = command?.[1] ?? command?.[2];
	if (verb !== undefined)
		return /^(?:attach|put|create|add|register)/i.test(verb) ? 'asked' : /^(?:detach|delete|remove|unregister)/i.test(verb) ? 'refused' : 'named';
	// A comment is prose.
	return /^\s*(?:#|\/\/|--|::)/.test(line) ? toneAt(line, start, end) : toneAt('', 0, 0, lead) === 'refused' ? 'refused' : 'asked';
}
