/** Which parameters let address ranges in to ports for administration or data. */

import type {Template} from '../../evidence/template.ts';
import type {NamedPort} from '../../limits/ports.ts';
import {get, stringOf} from '../../tree.ts';

/** Levels of nested stacks that a range is followed through, from the template that opens the port up. */
const maxLevels = 10;

type Openers = ReadonlyMap<string, ReadonlySet<NamedPort>>;

/** Templates whose parameters say what they open. */
export function withOpeners(templates: readonly Template[]): readonly Template[] {
	const byFile = new Map(templates.map(({file, ingressRules}) => [file, openersIn(ingressRules)]));
	for (let level = 0, grew = true; level < maxLevels && grew; level++) {
		grew = false;
		for (const {file, nestedStacks} of templates) {
			const own = byFile.get(file) ?? new Map<string, Set<NamedPort>>();
			for (const {file: nested, parameters} of nestedStacks) grew = handUp(own, byFile.get(nested ?? ''), parameters) || grew;
		}
	}
	return templates.map((template) => ({
		...template,
		parameters: template.parameters.map((parameter) => {
			const opens = byFile.get(template.file)?.get(parameter.name);
			return opens === undefined ? parameter : {...parameter, opens: [...opens]};
		}),
	}));
}

function openersIn(rules: Template['ingressRules']): Map<string, Set<NamedPort>> {
	const openers = new Map<string, Set<NamedPort>>();
	for (const {sources, sensitivePorts} of rules) {
		for (const source of sensitivePorts.length === 0 ? [] : sources) if (source.from === 'parameter') add(openers, source.parameter, sensitivePorts);
	}
	return openers;
}

/** What a nested template's parameter opens, the parameter that is handed to it opens too. Says whether that was new. */
function handUp(own: Map<string, Set<NamedPort>>, nested: Openers | undefined, handed: Template['nestedStacks'][number]['parameters']): boolean {
	let grew = false;
	for (const {name, node} of handed) {
		const ports = nested?.get(name);
		const parameter = stringOf(get(node, 'Ref'));
		if (ports !== undefined && parameter !== undefined) grew = add(own, parameter, [...ports]) || grew;
	}
	return grew;
}

function add(openers: Map<string, Set<NamedPort>>, parameter: string, ports: readonly NamedPort[]): boolean {
	const known = openers.get(parameter) ?? new Set();
	const before = known.size;
	for (const port of ports) known.add(port);
	openers.set(parameter, known);
	return known.size > before;
}
