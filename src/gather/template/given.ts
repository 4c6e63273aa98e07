/** What parameters of the submission's templates are given when nobody types anything: defaults, and what parent templates hand down. */

import type {Parameter, Template} from '../../evidence/template.ts';
import {leaveOut, partsOf, type UnreadByFile, type UnreadParts} from '../unread.ts';
import {type Defaults, type Given, loopsOf, settledOf} from './defaults.ts';

/** Levels of nested stacks that values are handed down through. */
const maxLevels = 10;

/** Values of one parameter that are kept: a template may be nested many times, and each Region may have a value of its own. */
const maxGivens = 200;

/** For each template, by its file, what its expressions may refer to; what is beyond the bounds is noted in `unread`, by file too. */
export function defaultsOf(templates: readonly Template[], unread: UnreadByFile): ReadonlyMap<string, Defaults> {
	const defaultsWith = (handed: ReadonlyMap<string, Handed>) =>
		new Map(templates.map((template) => [template.file, defaultsIn(template, handed.get(template.file) ?? new Map(), partsOf(unread, template.file))]));
	let known = defaultsWith(new Map());
	for (let level = 0; ; level++) {
		const handed = handedDown(templates, known);
		if (handed.size === 0) break;
		const next = defaultsWith(handed);
		const growing = templates.filter(({file}) => sizeOf(next.get(file)) !== sizeOf(known.get(file)));
		if (level === maxLevels) {
			for (const {file} of growing)
				leaveOut(
					partsOf(unread, file),
					{file},
					`stacks are nested more than ${maxLevels} levels deep; what is handed down to this template from above was not looked at`,
				);
			break;
		}
		known = next;
		if (growing.length === 0 && level > 0) break;
	}
	return known;
}

/** For each parameter what parent templates hand down. */
type Handed = ReadonlyMap<string, readonly Given[]>;

function sizeOf(defaults: Defaults | undefined): number {
	return [...(defaults?.parameters.values() ?? [])].reduce((sum, givens) => sum + givens.length, 0);
}

function defaultsIn({file, root, parameters, mappings}: Template, handed: Handed, unread: UnreadParts): Defaults {
	return {
		file,
		parameters: new Map(parameters.map((parameter) => [parameter.name, [...givenBy(parameter), ...(handed.get(parameter.name) ?? [])]])),
		...(mappings === undefined ? {} : {mappings}),
		loops: loopsOf(root),
		unread,
	};
}

/** A default, or the one value that is allowed; neither where every parent template gives another. */
function givenBy({name, type, default: fallback, allowedValues, given = false}: Parameter): readonly Given[] {
	const text = fallback ?? (allowedValues.length === 1 ? allowedValues[0] : undefined);
	// What an SSM parameter holds is not known here.
	if (given || text === undefined || type?.value.startsWith('AWS::SSM::') === true) return [];
	return [{text, parameter: name, list: isList(type?.value)}];
}

function isList(type: string | undefined): boolean {
	return type === 'CommaDelimitedList' || type?.startsWith('List<') === true;
}

function handedDown(templates: readonly Template[], known: ReadonlyMap<string, Defaults>): Map<string, Map<string, readonly Given[]>> {
	const lists = new Map(templates.map(({file, parameters}) => [file, new Map(parameters.map(({name, type}) => [name, isList(type?.value)]))]));
	const handed = new Map<string, Map<string, readonly Given[]>>();
	for (const {file, nestedStacks} of templates) {
		const defaults = known.get(file);
		for (const {file: nested, parameters, resource} of nestedStacks) {
			const asked = nested === undefined ? undefined : lists.get(nested);
			if (nested === undefined || defaults === undefined || asked === undefined) continue;
			const values = handed.get(nested) ?? new Map<string, readonly Given[]>();
			handed.set(nested, values);
			for (const {name, place, node} of parameters) {
				const list = asked.get(name);
				if (list === undefined) continue;
				const texts = settledOf(node, {...defaults, logicalId: resource.logicalId});
				const givens = texts.map(({text, parameter}): Given => ({text, list, ...(parameter === undefined ? {} : {parameter})}));
				const all = [...(values.get(name) ?? []), ...givens];
				if (all.length > maxGivens)
					leaveOut(defaults.unread, place, `this parameter of a nested stack may be given more than ${maxGivens} values; the others were not looked at`);
				values.set(name, all.slice(0, maxGivens));
			}
		}
	}
	return handed;
}
