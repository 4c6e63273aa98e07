/** What the drawing of an identity shows, before anything has a place: what is drawn, in which look, and what was left out. */

import {plural} from '../../words.ts';
import {type Reach, type Width, widthWords} from './reach.ts';
import {grantedBy, type HeldPolicy, type Path, type Subject} from './subject.ts';

/** One box: a line of text, and one below it in small. */
export type Cell = {
	readonly look: 'plain' | 'self' | 'danger' | 'caution' | 'faint' | 'missing' | 'right';
	readonly text: string;
	readonly detail: string;
	/** Short words in its corner: which steps of which path it grants. */
	readonly marks: string;
};

/** Everything that is drawn of an identity. `cut` says what is not. */
export type Sheet = {
	readonly holders: readonly Cell[];
	readonly self: Cell;
	readonly policies: readonly {readonly policy: Cell; readonly reaches: readonly Cell[]}[];
	/** Each a chain of steps that ends in a right. */
	readonly paths: readonly (readonly Cell[])[];
	readonly cut: readonly string[];
};

const most = {holders: 8, policies: 10, reaches: 7, needs: 5, paths: 3};

/** The sheet of a subject. */
export function sheetOf(subject: Subject): Sheet {
	const {identity, holders, policies, needs, paths, isAdministrator} = subject;
	const shownPaths = paths.slice(0, most.paths);
	const shownPolicies = policies.slice(0, most.policies);
	const hiddenReaches = shownPolicies.reduce((sum, {reaches}) => sum + Math.max(0, reaches.length - most.reaches), 0);
	const cut = [
		leftOver(holders.length - most.holders, 'holder'),
		leftOver(policies.length - most.policies, 'policy', 'policies'),
		leftOver(hiddenReaches, 'service'),
		leftOver(needs.length - most.needs, 'call that is not allowed', 'calls that are not allowed'),
		leftOver(paths.length - most.paths, 'way to other rights', 'ways to other rights'),
	];
	return {
		holders: (holders.length > 0 ? holders.slice(0, most.holders) : [nobody]).map(({name, detail, isOpen}) => cell(isOpen ? 'danger' : 'plain', name, detail)),
		self: cell(isAdministrator ? 'danger' : 'self', identity.kind === 'guidance' ? 'Role made by hand' : identity.logicalId, describe(subject)),
		policies: [
			...shownPolicies.map((policy) => ({policy: cell('plain', policy.name, policy.detail), reaches: reachCells(policy, shownPaths)})),
			...needCells(needs.slice(0, most.needs)),
		],
		paths: shownPaths.map(pathCells),
		cut: cut.filter((words) => words !== ''),
	};
}

/** What an identity is, in a few words. */
export function describe({identity: {kind, boundary}, isAdministrator}: Subject): string {
	const word = {role: 'role', user: 'user', group: 'group', policy: 'managed policy', guidance: 'as the text asks'}[kind];
	return `${word}${isAdministrator ? ', administrator' : ''}${boundary === undefined ? '' : ', bounded'}`;
}

/** The letter of a path, by which its steps are found in the drawing. */
export function letterOf(path: number): string {
	return String.fromCharCode(65 + path);
}

const nobody = {name: 'Nobody', detail: 'that the templates name', isOpen: false};

function cell(look: Cell['look'], text: string, detail: string, marks = ''): Cell {
	return {look, text, detail, marks};
}

function leftOver(left: number, noun: string, nouns = `${noun}s`): string {
	return left > 0 ? plural(left, `more ${noun}`, `more ${nouns}`) : '';
}

const looks: Readonly<Record<Width, Cell['look']>> = {
	everything: 'danger',
	service: 'danger',
	complement: 'danger',
	broad: 'caution',
	any: 'plain',
	named: 'plain',
	denied: 'faint',
};

function reachCells({reaches, unread}: HeldPolicy, paths: readonly Path[]): readonly Cell[] {
	const cells = mostTelling(reaches, paths).map((reach) => {
		const {service, width, actions, conditional, unused} = reach;
		const detail = `${widthWords[width]}${conditional ? ', conditional' : ''}${unused.length > 0 ? `; ${unused.length} not called` : ''}`;
		return cell(looks[width], width === 'complement' ? service : `${service}  ${plural(actions.length, 'action')}`, detail, marksOf(reach, paths));
	});
	const [why] = unread;
	if (why !== undefined) return [...cells, cell('missing', 'not followed', why)];
	return cells.length > 0 ? cells : [cell('missing', 'nothing', '')];
}

/** As many as are drawn: first those that a path goes through, so that none leads to what is not drawn. */
function mostTelling(reaches: readonly Reach[], paths: readonly Path[]): readonly Reach[] {
	const isOnPath = (reach: Reach) => Number(marksOf(reach, paths) !== '');
	const kept = new Set(reaches.toSorted((one, other) => isOnPath(other) - isOnPath(one)).slice(0, most.reaches));
	return reaches.filter((reach) => kept.has(reach));
}

/** `A1 A2` for the first two steps of the first path. */
function marksOf({witnesses}: Reach, paths: readonly Path[]): string {
	return paths
		.flatMap(({steps}, path) => steps.flatMap(({token}, step) => (witnesses.includes(token) ? [`${letterOf(path)}${step + 1}`] : [])))
		.slice(0, 4)
		.join(' ');
}

/** Calls that no policy allows stand behind a box for the policy that is not there. */
function needCells(needs: Subject['needs']): Sheet['policies'] {
	if (needs.length === 0) return [];
	return [
		{policy: cell('missing', 'No policy', 'called, not allowed'), reaches: needs.map(({action, launch}) => cell('missing', action, `called by ${launch}`))},
	];
}

function pathCells({id, right, steps}: Path, path: number): readonly Cell[] {
	return [
		...steps.map((step, index) => {
			const by = grantedBy(step);
			const detail = [...(by === undefined ? [] : [`by ${by}`]), ...(step.line === undefined ? [] : [`line ${step.line}`])].join(', ');
			return cell('danger', `${letterOf(path)}${index + 1} ${step.action}`, detail);
		}),
		cell('right', right, `path ${id} of pathfinding.cloud`),
	];
}
