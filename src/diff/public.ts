/** Settings that put a resource within reach of the internet, compared in every world of the template's conditions. */

import {shownOf, type Token} from '../evidence/iam.ts';
import type {Resource} from '../evidence/template.ts';
import type {SymbolScope} from '../gather/symbolic.ts';
import {bucketBlocks, type PublicSetting, publicAddresses, publicSettings} from '../limits/public-access.ts';
import {get} from '../tree.ts';
import type {Change, Found} from './change.ts';
import {clausesOf, newPlace, oldPlace, type Side, tokensAlong} from './side.ts';
import {isThere, type World, worldsOf} from './worlds.ts';

/** What a setting may come to: `yes` as written or by default, `may` where a buyer may choose it. */
type State = 'no' | 'may' | 'yes';
const rank: Readonly<Record<State, number>> = {no: 0, may: 1, yes: 2};

const helps = {
	public: 'Keep it private, or let buyers turn it on with a parameter that is off by default.',
	metadata: 'Keep HttpTokens: required. Whatever makes the instance fetch an address of its choosing could read the credentials of its role otherwise.',
} as const;

/** Resources that became reachable, or no longer are. */
export function* publicChanges(old: Side, next: Side): Generator<Found> {
	const before = new Map(old.template.resources.map((resource) => [old.renamed(resource.logicalId), resource]));
	for (const resource of next.template.resources) {
		const earlier = before.get(resource.logicalId);
		const was = earlier?.type === resource.type ? earlier : undefined;
		for (const setting of publicSettings.settings) if (setting.types.includes(resource.type)) yield* settingChange(old, next, was, resource, setting);
		if (resource.type === 'AWS::S3::Bucket') yield* blockChanges(old, next, was, resource);
		if (publicAddresses.includes(resource.type) && was === undefined)
			yield growth(resource, `${resource.logicalId} is a new public IP address.`, {new: resource.typePlace});
	}
}

function growth({logicalId}: Resource, message: string, places: Pick<Change, 'old' | 'new'>, opens: keyof typeof helps = 'public'): Change {
	return {kind: `exposure/${opens}`, severity: 'error', growth: true, message, help: helps[opens], subject: logicalId, ...places};
}

function* settingChange(
	old: Side,
	next: Side,
	was: Resource | undefined,
	is: Resource,
	{path, values, byDefault, unless, words, opens}: PublicSetting,
): Generator<Found> {
	if (opens === 'metadata' && was === undefined) return;
	if (unless !== undefined && tokensAlong(is, next, unless.path).some(({text}) => text === unless.value)) return;
	const [before, after] = [was === undefined ? [] : tokensAlong(was, old, path), tokensAlong(is, next, path)];
	const stateIn = (tokens: readonly Token[], resource: Resource | undefined, side: Side, world: World) =>
		stateOf(tokens, resource, side, world, (text) => values.includes(text.toLowerCase()), byDefault === true);
	const change = strongest(old, next, was, is, before, after, (world) => [stateIn(before, was, old, world), stateIn(after, is, next, world)]);
	if (change === undefined) return;
	const [from, to] = change;
	const exposing = after.find(({text}) => values.includes(text.toLowerCase()));
	const key = path.at(-1) ?? '';
	const places = {...oldPlace(before[0]?.place ?? was?.place), new: exposing === undefined ? is.place : defaultPlace(exposing, next, is)};
	if (rank[to] > rank[from])
		yield growth(
			is,
			`${is.logicalId} ${words}${to === 'may' ? ', where a buyer chooses so' : ''}: ${key} is ${exposing === undefined ? 'left out' : shownOf(exposing)}.`,
			places,
			opens,
		);
	else if (opens === undefined)
		yield {
			kind: 'exposure/no-longer-public',
			severity: 'note',
			growth: false,
			message: `${is.logicalId} no longer ${words}: ${key} is ${after[0] === undefined ? 'left out' : shownOf(after[0])}.`,
			help: 'Make sure that buyers who reach it now can still do so.',
			subject: is.logicalId,
			...oldPlace(before[0]?.place ?? was?.place),
			...newPlace(after[0]?.place ?? is.place),
		};
}

