/**
 * Rules that users write as data, under `ownRules` in `shelfready.yaml`: a policy, a pattern of evidence, a message. They become validators like ours.
 *
 * Patterns are RE2's regular expressions, which take time in proportion to the text whatever they are: a configuration may come with a submission
 * from elsewhere.
 */

import {RE2JS, RE2JSSyntaxException} from 're2js';
import {type AnyValidator, defineValidator, type Hit, type Place} from '../contract.ts';
import type {Evidence} from '../evidence.ts';
import {policies} from '../policies/policies.ts';
import {spanOf} from '../tree.ts';
import {type Candidate, parameterCandidates, propertyCandidates, textCandidates} from './own-candidates.ts';
import type {OwnRuleData} from './schema.ts';

/** A pattern that is none: the key of `find` that holds it, and words. */
export type OwnRuleFault = {readonly key: string; readonly message: string};

/** The user's words are whole: they are filled before they get here. */
const messages = {fault: {message: '{message}', help: '{help}'}};

/** The validator that a rule's data says; or what is wrong with it. */
export function ownRule(data: OwnRuleData): AnyValidator | OwnRuleFault[] {
	const {id, policy, severity, find, help, source} = data;
	const faults: OwnRuleFault[] = [];
	const compiled = (key: string): RE2JS | undefined => {
		const written = Object.entries(find).find(([name]) => name === key)?.[1];
		if (typeof written !== 'string') return undefined;
		try {
			return RE2JS.compile(written);
		} catch (error) {
			if (!(error instanceof RE2JSSyntaxException)) throw error;
			faults.push({key, message: `${JSON.stringify(written)} is no regular expression of RE2: ${error.message.replace(/^error parsing regexp: /, '')}`});
			return undefined;
		}
	};
	const tests = {matches: compiled('matches'), mustMatch: compiled('mustMatch'), missing: 'missing' in find};
	const parameter = compiled('parameter');
	if (!('in' in find) && tests.matches === undefined && tests.mustMatch === undefined && !tests.missing && faults.length === 0)
		faults.push({key: 'matches', message: 'is missing, and so are mustMatch and missing: one of them says what is a fault'});
	if (faults.length > 0) return faults;
	const base = {
		id,
		policy,
		severity,
		about: data.message,
		source: source ?? policies.find((candidate) => candidate.id === policy)?.editions['ami-2025'].source ?? '',
		messages,
		examples: [],
	} as const;
	const judge = (candidates: Iterable<Candidate>) => judged(candidates, tests, (place, subject, found) => hitOf(place, subject, found, data.message, help));
	if ('resource' in find)
		return defineValidator({...base, reads: ['templates'], check: ({templates}) => judge(propertyCandidates(templates, find.resource, find.property))});
	if ('parameter' in find)
		return defineValidator({
			...base,
			reads: ['templates'],
			check: ({templates}) => judge(parameterCandidates(templates, (name) => parameter === undefined || parameter.matcher(name).find(), find.key)),
		});
	const kinds = typeof find.in === 'string' ? [find.in] : find.in;
	// What one kind of evidence would bring is not assessed without it; of several, those that are there.
	const [first, ...others] = [...new Set(kinds.map((kind) => evidenceOf[kind]))];
	return defineValidator({
		...base,
		reads: first !== undefined && others.length === 0 ? [first] : ['submission'],
		mayRead: ['listingFields', 'documents', 'templates'],
		check: (evidence) => judge(textCandidates(evidence as Partial<Evidence>, kinds)),
	});
}

const evidenceOf = {
	listing: 'listingFields',
	'usage-instructions': 'listingFields',
	documents: 'documents',
	'template-texts': 'templates',
	'user-data': 'templates',
} as const;

type Tests = {readonly matches: RE2JS | undefined; readonly mustMatch: RE2JS | undefined; readonly missing: boolean};
type OwnHit = Hit<typeof messages>;

function* judged(
	candidates: Iterable<Candidate>,
	{matches, mustMatch, missing}: Tests,
	hit: (place: Place, subject: string, found: string) => OwnHit,
): Generator<OwnHit> {
	for (const {text, place, subject} of candidates) {
		if (text === undefined) {
			if (missing) yield hit(place, subject, subject);
			continue;
		}
		if (mustMatch !== undefined && !mustMatch.matcher(text.value).find()) yield hit(text.place, subject, text.value);
		const matcher = matches?.matcher(text.value);
		let isFound = false;
		let isEmpty = false;
		while (matcher?.find() === true) {
			if (matcher.end() > matcher.start()) {
				isFound = true;
				yield hit(spanOf(text, matcher.start(), matcher.end()), subject, matcher.group() ?? '');
			} else isEmpty = true;
		}
		// A pattern may be of nothing: `^$` is an empty value.
		if (isEmpty && !isFound) yield hit(text.place, subject, '');
	}
}

function hitOf(place: Place, subject: string, found: string, message: string, help: string): OwnHit {
	const fill = (sentence: string) => sentence.replace(/\{(subject|found)\}/g, (_slot, name) => (name === 'subject' ? subject : found));
	return {message: 'fault', place, subject, data: {message: fill(message), help: fill(help)}};
}
