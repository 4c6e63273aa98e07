/** How far the sources of ingress rules reach, each alone and together with others that the same group lets in. */

import type {IngressRule, IngressSource} from '../../evidence/template.ts';
import type {NamedPort} from '../../limits/ports.ts';
import {rangeOf, reachOf} from '../cidr.ts';
import {leaveOut, type UnreadParts} from '../unread.ts';
import {agree, type Choices} from './defaults.ts';

/** A rule, and the choices under which each of its sources holds: ranges add up only where they agree. */
export type Found = {readonly rule: IngressRule; readonly group: string; readonly choices: readonly Choices[]};

type Range = NonNullable<ReturnType<typeof rangeOf>>;
type Part = {readonly source: IngressSource; readonly range: Range; readonly choices: Choices};

/** Parts of the internet that are looked at together; beyond them each stands for itself. */
const maxParts = 300;

/** Rules whose sources say how far they reach; what is beyond the bound is noted in `unread`. */
export function withReach(found: readonly Found[], unread: UnreadParts): readonly IngressRule[] {
	const alone = found.map(({rule, ...rest}) => ({...rest, rule: {...rule, sources: rule.sources.map(alonePart)}}));
	const together = new Map<IngressSource, readonly string[]>();
	for (const parts of partsByGroupAndPort(alone).values()) {
		const [first] = parts;
		if (first === undefined || parts.length < 2 || reachOf(parts.map(({range}) => range)) !== 'everyone') continue;
		if (parts.length > maxParts) {
			leaveOut(
				unread,
				first.source.place,
				`a security group has more than ${maxParts} address ranges for one port, from here on, and all of them together are the whole internet; which of them hold in one stack was not looked at`,
			);
			continue;
		}
		// Most rules stand under no condition: what agrees with one of them agrees with all.
		const agreeingBy = new Map<string, readonly string[]>();
		for (const part of parts) {
			const key = JSON.stringify([...part.choices]);
			const cidrs = agreeingBy.get(key) ?? cidrsForEveryone(parts.filter(({choices}) => agree(choices, part.choices)));
			agreeingBy.set(key, cidrs);
			if (cidrs.length === 0) continue;
			together.set(
				part.source,
				cidrs.filter((cidr) => cidr !== part.source.cidr),
			);
		}
	}
	return alone.map(({rule}) => ({
		...rule,
		sources: rule.sources.map((source) => {
			const others = together.get(source);
			return others === undefined ? source : {...source, reach: 'everyone' as const, together: others};
		}),
	}));
}

/** The ranges of parts that together reach everyone, each once; none where they do not. */
function cidrsForEveryone(parts: readonly Part[]): readonly string[] {
	return reachOf(parts.map(({range}) => range)) === 'everyone' ? [...new Set(parts.map(({source}) => source.cidr))] : [];
}

function alonePart(source: IngressSource): IngressSource {
	const range = rangeOf(source.cidr);
	return {...source, reach: range === undefined ? 'some' : reachOf([range])};
}

function partsByGroupAndPort(found: readonly Found[]): ReadonlyMap<string, readonly Part[]> {
	const numbers = new Map<NamedPort, number>();
	const parts = new Map<string, Part[]>();
	for (const {rule, group, choices} of found) {
		for (const [at, source] of rule.sources.entries()) {
			const range = rangeOf(source.cidr);
			if (range === undefined || source.reach === 'everyone') continue;
			for (const port of source.ports) {
				numbers.set(port, numbers.get(port) ?? numbers.size);
				const key = `${numbers.get(port)} ${range.family} ${group}`;
				const own = parts.get(key) ?? [];
				own.push({source, range, choices: choices[at] ?? new Map()});
				parts.set(key, own);
			}
		}
	}
	return parts;
}
