import {defineValidator} from '../../src/contract.ts';
import {mayBeEmpty} from '../../src/hits/fixes.ts';
import {specificTypes} from '../../src/limits/templates.ts';

const host = (type: string, property: string, rest = '') =>
	`Parameters:\n  Given: {Type: ${type}${rest}}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {${property}: !Ref Given}\n`;

export const awsSpecificTypes = defineValidator({
	id: 'template/aws-specific-types',
	policy: 'delivery.template-requirements',
	severity: 'note',
	about: "Parameters that name the buyer's own VPCs, subnets, keys and the like have the AWS-specific type for it.",
	why: 'The console then offers what the account has, and CloudFormation refuses what does not exist before it creates anything.',
	source: specificTypes.source,
	reads: ['templates'],
	messages: {
		plain: {message: '{parameter} is used as {property}, but has type {found}.', help: 'Make it Type: {wanted}.'},
	},
	examples: [
		{name: 'a subnet as a string', files: {'template.yaml': host('String', 'SubnetId')}, expect: [{message: 'plain', at: 'String', subject: 'Given'}]},
		{
			name: 'security groups as a plain list',
			files: {'template.yaml': host('CommaDelimitedList', 'SecurityGroupIds')},
			expect: [{message: 'plain', at: 'CommaDelimitedList'}],
		},
		{name: 'the type itself', files: {'template.yaml': host("'AWS::EC2::Subnet::Id'", 'SubnetId')}, expect: []},
		{name: 'one that may stay empty, which the type does not take', files: {'template.yaml': host('String', 'KeyName', ", Default: ''")}, expect: []},
	],
	*check({templates}) {
		for (const {parameters, properties, parents, root} of templates) {
			// Only the root template's parameters are seen by buyers.
			if (parents.length > 0) continue;
			const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
			const said = new Set<string>();
			for (const {path, values} of properties) {
				const property = path.slice(path.lastIndexOf('.') + 1);
				const wanted = Object.hasOwn(specificTypes.byProperty, property) ? specificTypes.byProperty[property] : undefined;
				if (wanted === undefined) continue;
				for (const value of values) {
					const parameter = value.from === 'parameter' ? byName.get(value.parameter) : undefined;
					const found = parameter?.type;
					if (parameter === undefined || found === undefined || parameter.default?.value === '' || said.has(parameter.name)) continue;
					if (!['String', 'CommaDelimitedList', 'List<String>'].includes(found.value)) continue;
					said.add(parameter.name);
					const list = found.value !== 'String';
					const data = {parameter: parameter.name, property, found: found.value, wanted: list ? `List<${wanted}>` : wanted};
					const {range, file} = found.place;
					// A default may not exist in the buyer's account, which the type would find out.
					const isSafe = range !== undefined && parameter.default === undefined && !list && !mayBeEmpty(parameter, root);
					const fix = {description: `Make it ${data.wanted}`, safe: true, edits: isSafe ? [{file, range, value: data.wanted}] : []} as const;
					yield {message: 'plain', place: found.place, subject: parameter.name, data, ...(isSafe ? {fix} : {})};
				}
			}
		}
	},
});
