/** IAM policies that a text writes out as YAML, for example in a snippet of a template. */

import type {Text} from '../../contract.ts';
import {type Line, linesOf} from '../../read/documents/lines.ts';
import {parseYaml} from '../../read/yaml.ts';
import {leaveOut, type UnreadParts} from '../unread.ts';
import {type Found, mostPolicies, tooLongPolicy, tooManyPolicies} from './json-policies.ts';
import {policyIn} from './statements.ts';
import {type Replacement, rewritten, sliceOf} from './stretches.ts';

/** Units of one policy in YAML, and lines above a statement's `Effect` that may belong to it. */
const longest = 20_000;
const mostLinesAbove = 200;
/** What looking for a statement's lines costs at the least, in units. */
const leastCost = 500;

const opening = /^(?:-\s+)?["']?(Statement|Effect)["']?\s?:(?:\s|$)/;

/** Policies, and statements that stand by themselves, in order; what is beyond the bounds is noted in `unread`. */
export async function yamlPoliciesIn(text: Text, unread: UnreadParts): Promise<readonly Found[]> {
	if (!/^[ \t]*(?:-[ \t]+)?["']?(?:Statement|Effect)["']?\s?:/m.test(text.value)) return [];
	const lines = linesOf(text.value);
	const found: Found[] = [];
	// What is read again and again is bounded, so that a text of nothing but statements takes linear time.
	let left = 2 * text.value.length + 5 * longest;
	for (let index = 0; index < lines.length; ) {
		const key = opening.exec(lines[index]?.text ?? '')?.[1];
		const line = lines[index];
		if (key !== undefined && line !== undefined && (found.length >= mostPolicies || left <= 0)) {
			leaveOut(unread, sliceOf(text, line.first, line.end).place, tooManyPolicies);
			break;
		}
		if (key !== undefined) left -= leastCost;
		const region = key === undefined ? undefined : regionAt(lines, index, key === 'Statement' ? index : firstLine(lines, index));
		left -= region === undefined ? 0 : region.end - region.start;
		const policy = region === undefined ? undefined : await policyAt(text, region, unread);
		if (policy !== undefined && region?.cut === true) leaveOut(unread, sliceOf(text, region.first.first, region.first.end).place, tooLongPolicy(longest));
		if (policy !== undefined) found.push(policy);
		index = policy === undefined || region === undefined ? index + 1 : Math.max(index + 1, region.next);
	}
	return found;
}

/** Offsets of a mapping's lines, the column of its keys, the index of the line after it, and whether that still belongs to it. */
type Region = {readonly start: number; readonly end: number; readonly dash: boolean; readonly first: Line; readonly next: number; readonly cut: boolean};

/** The column of a line's key, behind the dash of a list. */
function keyColumn({indent, text}: Line): number {
	return indent + (/^-\s+/.exec(text)?.[0].length ?? 0);
}

/** The line that a statement begins with whose `Effect` is not its first key. */
function firstLine(lines: readonly Line[], index: number): number {
	const line = lines[index];
	if (line === undefined || line.text.startsWith('-')) return index;
	const column = line.indent;
	let first = index;
	for (let above = index - 1; above >= Math.max(0, index - mostLinesAbove); above--) {
		const candidate = lines[above];
		if (candidate === undefined || candidate.text === '') break;
		if (candidate.indent < column) return keyColumn(candidate) === column && /^-\s+[A-Za-z]+\s?:/.test(candidate.text) ? above : first;
		if (candidate.indent === column) first = above;
	}
	return first;
}

/** From a key's line to the last that belongs to the same mapping; nothing where tabs indent, or it is too long. */
function regionAt(lines: readonly Line[], at: number, from: number): Region | undefined {
	const first = lines[from];
	if (first === undefined) return undefined;
	const column = keyColumn(first);
	const isWhole = opening.exec(lines[at]?.text ?? '')?.[1] === 'Statement';
	let {end} = first;
	let next = from + 1;
	let cut = false;
	for (let line = lines[next]; line !== undefined; line = lines[++next]) {
		if (line.text === '' || line.text.startsWith('#')) continue;
		const isItem = line.text.startsWith('-') && line.indent === column;
		// Beside `Statement` stand keys that say nothing of it; a statement's own keys stand beside `Effect`.
		if (line.indent < column || (line.indent === column && !isItem && isWhole)) break;
		if (line.end - first.start > longest) {
			cut = true;
			break;
		}
		end = line.end;
	}
	return {start: first.start, end, dash: first.text.startsWith('-'), first, next, cut};
}

async function policyAt(text: Text, {start, end, dash, first}: Region, unread: UnreadParts): Promise<Found | undefined> {
	const slice = sliceOf(text, start, end);
	// Anchors can make a small text a huge tree, and no policy has any.
	if (!/\b(?:Not)?Action\b/.test(slice.value) || /(?:^|[\s[{,:-])&\w/.test(slice.value) || /^ *\t/m.test(slice.value)) return undefined;
	const replacements: Replacement[] = dash ? [{start: first.first - start, end: first.first - start + 1, text: ' '}] : [];
	for (const {0: found, index} of slice.value.matchAll(/[“”„]|[‘’]|(?<=[:-][ \t]{1,20})\*(?=[ \t]*\r?$)/gm))
		replacements.push({start: index, end: index + 1, text: found === '*' ? '"*"' : /[‘’]/.test(found) ? "'" : '"'});
	const yaml = rewritten(slice, replacements);
	const {root} = await parseYaml(yaml.value);
	const policy = root === undefined ? undefined : policyIn(yaml, root, unread);
	return policy === undefined ? undefined : {...policy, start: first.first, end, complete: true};
}
