/** Which of the contents that AWS asks of usage instructions a text has. */

import type {Text} from '../contract.ts';
import type {UsageInstructions} from '../evidence.ts';
import {backup} from './contents/backup.ts';
import {costs} from './contents/costs.ts';
import {encryption} from './contents/encryption.ts';
import {healthCheck} from './contents/health-check.ts';
import {keyPurpose} from './contents/key-purpose.ts';
import {network} from './contents/network.ts';
import {quotas} from './contents/quotas.ts';
import {rolePurpose} from './contents/role-purpose.ts';
import {rotation} from './contents/rotation.ts';
import {sensitiveData} from './contents/sensitive-data.ts';
import {start} from './contents/start.ts';
import {coveredBy, type Judge} from './frames.ts';
import {passagesOf} from './passages.ts';

const judges = {
	'sensitive-data': sensitiveData,
	encryption,
	rotation,
	backup,
	'health-check': healthCheck,
	quotas,
	costs,
	'role-purpose': rolePurpose,
	'key-purpose': keyPurpose,
	network,
	start,
} as const satisfies Readonly<Record<string, Judge>>;

/** A content that usage instructions must have. */
export type Content = keyof typeof judges;

/** All of them, in the order of AWS's page. */
export const contents = Object.keys(judges) as readonly Content[];

/** The first sentence (or heading) that covers each content; contents that nothing covers are not in it. */
export function passagesIn(text: string): ReadonlyMap<Content, string> {
	const passages = passagesOf(text);
	const found = new Map<Content, string>();
	for (const content of contents) {
		const passage = coveredBy(passages, judges[content]);
		if (passage !== undefined) found.set(content, passage);
	}
	return found;
}

const judged = new WeakMap<Text, ReadonlyMap<Content, string>>();

/** Whether a located text covers a content. Every rule asks this of the same texts, so each is judged once. */
function covers(text: Text, content: Content): boolean {
	const passages = judged.get(text) ?? passagesIn(text.value);
	judged.set(text, passages);
	return passages.has(content);
}

/** Usage instructions without a content, and the range of the few words to point at. */
export type Lacking = UsageInstructions & {readonly opening: readonly [start: number, end: number]};

/** Those usage instructions that do not cover a content. A text that several versions share is named once. */
export function lacking(content: Content, instructions: readonly UsageInstructions[]): readonly Lacking[] {
	const seen = new Set<string>();
	return instructions.flatMap((one) => {
		const key = `${one.kind} ${one.template?.file ?? ''} ${one.text.value}`;
		if (seen.has(key) || covers(one.text, content)) return [];
		seen.add(key);
		return [{...one, opening: openingOf(one.text.value)}];
	});
}

/** The first words of a text: what a finding on the whole text points at. */
export function openingOf(text: string): readonly [start: number, end: number] {
	const start = text.length - text.trimStart().length;
	const words = /^\S{1,40}(?:[^\S\r\n]\S{1,40}){0,3}/.exec(text.slice(start, start + 200))?.[0] ?? '';
	return [start, start + words.length];
}
