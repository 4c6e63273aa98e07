import type {Binding} from '../../evidence/binding.ts';
import type {Listing} from '../../evidence/listing.ts';
import type {Template} from '../../evidence/template.ts';
import type {Deployed, UsageInstructions} from '../../evidence.ts';

/** The usage instructions of every delivery option, with the template that the option names where it came along, and what it creates. */
export function gatherUsage(listings: readonly Listing[], bindings: readonly Binding[], templates: readonly Template[] = []): readonly UsageInstructions[] {
	const bound = new Map(bindings.map(({option, template}) => [option, template]));
	return listings.flatMap(({versions}) =>
		versions.flatMap(({options}) =>
			options.flatMap((option): UsageInstructions[] => {
				if (option.usageInstructions === undefined) return [];
				const template = bound.get(option);
				return [{text: option.usageInstructions, kind: option.kind, ...(template === undefined ? {} : {template, deployed: deployedBy(template, templates)})}];
			}),
		),
	);
}

/** Walks down the nested stacks; templates that nest each other in a circle are counted once. */
function deployedBy(root: Template, templates: readonly Template[]): Deployed {
	const byFile = new Map(templates.map((template) => [template.file, template]));
	const reached = new Set([root]);
	let complete = true;
	for (const {broken, nestedStacks} of reached) {
		if (broken) complete = false;
		for (const {file} of nestedStacks) {
			const nested = file === undefined ? undefined : byFile.get(file);
			if (nested === undefined) complete = false;
			else reached.add(nested);
		}
	}
	return {resourceTypes: [...reached].flatMap(({resources}) => resources.map(({type}) => type)), complete};
}
