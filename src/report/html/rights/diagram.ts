/** The layout of an identity's diagram: boxes in layers from left to right, edges between them, and below them the ways to other rights. */

import {cellsOf, displayWidth} from '../../text/visible.ts';
import {plural} from '../words.ts';
import {type Reach, type Width, widthWords} from './reach.ts';
import {grantedBy, type HeldPolicy, type Path, type Subject} from './subject.ts';

/** A box with a line of text or two. Its place and size are in units of the drawing, which are pixels at its full size. */
export type Box = {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	readonly look: 'plain' | 'self' | 'danger' | 'caution' | 'faint' | 'missing' | 'right';
	readonly text: string;
	readonly detail: string;
	/** Short words in its corner: which steps of which path it grants. */
	readonly marks: string;
};

/** A line from one box to another. */
export type Edge = {
	readonly from: readonly [x: number, y: number];
	readonly to: readonly [x: number, y: number];
	readonly look: 'plain' | 'danger' | 'missing';
	readonly bend: 'curve' | 'rail';
};

/** A drawing, ready to be written down. */
export type Diagram = {
	readonly width: number;
	readonly height: number;
	readonly boxes: readonly Box[];
	readonly edges: readonly Edge[];
	readonly cut: readonly string[];
};

const columns = [
	{x: 2, width: 202},
	{x: 246, width: 190},
	{x: 478, width: 182},
	{x: 702, width: 296},
] as const;
const total = 1000;
const boxHeight = 40;
const gap = 8;
/** Units that a character of the drawing's text takes, in the two sizes. */
const advance = {text: 7.25, detail: 6.65};

const most = {holders: 8, policies: 10, reaches: 7, needs: 5, paths: 3};

/** Lays out a subject. What did not fit is said in `cut`. */
export function diagramOf(subject: Subject): Diagram {
	const {identity, holders, policies, paths, needs} = subject;
	const shownPaths = paths.slice(0, most.paths);
	const boxes: Box[] = [];
	const edges: Edge[] = [];
	const cut: string[] = [];
	const note = (left: number, noun: string, nouns?: string) =>
		left > 0 && cut.push(plural(left, `more ${noun}`, nouns === undefined ? undefined : `more ${nouns}`));

	let y = 2;
	const middles: {readonly middle: number; readonly look: Edge['look']}[] = [];
	for (const policy of policies.slice(0, most.policies)) {
		const placed = placedPolicy(policy, shownPaths, y);
		boxes.push(...placed.boxes);
		edges.push(...placed.edges);
		middles.push({middle: placed.middle, look: placed.edges.some(({look}) => look === 'danger') ? 'danger' : 'plain'});
		y = placed.end;
	}
	for (const {action} of needs.slice(0, most.needs)) {
		boxes.push(box(3, y, {look: 'missing', text: action, detail: 'called, but not allowed'}));
		middles.push({middle: y + boxHeight / 2, look: 'missing'});
		y += boxHeight + gap;
	}
	note(policies.length - most.policies, 'policy', 'policies');
	note(
		policies.slice(0, most.policies).reduce((sum, {reaches}) => sum + Math.max(0, reaches.length - most.reaches), 0),
		'service',
	);
	note(needs.length - most.needs, 'call that is not allowed', 'calls that are not allowed');

	const shownHolders = holders.slice(0, most.holders);
	note(holders.length - most.holders, 'holder');
	const holdersHeight = Math.max(1, shownHolders.length) * (boxHeight + gap) - gap;
	const height = Math.max(y - gap, holdersHeight, boxHeight);
	const centre = Math.max(middleOf(middles.map(({middle}) => middle)) ?? height / 2, holdersHeight / 2);
	const self = box(1, centre - boxHeight / 2, {
		look: subject.isAdministrator ? 'danger' : 'self',
		text: identity.kind === 'guidance' ? 'Role made by hand' : identity.logicalId,
		detail: describe(subject),
	});
	boxes.push(self);
	for (const [index, {middle, look}] of middles.entries()) {
		const isNeed = index >= Math.min(policies.length, most.policies);
		edges.push({from: [self.x + self.width, centre], to: [columns[isNeed ? 3 : 2].x, middle], look, bend: 'curve'});
	}
	for (const [index, {name, detail, isOpen}] of (shownHolders.length > 0 ? shownHolders : [nobody]).entries()) {
		const holder = box(0, centre - holdersHeight / 2 + index * (boxHeight + gap), {look: isOpen ? 'danger' : 'plain', text: name, detail});
		boxes.push(holder);
		edges.push({from: [holder.x + holder.width, holder.y + boxHeight / 2], to: [self.x, centre], look: isOpen ? 'danger' : 'plain', bend: 'curve'});
	}
	const end = placedPaths(shownPaths, height, self, boxes, edges);
	note(paths.length - shownPaths.length, 'way to other rights', 'ways to other rights');
	return {width: total, height: Math.ceil(end + 2), boxes, edges, cut};
}

