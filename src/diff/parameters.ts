/** Parameters and outputs: what breaks, or needs an answer, when a stack of the old release is updated to the new one. */

import {runInNewContext} from 'node:vm';
import {isHidden, type Parameter} from '../evidence/template.ts';
import {type Entry, entriesOf, entryOf, get, keyPlaceOf, placeOf} from '../tree.ts';
import {canonicalOf} from './canonical.ts';
import type {Change} from './change.ts';
import type {Side} from './side.ts';
import {listed} from './telling.ts';

/** Changes of parameters. Those that parent templates give values to are no concern of buyers. */
export function* parameterChanges(old: Side, next: Side): Generator<Change> {
	const before = new Map(old.template.parameters.map((parameter) => [old.renamed(parameter.name), parameter]));
	const after = new Map(next.template.parameters.map((parameter) => [parameter.name, parameter]));
	const tries = {left: mostTried};
	for (const [name, was] of before) if (!after.has(name) && was.given !== true) yield removed(was, next);
	for (const [name, is] of after) {
		const was = before.get(name);
		if (was !== undefined) yield* changed(was, is, tries);
		else if (is.given !== true && is.default === undefined)
			yield {
				kind: 'update/parameter-required',
				severity: 'warning',
				growth: false,
				message: `${name} is new and has no default: an update asks for a value, and one that runs by itself fails.`,
				help: 'Give it a default that leaves stacks as they are.',
				subject: name,
				new: is.place,
			};
	}
}

function removed(was: Parameter, next: Side): Change {
	return {
		kind: 'update/parameter-removed',
		severity: 'warning',
		growth: false,
		message: `${was.name} is gone: an update that still gives it fails, and what buyers had chosen is dropped.`,
		help: 'Keep the parameter, or say in the release notes what takes its place.',
		subject: was.name,
		old: was.place,
		new: {file: next.template.file},
	};
}

function* changed(was: Parameter, is: Parameter, tries: {left: number}): Generator<Change> {
	const {name} = is;
	const [before, after] = [was, is].map((parameter) => shownDefault(parameter.default?.value, was, is));
	const common = {growth: false, subject: name} as const;
	if (was.name !== name)
		yield {
			...common,
			kind: 'update/parameter-renamed',
			severity: 'warning',
			message: `${was.name} is called ${name} now: an update does not carry the buyer's value over${is.default === undefined ? ', and asks for one' : `, and takes ${after === undefined ? 'its default' : `the default ${after}`}`}.`,
			help: `Keep the name ${was.name}; the label that buyers see may change in AWS::CloudFormation::Interface.`,
			old: was.place,
			new: is.place,
		};
	if ((was.type?.value ?? 'String') !== (is.type?.value ?? 'String'))
		yield {
			...common,
			kind: 'update/parameter-type',
			severity: 'warning',
			message: `${name} changes its type from ${was.type?.value ?? 'String'} to ${is.type?.value ?? 'String'}: a value that buyers gave may no longer be taken.`,
			help: 'Keep the type, or make a new parameter with a default.',
			old: was.type?.place ?? was.place,
			new: is.type?.place ?? is.place,
		};
	if (was.given === true && is.given === true) return;
	yield* narrowed(was, is, tries);
	if (was.default !== undefined && is.default === undefined)
		yield {
			...common,
			kind: 'update/parameter-required',
			severity: 'note',
			message: `${name} has no default any more: new stacks must give a value; a stack that has one keeps it.`,
			help: 'Say so in the release notes.',
			old: was.default.place,
			new: is.place,
		};
	else if (is.default !== undefined && was.default?.value !== is.default.value)
		yield {
			...common,
			kind: 'update/parameter-default',
			severity: 'note',
			message: `${name} defaults to ${after ?? 'another value'} now${was.default === undefined ? ', where it had no default' : before === undefined ? '' : `, before to ${before}`}: stacks that are there keep their value.`,
			help: 'Say in the release notes whether buyers should change theirs.',
			old: was.default?.place ?? was.place,
			new: is.default.place,
		};
	const [hidden, hides] = [was.noEcho?.value === true, is.noEcho?.value === true];
	if (hidden !== hides)
		yield {
			...common,
			kind: 'update/parameter-no-echo',
			severity: hidden ? 'warning' : 'note',
			message: hidden
				? `${name} is no longer hidden by NoEcho: whoever may look at the stack sees its value.`
				: `${name} is hidden by NoEcho now: buyers can no longer look its value up.`,
			help: hidden ? 'Keep NoEcho: true.' : 'Nothing is to be done where it is a secret.',
			old: was.noEcho?.place ?? was.place,
			new: is.noEcho?.place ?? is.place,
		};
}

