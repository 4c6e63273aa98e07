/** Values of conditions that let everything through. */

import type {Token} from '../evidence/iam.ts';
import {isStar} from './pattern.ts';

/** Halves of all addresses, each pair of one family. */
const halves = [
	['0.0.0.0/1', '128.0.0.0/1'],
	['::/1', '8000::/1'],
] as const;

/** Whether the values of a condition, of which one is enough, let every request through: `*`, or all addresses, whole or in halves. */
export function scopesNothing(values: readonly Token[]): boolean {
	const texts = new Set(values.map(({text}) => text.trim().toLowerCase()));
	return [...texts].some((text) => isStar(text) || /^[\d.:a-f]{1,45}\/0$/.test(text)) || halves.some((pair) => pair.every((half) => texts.has(half)));
}
