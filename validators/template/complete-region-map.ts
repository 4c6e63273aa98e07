import {defineValidator} from '../../src/contract.ts';
import {changes} from '../../src/examples.ts';
import {defaultRegions} from '../../src/limits/regions.ts';
import {pages} from '../../src/limits.ts';

const template = (regions: readonly string[], lookup = "!FindInMap [Sizes, !Ref 'AWS::Region', Host]") =>
	`Mappings:\n  Sizes:\n${regions.map((region) => `    ${region}: {Host: t3.small}\n`).join('')}Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {InstanceType: ${lookup}}\n`;
const offered = (regions: readonly string[]) => changes([{changeType: 'AddRegions', details: {Regions: regions}, entity: {Identifier: 'prod-abc123def4567'}}]);

/** Shares of the Regions of every account: below it the template is for a few Regions only. */
const half = 0.5;

export const completeRegionMap = defineValidator({
	id: 'template/complete-region-map',
	policy: 'architecture.region-agnostic',
	severity: 'error',
	about: 'A mapping that is looked up by AWS::Region knows every Region that the product is offered in.',
	why: 'Where the mapping has no entry, CloudFormation refuses to create the stack. An Fn::FindInMap with a DefaultValue does not fail.',
	source: pages.cloudformation,
	reads: ['templates'],
	mayRead: ['listings'],
	messages: {
		offered: {
			message: 'The mapping {mapping} has no entry for {missing}, where the listing offers the product: stacks fail there.',
			help: 'Add the Regions to {mapping}, or take them out of the listing.',
		},
		few: {
			message: 'The mapping {mapping} knows only {known}: in all other Regions stacks fail.',
			help: 'Add the other Regions that the product is offered in, or find a way without a mapping.',
		},
		some: {
			message: 'The mapping {mapping} has no entry for {missing}: stacks that look it up fail there.',
			help: 'Add them, or do not offer the product there.',
		},
	},
	examples: [
		{
			name: 'a Region that the listing offers',
			files: {'template.yaml': template(['us-east-1', 'us-west-2']), 'listing.json': offered(['us-east-1', 'eu-west-1'])},
			expect: [{message: 'offered', at: 'Sizes', subject: 'Sizes'}],
		},
		{name: 'two Regions', files: {'template.yaml': template(['us-east-1', 'us-west-2'])}, expect: [{message: 'few', at: 'Sizes'}]},
		{name: 'all but one', files: {'template.yaml': template(defaultRegions.names.slice(1))}, expect: [{message: 'some', at: 'Sizes'}]},
		{
			name: 'a lookup for a few Regions alone, under a condition',
			files: {'template.yaml': template(['us-gov-west-1'], "!If [InGovCloud, !FindInMap [Sizes, !Ref 'AWS::Region', Host], t3.small]")},
			expect: [],
		},
		{name: 'every Region of every account', files: {'template.yaml': template(defaultRegions.names)}, expect: []},
		{name: 'all that the listing offers', files: {'template.yaml': template(['us-east-1']), 'listing.json': offered(['us-east-1'])}, expect: []},
		{
			name: 'a default value',
			files: {'template.yaml': template(['us-east-1'], "!FindInMap [Sizes, !Ref 'AWS::Region', Host, {DefaultValue: t3.small}]")},
			expect: [],
		},
	],
	*check({templates, listings = []}) {
		const wanted = listings.flatMap(({regions}) => regions.map(({value}) => value)).filter((region) => /^[a-z]{2}-/.test(region));
		for (const {regionLookups, cut} of templates) {
			if (cut) continue;
			const said = new Set<string>();
			const always = new Set(regionLookups.flatMap(({mapping, conditional}) => (conditional ? [] : [mapping])));
			for (const {mapping, place, regions, conditional} of regionLookups) {
				if (said.has(mapping) || (conditional && always.has(mapping))) continue;
				said.add(mapping);
				const subject = mapping;
				const missing = (wanted.length > 0 ? wanted : defaultRegions.names).filter((region) => !regions.includes(region));
				if (missing.length === 0) continue;
				const data = {mapping, missing: missing.join(', '), known: regions.join(', ')};
				const covered = defaultRegions.names.filter((region) => regions.includes(region)).length;
				// A condition that keeps every usual Region away from the lookup is why the mapping has none of them.
				if (conditional && covered === 0) continue;
				if (wanted.length > 0) yield {message: 'offered', place, subject, ...(conditional ? {severity: 'warning' as const} : {}), data};
				else if (covered < defaultRegions.names.length * half && !conditional) yield {message: 'few', place, subject, severity: 'warning', data};
				// Without a listing nobody knows where the product is offered.
				else yield {message: 'some', place, subject, severity: 'note', data};
			}
		}
	},
});