const nobody = {name: 'Nobody', detail: 'that the templates name', isOpen: false};

/** What an identity is, in a few words. */
export function describe({identity: {kind, boundary}, isAdministrator}: Subject): string {
	const word = {role: 'role', user: 'user', group: 'group', policy: 'managed policy', guidance: 'as the text asks'}[kind];
	return `${word}${isAdministrator ? ', administrator' : ''}${boundary === undefined ? '' : ', bounded'}`;
}

function placedPolicy(
	{name, detail, reaches, unread}: HeldPolicy,
	paths: readonly Path[],
	top: number,
): {boxes: Box[]; edges: Edge[]; middle: number; end: number} {
	const shown: Pick<Box, 'look' | 'text' | 'detail' | 'marks'>[] = mostTelling(reaches, paths).map((reach) => ({
		look: looks[reach.width],
		text: `${reach.service}  ${reach.width === 'complement' ? '' : plural(reach.actions.length, 'action')}`.trim(),
		detail: `${widthWords[reach.width]}${reach.conditional ? ', conditional' : ''}${reach.unused.length > 0 ? `; ${reach.unused.length} not called` : ''}`,
		marks: marksOf(reach, paths),
	}));
	if (unread.length > 0 || shown.length === 0)
		shown.push({look: 'missing', text: unread.length > 0 ? 'not followed' : 'nothing', detail: unread[0] ?? '', marks: ''});
	const rows = shown.map((row, index) => box(3, top + index * (boxHeight + gap), row));
	const end = top + shown.length * (boxHeight + gap);
	const middle = (top + end - gap) / 2;
	const isPath = shown.some(({marks}) => marks !== '');
	const policy = box(2, middle - boxHeight / 2, {look: 'plain', text: name, detail});
	const edges = rows.map(
		(row): Edge => ({
			from: [policy.x + policy.width, middle],
			to: [row.x, row.y + boxHeight / 2],
			look: row.marks !== '' ? 'danger' : row.look === 'missing' ? 'missing' : 'plain',
			bend: 'curve',
		}),
	);
	// Room between policies tells whose services are whose.
	return {boxes: [policy, ...rows], edges, middle, end: end + (isPath || shown.length > 1 ? gap : 0)};
}

/** As many as are drawn: first those that a path goes through, so that none leads to what is not drawn. */
function mostTelling(reaches: readonly Reach[], paths: readonly Path[]): readonly Reach[] {
	const kept = new Set(reaches.toSorted((one, other) => Number(marksOf(other, paths) !== '') - Number(marksOf(one, paths) !== '')).slice(0, most.reaches));
	return reaches.filter((reach) => kept.has(reach));
}

const looks: Readonly<Record<Width, Box['look']>> = {
	everything: 'danger',
	service: 'danger',
	complement: 'danger',
	broad: 'caution',
	any: 'plain',
	named: 'plain',
	denied: 'faint',
};