function defaultPlace({parameter, text, place}: Token, side: Side, resource: Resource) {
	const given = parameter === undefined ? undefined : side.scopeOf(resource).parameterOf.get(parameter)?.default;
	return given?.value === text ? given.place : place;
}

/** The greatest growth over all worlds, else the first change the other way. */
function strongest(
	old: Side,
	next: Side,
	was: Resource | undefined,
	is: Resource,
	before: readonly Token[],
	after: readonly Token[],
	statesIn: (world: World) => readonly [State, State],
): readonly [State, State] | undefined {
	const {worlds} = worldsOf([
		{clauses: [clausesOf(was), ...before.map(({clauses}) => clauses)], formulas: old.formulas},
		{clauses: [clausesOf(is), ...after.map(({clauses}) => clauses)], formulas: next.formulas},
	]);
	const changes = worlds.map(statesIn).filter(([from, to]) => from !== to);
	return changes.toSorted(([a, b], [c, d]) => rank[d] - rank[c] - (rank[b] - rank[a]))[0];
}

function stateOf(
	tokens: readonly Token[],
	resource: Resource | undefined,
	side: Side,
	world: World,
	exposes: (text: string) => boolean,
	byDefault: boolean,
): State {
	if (resource === undefined || !isThere(clausesOf(resource), side.formulas, world)) return 'no';
	const held = tokens.filter(({clauses}) => isThere(clauses, side.formulas, world));
	if (held.length === 0) return byDefault ? 'yes' : 'no';
	const exposing = held.filter(({text}) => exposes(text));
	const parameters = side.scopeOf(resource).parameterOf;
	const isSure = exposing.some(({text, parameter}) => parameter === undefined || parameters.get(parameter)?.default?.value === text);
	return isSure ? 'yes' : exposing.length > 0 ? 'may' : 'no';
}

/** A bucket that had its block and has none is opened; one that never said so has AWS's own. */
function* blockChanges(old: Side, next: Side, was: Resource | undefined, is: Resource): Generator<Found> {
	const key = 'PublicAccessBlockConfiguration';
	const scopes: readonly [SymbolScope | undefined, SymbolScope] = [was === undefined ? undefined : old.scopeOf(was), next.scopeOf(is)];
	const had = get(was?.properties, key);
	const has = get(is.properties, key);
	if (had === undefined && has === undefined) return;
	const open = bucketBlocks.filter((block) => {
		const before = scopes[0] === undefined || had === undefined ? undefined : tokensAlong(was ?? is, old, [key, block]);
		const after = tokensAlong(is, next, [key, block]);
		// Without a configuration a new bucket has all four; with one, what is left out is off.
		const onBefore = before === undefined ? true : before.length > 0 && before.every(({text}) => text.toLowerCase() === 'true');
		const onAfter = has === undefined ? had === undefined : after.length > 0 && after.every(({text}) => text.toLowerCase() === 'true');
		return onBefore && !onAfter;
	});
	const [first] = open;
	if (first === undefined) return;
	const token = tokensAlong(is, next, [key, first])[0];
	const entry = has ?? is.properties;
	yield growth(
		is,
		`${is.logicalId} no longer keeps public access off: ${has === undefined ? `${key} is gone` : `${open.join(', ')} ${open.length === 1 ? 'is' : 'are'} off`}.`,
		{
			...oldPlace(was === undefined || had === undefined ? was?.place : tokensAlong(was, old, [key, first])[0]?.place),
			new: token?.place ?? (has === undefined || entry === undefined ? is.place : {...is.place, range: entry.range, pointer: entry.pointer}),
		},
	);
}
