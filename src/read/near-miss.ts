/**
 * Data that is almost what a submission holds: a key in the wrong case, an object where a list belongs, a request inside another object.
 * Left among the unknown files it would pass in silence, so it is named.
 */

import {type Entry, entriesOf, type SourceNode, stringOf} from '../tree.ts';
import {parseJson} from './json.ts';
import {shapeOf} from './shape.ts';
import {isTemplate} from './template.ts';

/** Levels that are looked at: a request, or a template, in an answer or in a list. */
const deepest = 3;
const mostNodes = 2000;

/** What a tree that is none of the known artifacts seems to be meant as; nothing when it is plainly something else. */
export function nearMissOf(root: SourceNode): string | undefined {
	const text = stringOf(root)?.trim() ?? '';
	if (/^[[{]/.test(text)) {
		const inner = parseJson(text).root;
		return inner === undefined ? undefined : (wholeOf(inner) ?? nearMissIn(inner));
	}
	return nearMissIn(root);
}

function nearMissIn(root: SourceNode): string | undefined {
	let level: readonly SourceNode[] = [root];
	for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
		for (const node of level) {
			const found = (depth > 0 ? wholeOf(node) : undefined) ?? likenessOf(node);
			if (found !== undefined) return found;
		}
		level = level.flatMap((node) => (node.kind === 'sequence' ? node.items : entriesOf(node).map(({value}) => value))).slice(0, mostNodes);
	}
	return undefined;
}

/** What a part would be if it stood by itself. Lists are left out: their items are looked at one by one. */
function wholeOf(node: SourceNode): string | undefined {
	if (node.kind !== 'map') return undefined;
	if (isTemplate(node)) return 'a CloudFormation template';
	const shape = shapeOf(node);
	return shape?.kind === 'listing' || shape?.kind === 'image' ? named(shape.detail) : undefined;
}

/** With its article, but for what is counted or many. */
function named(detail: string): string {
	return /^(?:one|changes|product details|offer details)\b/.test(detail) ? detail : `a ${detail}`;
}

/** What a map's keys are like, whatever their case and whatever stands under them. */
function likenessOf(node: SourceNode): string | undefined {
	if (node.kind !== 'map') return undefined;
	const keys = new Map(node.entries.map((entry): readonly [string, Entry] => [entry.key.toLowerCase(), entry]));
	const text = (key: string) => stringOf(keys.get(key)?.value) ?? '';
	const has = (...names: readonly string[]) => names.some((name) => keys.has(name));
	if ((has('changeset') && has('catalog', 'intent', 'changesetname')) || (has('changetype') && has('entity', 'details', 'detailsdocument')))
		return 'a StartChangeSet request';
	if (/^(?:AmiProduct|Offer)\b/i.test(text('entitytype')) && has('details', 'detailsdocument')) return 'a DescribeEntity answer';
	if (/^ami-/i.test(text('imageid')) && has('virtualizationtype', 'rootdevicetype', 'blockdevicemappings') && !has('instanceid'))
		return 'a DescribeImages answer';
	const resources = entriesOf(keys.get('resources')?.value).map(({value}) => new Set(entriesOf(value).map(({key}) => key.toLowerCase())));
	if (has('awstemplateformatversion') || resources.some((names) => names.has('properties') && (names.has('type') || has('parameters', 'description'))))
		return 'a CloudFormation template';
	return undefined;
}