/** `A1 A2` for the first two steps of the first path. */
function marksOf({witnesses}: Reach, paths: readonly Path[]): string {
	return paths
		.flatMap(({steps}, path) => steps.flatMap(({token}, step) => (witnesses.includes(token) ? [`${letterOf(path)}${step + 1}`] : [])))
		.slice(0, 4)
		.join(' ');
}

/** The letter of a path, by which its steps are found in the diagram. */
export function letterOf(path: number): string {
	return String.fromCharCode(65 + path);
}

const rail = columns[1].x + 16;
const firstStep = rail + 28;
const arrow = 26;

/** Each path as a chain of steps that ends in the right; it goes on in a new row where one is full. Answers where the drawing ends. */
function placedPaths(paths: readonly Path[], top: number, self: Box, boxes: Box[], edges: Edge[]): number {
	let y = top + 24;
	if (paths.length === 0) return top;
	for (const [path, {id, right, steps}] of paths.entries()) {
		const chain: Omit<Box, 'x' | 'y' | 'height'>[] = [
			...steps.map((step, index) => {
				const by = grantedBy(step);
				const text = `${letterOf(path)}${index + 1} ${step.action}`;
				const detail = [...(by === undefined ? [] : [`by ${by}`]), ...(step.line === undefined ? [] : [`line ${step.line}`])].join(', ');
				return {text, detail, marks: '', look: 'danger' as const, width: widthFor(text, detail, 300)};
			}),
			{text: `${right}`, detail: `path ${id} of pathfinding.cloud`, marks: '', look: 'right', width: widthFor(right, `path ${id} of pathfinding.cloud`, 420)},
		];
		edges.push({from: [rail, path === 0 ? self.y + self.height : y - boxHeight], to: [firstStep, y + boxHeight / 2], look: 'danger', bend: 'rail'});
		let x = firstStep;
		for (const [index, link] of chain.entries()) {
			if (index > 0) {
				if (x + arrow + link.width > total) {
					edges.push({from: [firstStep + 16, y + boxHeight], to: [firstStep + 44, y + boxHeight + gap + boxHeight / 2], look: 'danger', bend: 'rail'});
					x = firstStep + 44;
					y += boxHeight + gap;
				} else {
					edges.push({from: [x, y + boxHeight / 2], to: [x + arrow, y + boxHeight / 2], look: 'danger', bend: 'curve'});
					x += arrow;
				}
			}
			boxes.push({
				...link,
				x,
				y,
				height: boxHeight,
				text: fitted(link.text, columnsIn(link.width, advance.text)),
				detail: fitted(link.detail, columnsIn(link.width, advance.detail)),
			});
			x += link.width;
		}
		y += boxHeight + gap * 2;
	}
	return y - gap * 2;
}

function widthFor(text: string, detail: string, widest: number): number {
	return Math.min(widest, Math.ceil(Math.max(displayWidth(text) * advance.text, displayWidth(detail) * advance.detail)) + 22);
}

function box(column: 0 | 1 | 2 | 3, y: number, {text, detail, look, marks = ''}: Pick<Box, 'text' | 'detail' | 'look'> & {readonly marks?: string}): Box {
	const {x, width} = columns[column];
	const room = columnsIn(width, advance.text) - (marks === '' ? 0 : marks.length + 1);
	return {x, y, width, height: boxHeight, look, text: fitted(text, room), detail: fitted(detail, columnsIn(width, advance.detail)), marks};
}

function columnsIn(width: number, advanceOf: number): number {
	return Math.floor((width - 18) / advanceOf);
}

/** As much of a text as its box has room for. */
function fitted(text: string, room: number): string {
	if (displayWidth(text.slice(0, 4 * room)) <= room && text.length <= 4 * room) return text;
	let shown = '';
	let used = 0;
	for (const cell of cellsOf(text.slice(0, 4 * room))) {
		if (used + cell.width > room - 1) break;
		used += cell.width;
		shown += cell.text;
	}
	return `${shown}…`;
}

function middleOf(values: readonly number[]): number | undefined {
	const [first] = values;
	const last = values.at(-1);
	return first === undefined || last === undefined ? undefined : (first + last) / 2;
}
