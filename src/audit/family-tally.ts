/** Finds families among the sketches of a run: likely pairs by bands of equal bytes, held to the estimate, joined. Some 200 bytes a sketch, at most 700. */

import type {Families, FamiliesSummary, Family, FamilyMember, SketchKind} from './families.ts';
import {newBytes, newNumbers} from './growing.ts';
import {newTexts} from './held-texts.ts';
import type {Result} from './result.ts';
import {similarity, sketchBytes} from './sketch.ts';
import {compareTexts, ruleNames} from './top.ts';

/** Estimated similarity from which two belong together. See docs/decisions/0019-unchanged-is-free.md for how it was chosen. */
const threshold = 0.5;

/** Bytes that agree in likely pairs, one after the other. With 42 such bands, more than 99 % of those that have half in common are likely pairs. */
const bandBytes = 3;
/** Sketches of a run. Later ones are not compared. */
const mostSketches = 2 ** 20;
/** Bytes of a path or a pointer. Of longer ones the middle is not told: they may be a hundred times as long as a sketch. */
const longestPath = 120;
/** Rules of a sketch, the first by name. */
const mostRules = 64;
/** With how many unlike ones of a band each is compared. */
const mostLeaders = 16;
const mostFamilies = 200;
const mostMembers = 50;
const mostShared = 20;
const mostInSummary = 20;

const kinds: readonly SketchKind[] = ['template', 'text'];

/** Collects sketches, in whatever order results come. */
export function newFamilyTally(): {add(result: Result): void; families(): {readonly families: Families; readonly summary: FamiliesSummary}} {
	const names: string[] = [];
	const paths = newTexts(longestPath);
	const ruled = newTexts();
	const called = ruleNames();
	const sketches = newBytes();
	/** By sketch: number of its submission, of its file, of its pointer, of its kind, and where its rules begin. */
	const columns = {submission: newNumbers(), file: newNumbers(), pointer: newNumbers(), kind: newNumbers(), rules: newNumbers()};
	const rules = newNumbers();
	let count = 0;

	function add(result: Result): void {
		if (result.status !== 'checked') return;
		const first = count;
		for (const {kind, file, pointer, sketch} of result.sketches ?? []) {
			const bytes = Buffer.from(sketch, 'base64');
			if (bytes.length !== sketchBytes || count >= mostSketches) continue;
			if (count === first) names.push(result.submission);
			sketches.push(bytes);
			columns.submission.push(names.length - 1);
			columns.file.push(paths.numberOf(file));
			columns.pointer.push(paths.numberOf(pointer ?? ''));
			columns.kind.push(kinds.indexOf(kind));
			columns.rules.push(rules.length);
			const own = result.report.findings.filter(
				({place, severity}) => severity !== 'note' && place.file === file && (pointer === undefined || place.pointer?.startsWith(pointer) === true),
			);
			const broken = [...new Set(own.map((finding) => called(finding.rule)))].toSorted(compareTexts).slice(0, mostRules);
			for (const rule of broken) rules.push(ruled.numberOf(rule));
			count++;
		}
	}

	function families() {
		const sketchOf = (index: number) => sketches.slice(index * sketchBytes, sketchBytes);
		const rulesOf = (index: number) =>
			rules.slice(columns.rules.at(index), (index + 1 < count ? columns.rules.at(index + 1) : rules.length) - columns.rules.at(index));
		const nameOf = (index: number) => names[columns.submission.at(index)] ?? '';
		const fileOf = (index: number) => paths.at(columns.file.at(index));
		const pointerOf = (index: number) => paths.at(columns.pointer.at(index));
		const keys = Array.from({length: count}, (_, index) => index).toSorted(
			(a, b) => compareTexts(nameOf(a), nameOf(b)) || compareTexts(fileOf(a), fileOf(b)) || compareTexts(pointerOf(a), pointerOf(b)),
		);
		const order = Uint32Array.from(keys);
		const parents = joined(order, sketchOf, (a, b) => columns.kind.at(a) === columns.kind.at(b));
		const groups = new Map<number, number[]>();
		for (let position = 0; position < count; position++) {
			const root = rootOf(parents, position);
			if (root === position) continue;
			const group = groups.get(root);
			if (group === undefined) groups.set(root, [root, position]);
			else group.push(position);
		}
		const found = [...groups.values()]
			.map((positions) => positions.map((position) => order[position] ?? 0))
			.map((members) => ({members, submissions: new Set(members.map((index) => columns.submission.at(index))).size}))
			.filter(({submissions}) => submissions > 1)
			.toSorted((a, b) => b.submissions - a.submissions || b.members.length - a.members.length);
		const memberOf = (index: number, first: number): FamilyMember => {
			const pointer = pointerOf(index);
			return {
				submission: nameOf(index),
				file: fileOf(index),
				...(pointer === '' ? {} : {pointer}),
				similarity: Math.round(100 * similarity(sketchOf(first), sketchOf(index))) / 100,
			};
		};
		const sharedBy = (members: readonly number[]) => {
			let shared: readonly number[] | undefined;
			for (const index of members) {
				const own = rulesOf(index);
				shared = shared === undefined ? [...own] : shared.filter((rule) => own.includes(rule));
			}
			return (shared ?? [])
				.map((rule) => ruled.at(rule))
				.toSorted(compareTexts)
				.slice(0, mostShared)
				.map((rule) => ({rule}));
		};
		const largest = found.slice(0, mostFamilies).map(({members, submissions}): Family => {
			const [first = 0] = members;
			return {
				kind: kinds[columns.kind.at(first)] ?? 'text',
				members: members.length,
				submissions,
				some: members.slice(0, mostMembers).map((index) => memberOf(index, first)),
				shared: sharedBy(members),
			};
		});
		const counted = (number: (kind: number) => number) => ({template: number(0), text: number(1)});
		const kindOf = ({members: [first = 0]}: (typeof found)[number]) => columns.kind.at(first);
		const summary: FamiliesSummary = {
			threshold,
			compared: counted((kind) => keys.filter((index) => columns.kind.at(index) === kind).length),
			families: counted((kind) => found.filter((family) => kindOf(family) === kind).length),
			members: counted((kind) => found.filter((family) => kindOf(family) === kind).reduce((sum, {members}) => sum + members.length, 0)),
			largest: largest.slice(0, mostInSummary).map(({kind, members, submissions, some, shared}) => {
				const {submission, file, pointer} = some[0] ?? {submission: '', file: ''};
				return {kind, members, submissions, like: {submission, file, ...(pointer === undefined ? {} : {pointer})}, shared};
			}),
		};
		return {families: {schemaVersion: 1 as const, threshold, families: largest}, summary};
	}

	return {add, families};
}

