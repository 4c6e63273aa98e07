import type {Binding} from '../../evidence/binding.ts';
import type {Listing} from '../../evidence/listing.ts';
import type {UsageInstructions} from '../../evidence.ts';

/** The usage instructions of every delivery option, with the template that the option names where it came along. */
export function gatherUsage(listings: readonly Listing[], bindings: readonly Binding[]): readonly UsageInstructions[] {
	const templates = new Map(bindings.map(({option, template}) => [option, template]));
	return listings.flatMap(({versions}) =>
		versions.flatMap(({options}) =>
			options.flatMap((option): UsageInstructions[] => {
				if (option.usageInstructions === undefined) return [];
				const template = templates.get(option);
				return [{text: option.usageInstructions, kind: option.kind, ...(template === undefined ? {} : {template})}];
			}),
		),
	);
}
