/** Launches of one AMI beside launches of another: which of them one stack may make, and how surely they differ. */

import type {Place} from '../../contract.ts';
import type {LaunchedAmi, LaunchPair, Resource, StackAmis} from '../../evidence/template.ts';
import {leaveOut, type UnreadParts} from '../unread.ts';
import {type Alternative, type AmiSource, differ, productOf} from './ami-sources.ts';
import {anyOf, type Formula} from './satisfy.ts';
import {answerOf, type Worlds} from './worlds.ts';

/** AMIs that are compared with each other, launches of one AMI that are, and pairs that are reported: more say nothing new. */
const maxAmis = 40;
const maxUses = 60;
const maxPairs = 500;

/** A resource that launches what an expression comes to. */
export type Use = {
	readonly resource: Resource;
	readonly place: Place;
	readonly when: Formula;
	readonly alternatives: readonly Alternative[];
	readonly surely: boolean;
};

/** One way in which one resource launches one AMI. */
type Launch = {readonly use: Use; readonly place: Place; readonly when: Formula; readonly alternative: Alternative};

/** All launches of one AMI. */
export type Group = {readonly ami: AmiSource; readonly launches: Launch[]};

export function isOfAws(path: string | undefined): boolean {
	return path?.startsWith('/aws/service/') === true && productOf(path) === undefined;
}

/** Words in names of hosts that serve beside a product. They only decide which of two AMIs is called the second. */
const helperWord = /bastion|jump|\bnat\b|nat(?=instance|host|ami|gateway)|worker|workload|client|proxy|database|\bdb|test|demo|sample|monitor|license/i;

/** How far an AMI is from being the product's: AWS's own last, hosts that help before them. */
export function rankOf({ami, launches}: Group): number {
	if (ami.path !== undefined && productOf(ami.path) !== undefined) return 0;
	if (isOfAws(ami.path)) return 4;
	const helps = helperWord.test(ami.parameter ?? ami.name) || launches.every(({use}) => helperWord.test(use.resource.logicalId));
	return (helps ? 2 : 0) + (ami.from === 'unknown' || ami.from === 'literal' || ami.optional === true ? 1 : 0);
}

/** Notes in `unread` the AMIs, and the launches of one AMI, that are not held against others. */
export function noteMore(groups: readonly Group[], unread: UnreadParts): void {
	const [beyond] = groups.slice(maxAmis).flatMap(({launches}) => launches);
	if (beyond !== undefined)
		leaveOut(unread, beyond.place, `stacks may launch more than ${maxAmis} AMIs; from this one on they were not held against the others`);
	for (const {launches} of groups.slice(0, maxAmis)) {
		const more = launches[maxUses];
		if (more !== undefined)
			leaveOut(unread, more.place, `an AMI is launched in more than ${maxUses} ways; those from here on were not held against other AMIs`);
	}
}

/** Each launch beside one of another AMI that the same stack may make. */
export function* pairsOf(worlds: Worlds, groups: readonly Group[], amis: ReadonlyMap<AmiSource, LaunchedAmi>): Generator<LaunchPair> {
	let pairs = 0;
	const few = groups.slice(0, maxAmis);
	for (const one of few) {
		for (const other of few) {
			if (one === other) continue;
			for (const launch of one.launches.slice(0, maxUses)) {
				const found = companionOf(worlds, launch, other);
				const [ami, besideAmi] = [amis.get(one.ami), amis.get(other.ami)];
				if (found === undefined || ami === undefined || besideAmi === undefined) continue;
				if (pairs++ >= maxPairs) return;
				const {resource} = launch.use;
				yield {resource, place: launch.place, ami, beside: {resource: found.launch.use.resource, ami: besideAmi}, certainty: found.certainty};
			}
		}
	}
}

const certainties = ['undecided', 'perhaps', 'asked', 'sure'] as const;

/** The launch of another AMI that most surely goes with a launch. */
function companionOf(worlds: Worlds, launch: Launch, {launches}: Group): {readonly launch: Launch; readonly certainty: LaunchPair['certainty']} | undefined {
	let best: {readonly launch: Launch; readonly certainty: LaunchPair['certainty']} | undefined;
	for (const other of launches.slice(0, maxUses)) {
		const certainty = certaintyOf(worlds, launch, other);
		if (certainty === 'sure') return {launch: other, certainty};
		if (certainty !== 'no' && (best === undefined || certainties.indexOf(certainty) > certainties.indexOf(best.certainty))) best = {launch: other, certainty};
	}
	return best;
}

function certaintyOf(worlds: Worlds, one: Launch, other: Launch): LaunchPair['certainty'] | 'no' {
	const difference = differ(one.alternative, other.alternative);
	if (difference === 'no') return 'no';
	const {possible, guesses} = answerOf(worlds, [one.when, other.when]);
	if (possible === 'no') return 'no';
	if (possible === 'unknown') return 'undecided';
	return guesses || !one.use.surely || !other.use.surely ? 'perhaps' : difference;
}

/** The most AMIs that one stack launches, by trying sets of them. */
export function mostOf(worlds: Worlds, all: readonly Group[]): Pick<StackAmis, 'most' | 'counted'> {
	const groups = all.slice(0, maxAmis);
	const whens = groups.map(({launches}) => anyOf(launches.map(({when}) => when)));
	let most = Math.min(1, groups.length);
	let counted = all.length <= maxAmis;
	let tries = maxTries;
	const extend = (from: number, members: readonly Group[], formulas: readonly Formula[]): void => {
		most = Math.max(most, members.length);
		for (let index = from; index < groups.length && members.length + groups.length - index > most; index++) {
			const [group, when] = [groups[index], whens[index]];
			if (group === undefined || when === undefined) continue;
			if (tries-- <= 0) {
				counted = false;
				return;
			}
			if (members.some((member) => isNeverBeside(member, group))) continue;
			const {possible} = answerOf(worlds, [...formulas, when]);
			counted &&= possible !== 'unknown';
			if (possible === 'yes') extend(index + 1, [...members, group], [...formulas, when]);
		}
	};
	extend(0, [], []);
	return {most, counted};
}

/** Sets of AMIs that are tried. */
const maxTries = 400;

function isNeverBeside(one: Group, other: Group): boolean {
	const [launch, another] = [one.launches[0], other.launches[0]];
	return launch !== undefined && another !== undefined && differ(launch.alternative, another.alternative) === 'no';
}