/** Values that the old release took and the new one refuses. */
function* narrowed(was: Parameter, is: Parameter, tries: {left: number}): Generator<Change> {
	const say = (severity: 'warning' | 'note', message: string, places: Pick<Change, 'old' | 'new'>): Change => ({
		kind: 'update/parameter-narrowed',
		severity,
		growth: false,
		message,
		help: 'Keep taking what the last release took, so that stacks can be updated as they are.',
		subject: is.name,
		...places,
	});
	const former = was.default;
	const place = (parameter: Parameter, key: string) => {
		const entry = entryOf(parameter.node, key);
		return entry === undefined ? parameter.place : placeOf(parameter.place.file, entry.value, parameter.name);
	};
	const reason = former === undefined ? undefined : refusal(former.value, is, tries);
	if (former !== undefined && reason !== undefined) {
		const key = reason.key;
		const shown = shownDefault(former.value, was, is);
		yield say(
			'warning',
			`${is.name} no longer takes ${shown === undefined ? '' : `${shown}, `}the old default: ${reason.why}. Stacks that have it can't be updated.`,
			{
				old: former.place,
				new: place(is, key),
			},
		);
		return;
	}
	const gone = was.allowedValues.filter(({value}) => !is.allowedValues.some((other) => other.value === value));
	const [first] = gone;
	if (is.allowedValues.length > 0 && (first !== undefined || was.allowedValues.length === 0)) {
		const shown = gone.flatMap(({value}) => shownDefault(value, was, is) ?? []);
		const what = first === undefined ? 'takes only some values now' : `no longer takes ${shown.length === 0 ? `${gone.length} of its values` : listed(shown)}`;
		yield say('warning', `${is.name} ${what}: a stack that has another can't be updated.`, {old: first?.place ?? was.place, new: place(is, 'AllowedValues')});
	}
	const pattern = is.allowedPattern;
	if (pattern !== undefined && pattern.value !== was.allowedPattern?.value)
		yield say('note', `${is.name} has another AllowedPattern: a value that does not fit it can't be kept.`, {
			old: was.allowedPattern?.place ?? was.place,
			new: pattern.place,
		});
	const bounds: readonly (readonly ['MinLength' | 'MaxLength' | 'MinValue' | 'MaxValue', number])[] = [
		['MinLength', 1],
		['MaxLength', -1],
		['MinValue', 1],
		['MaxValue', -1],
	];
	for (const [key, sign] of bounds) {
		const [before, after] = [numberAt(was, key), numberAt(is, key)];
		if (after !== undefined && (before === undefined || (after - before) * sign > 0))
			yield say('note', `${is.name} is held to ${key} ${after} now${before === undefined ? '' : `, before to ${before}`}: a value beyond it can't be kept.`, {
				old: place(was, key),
				new: place(is, key),
			});
	}
}

function numberAt({node}: Parameter, key: string): number | undefined {
	const found = get(node, key);
	const number = found?.kind === 'scalar' && found.value !== null && found.value !== '' ? Number(found.value) : Number.NaN;
	return Number.isFinite(number) ? number : undefined;
}

function refusal(value: string, parameter: Parameter, tries: {left: number}): {readonly key: string; readonly why: string} | undefined {
	const {allowedValues, allowedPattern, minLength, maxLength} = parameter;
	if (allowedValues.length > 0 && !allowedValues.some((allowed) => allowed.value === value))
		return {key: 'AllowedValues', why: 'it is not among the allowed values'};
	if (allowedPattern !== undefined && tries.left-- > 0 && fits(value, allowedPattern.value) === false)
		return {key: 'AllowedPattern', why: 'it does not fit the pattern'};
	if (minLength !== undefined && value.length < minLength.value) return {key: 'MinLength', why: `it is shorter than ${minLength.value}`};
	if (maxLength !== undefined && value.length > maxLength.value) return {key: 'MaxLength', why: `it is longer than ${maxLength.value}`};
	const [least, most, number] = [numberAt(parameter, 'MinValue'), numberAt(parameter, 'MaxValue'), Number(value)];
	if (least !== undefined && number < least) return {key: 'MinValue', why: `it is less than ${least}`};
	if (most !== undefined && number > most) return {key: 'MaxValue', why: `it is more than ${most}`};
	return undefined;
}

/** Milliseconds that a pattern may take: some take for ever on some texts. */
const patience = 50;

/** Parameters of one template whose patterns are tried. CloudFormation takes 200 parameters. */
const mostTried = 200;

/** Whether a whole text fits a pattern; nothing for a pattern that can't be tried. */
function fits(value: string, pattern: string): boolean | undefined {
	try {
		// In a context of its own, for that alone can be stopped.
		return runInNewContext('new RegExp(pattern, "u").test(value)', {pattern: `^(?:${pattern})$`, value}, {timeout: patience}) === true;
	} catch {
		return undefined;
	}
}

/** A default, or another value that a parameter takes, as messages quote it; nothing where one of the releases hides it. */
function shownDefault(value: string | undefined, was: Parameter, is: Parameter): string | undefined {
	if (value === undefined || isHidden(was) || isHidden(is)) return undefined;
	return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
}

/** Outputs that are gone, and exports that other stacks may import. */
export function* outputChanges(old: Side, next: Side): Generator<Change> {
	const outputs = ({template}: Side) => new Map(entriesOf(get(template.root, 'Outputs')).map((entry) => [entry.key, entry]));
	const after = outputs(next);
	for (const [name, was] of outputs(old)) {
		const is = after.get(name);
		const [before, later] = [exportOf(was), exportOf(is)];
		const there = is === undefined ? {file: next.template.file} : keyPlaceOf(next.template.file, is, name);
		if (before !== undefined && canonicalOf(before) !== canonicalOf(later))
			yield {
				kind: 'update/export-removed',
				severity: 'warning',
				growth: false,
				message: `The export of the output ${name} is ${later === undefined ? 'gone' : 'called otherwise'}: an update fails where another stack imports it.`,
				help: 'Keep the export.',
				subject: name,
				old: placeOf(old.template.file, before, name),
				new: later === undefined ? there : placeOf(next.template.file, later, name),
			};
		else if (is === undefined)
			yield {
				kind: 'update/output-removed',
				severity: 'warning',
				growth: false,
				message: `The output ${name} is gone: scripts, and templates that nest this one, may read it.`,
				help: 'Keep the output, or say in the release notes what takes its place.',
				subject: name,
				old: keyPlaceOf(old.template.file, was, name),
				new: there,
			};
	}
}

function exportOf(entry: Entry | undefined) {
	return get(entry?.value, 'Export', 'Name');
}
