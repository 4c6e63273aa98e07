/** Actions that texts name by themselves, in a sentence, a list or a table. */

import type {Place} from '../../contract.ts';
import type {ActionsText} from '../../evidence/policy-text.ts';
import {toneAt} from '../../language/asked.ts';
import {firstOf, type UnreadParts} from '../unread.ts';
import {isService} from './operations.ts';
import type {Segment} from './segments.ts';
import {sliceOf} from './stretches.ts';

/** A service, a colon, and a name that has a capital or ends in a star; nor inside an ARN, nor a key of a condition. */
const action =
	/(?<![\w:/.@-])(?:(?<service>[A-Za-z][A-Za-z0-9-]{1,40}):(?<name>\*|[A-Za-z][A-Za-z0-9]{0,60}\*?|[A-Z][A-Za-z0-9*]{0,60})(?![\w:/-])|\*:\*(?![\w:*]))/g;
const conditionKey =
	/^(?:PassedToService|ResourceTag|RequestTag|Region|ViaService|SourceVpc\w*|SourceIp|InstanceType|ExistingObjectTag|PrincipalTag|AssociatedResourceArn|AWSServiceName|CalledVia)$/;
const resource = /\barn:[\w*-]{1,20}:[a-z0-9-]{1,40}:[^\s"'`,;()]{1,400}/g;

/** Actions and ARNs of one segment that are looked at. */
const most = 200;

/** What a segment names, but for what it tells not to allow; nothing where it names no action. What is beyond the bound is noted in `unread`. */
export function actionsIn({text, isCode, lead}: Segment, unread: UnreadParts, isFree: (place: Place) => boolean): Omit<ActionsText, 'origin'> | undefined {
	const {value} = text;
	const placeOf = ({0: {length}, index}: RegExpExecArray) => sliceOf(text, index, index + length).place;
	const why = `this sentence or line names more than ${most} actions or ARNs; those from here on were not looked at: make several of it`;
	// What stands in a policy is told of there.
	const first = (all: readonly RegExpExecArray[]) =>
		firstOf(unread, all.length <= most ? all : all.filter((match) => isFree(placeOf(match))), most, placeOf, why);
	const found = first(
		[...value.matchAll(action)].filter(({0: whole, groups}) => whole === '*:*' || isAction(groups?.['service'] ?? '', groups?.['name'] ?? '')),
	)
		.map(({0: {length}, index}) => ({start: index, end: index + length, tone: isCode ? toneAt('', 0, 0, lead) : toneAt(value, index, index + length, lead)}))
		.filter(({tone}) => tone !== 'refused');
	if (found.length === 0) return undefined;
	const resources = first([...value.matchAll(resource)]).map(({0: whole, index}) =>
		sliceOf(text, index, index + whole.replace(/[.:\])}>]{1,50}$/, closing(whole)).length),
	);
	return {
		actions: found.map(({start, end}) => sliceOf(text, start, end)),
		resources,
		stance: found.some(({tone}) => tone === 'asked') ? 'asked' : 'named',
	};
}

/** A closing bracket that the ARN itself opens (a placeholder) belongs to it. */
function closing(arn: string): string {
	const end = /[.:\])}>]{1,50}$/.exec(arn)?.[0] ?? '';
	const last = end.charAt(0);
	const opening = {'>': '<', '}': '{', ']': '['}[last];
	return opening !== undefined && arn.includes(opening) ? last : '';
}

function isAction(service: string, name: string): boolean {
	if (!isService(service) || conditionKey.test(name)) return false;
	// `Name=tag:Role` filters by a tag.
	if (service === 'tag' && !/^(?:\*|(?:Get|Tag|Untag|Describe|Start|List)[A-Z]\w*\*?)$/.test(name)) return false;
	return name === '*' || /[A-Z]/.test(name) || name.endsWith('*');
}