/** Joins what is alike: a forest over positions in `order`, where the root of each tree is its first. */
function joined(order: Uint32Array, sketchOf: (index: number) => Uint8Array, mayJoin: (one: number, other: number) => boolean): Uint32Array {
	const parents = Uint32Array.from(order, (_, position) => position);
	// A band's bytes in the upper 32 bits and the position below, so that sorting brings likely pairs together.
	const banded = new Float64Array(order.length);
	for (let band = 0; band + bandBytes <= sketchBytes; band += bandBytes) {
		for (const [position, index] of order.entries()) {
			const sketch = sketchOf(index);
			let key = 0;
			for (let byte = 0; byte < bandBytes; byte++) key = key * 256 + (sketch[band + byte] ?? 0);
			banded[position] = key * mostSketches + position;
		}
		banded.sort();
		let leaders: number[] = [];
		let last = -1;
		for (const value of banded) {
			const key = Math.floor(value / mostSketches);
			const position = value % mostSketches;
			if (key !== last) leaders = [];
			last = key;
			const index = order[position] ?? 0;
			const like = leaders.find((leader) => {
				const other = order[leader] ?? 0;
				return rootOf(parents, leader) === rootOf(parents, position) || (mayJoin(index, other) && similarity(sketchOf(index), sketchOf(other)) >= threshold);
			});
			if (like === undefined) {
				if (leaders.length < mostLeaders) leaders.push(position);
			} else join(parents, like, position);
		}
	}
	return parents;
}

function rootOf(parents: Uint32Array, position: number): number {
	let at = position;
	for (let above = parents[at] ?? at; above !== at; above = parents[at] ?? at) {
		parents[at] = parents[above] ?? above;
		at = parents[at] ?? at;
	}
	return at;
}

function join(parents: Uint32Array, one: number, other: number): void {
	const [a, b] = [rootOf(parents, one), rootOf(parents, other)];
	parents[Math.max(a, b)] = Math.min(a, b);
}
