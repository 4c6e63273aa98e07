/** A tree of JSON or YAML read as an IAM policy. */

import type {Place, Text} from '../../contract.ts';
import type {PolicyText, StatementText} from '../../evidence/policy-text.ts';
import {type Entry, entriesOf, type SourceNode, spanOf} from '../../tree.ts';
import {firstOf, leaveOut, type UnreadParts} from '../unread.ts';
import {decoded, type Replacement, rewritten, sliceOf} from './stretches.ts';

/** Statements of one policy: IAM's limit of 6,144 characters holds far fewer. */
const mostStatements = 200;
/** Actions or resources of one statement. */
const mostItems = 1000;

/**
 * The parts of a policy, or of a statement that stands by itself; nothing for other trees. The tree's ranges count in `text`. What is beyond
 * the bounds is noted in `unread`.
 */
export function policyIn(text: Text, root: SourceNode, unread: UnreadParts): Pick<PolicyText, 'kind' | 'statements'> | undefined {
	const list = valueAt(root, 'statement');
	const nodes = list === undefined ? [root] : list.kind === 'sequence' ? list.items : [list];
	const statements = nodes.slice(0, mostStatements).flatMap((node) => statementOf(text, node, list === undefined, unread) ?? []);
	if (statements.length === 0) return undefined;
	const beyond = nodes[mostStatements];
	if (beyond !== undefined)
		leaveOut(
			unread,
			spanOf(text, ...beyond.range),
			`this IAM policy has more than ${mostStatements} statements; those from here on were not looked at: write fewer`,
		);
	return {kind: kindOf(statements), statements};
}

function kindOf(statements: readonly StatementText[]): PolicyText['kind'] {
	if (statements.some(({actions}) => actions.some(({value}) => /^sts:(?:AssumeRole|TagSession|SetSourceIdentity)/i.test(value)))) {
		// A role may be allowed to take on another one: then no principal is named.
		if (statements.some(({principal}) => principal !== undefined)) return 'trust';
	}
	return statements.some(({principal}) => principal !== undefined) ? 'resource' : 'identity';
}

function statementOf(text: Text, node: SourceNode, alone: boolean, unread: UnreadParts): StatementText | undefined {
	if (node.kind !== 'map') return undefined;
	const effect = textsOf(text, valueAt(node, 'effect'), unread)[0];
	const hasAction = valueAt(node, 'action') !== undefined || valueAt(node, 'notaction') !== undefined;
	if (!hasAction || (alone && !/^(?:allow|deny)$/i.test(effect?.value ?? ''))) return undefined;
	const sid = textsOf(text, valueAt(node, 'sid'), unread)[0];
	const principal = keyPlace(text, node, /^(?:not)?principal$/i);
	const condition = keyPlace(text, node, /^condition$/i);
	return {
		place: spanOf(text, ...node.range),
		...(sid === undefined ? {} : {sid}),
		...(effect === undefined ? {} : {effect}),
		actions: textsOf(text, valueAt(node, 'action'), unread),
		notActions: textsOf(text, valueAt(node, 'notaction'), unread),
		resources: textsOf(text, valueAt(node, 'resource'), unread),
		notResources: textsOf(text, valueAt(node, 'notresource'), unread),
		...(principal === undefined ? {} : {principal}),
		...(condition === undefined ? {} : {condition}),
	};
}

/** A value by its key in lower case, last one first: texts spell keys as they like. */
function valueAt(node: SourceNode, key: string): SourceNode | undefined {
	return entriesOf(node).findLast((entry) => entry.key.toLowerCase() === key)?.value;
}

function keyPlace(text: Text, node: SourceNode, key: RegExp): Place | undefined {
	const entry: Entry | undefined = entriesOf(node).find((one) => key.test(one.key));
	return entry === undefined ? undefined : spanOf(text, ...entry.keyRange);
}

/** One value or a list of them. */
function textsOf(text: Text, node: SourceNode | undefined, unread: UnreadParts): readonly Text[] {
	if (node === undefined) return [];
	if (node.kind === 'sequence') {
		const why = `this IAM statement lists more than ${mostItems} actions or resources; those from here on were not looked at: write fewer`;
		return firstOf(unread, node.items, mostItems, ({range}) => spanOf(text, ...range), why).flatMap((item) =>
			item.kind === 'sequence' ? [] : textsOf(text, item, unread),
		);
	}
	if (node.kind === 'scalar' && typeof node.value === 'string') return [unwrapped(decoded(text, node.value, node.runs ?? [[0, ...node.range]]))];
	const [only] = entriesOf(node);
	if (only?.key === 'Fn::Sub' && only.value.kind === 'scalar') return textsOf(text, only.value, unread);
	return node.kind === 'scalar' && node.value === null ? [] : [sliceOf(text, ...node.range)];
}

/** A token without the white space that a wrapped line left in it; a placeholder in brackets may have some of its own. */
function unwrapped(token: Text): Text {
	const replacements: Replacement[] = [];
	for (const {0: found, index} of token.value.matchAll(/<[^<>]{0,200}>|\$?\{[^{}]{0,200}\}|\[[^[\]]{0,200}\]|\s+/g))
		if (/^\s/.test(found)) replacements.push({start: index, end: index + found.length, text: ''});
	return rewritten(token, replacements);
}
