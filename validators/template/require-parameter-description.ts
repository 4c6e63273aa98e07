import {defineValidator} from '../../src/contract.ts';
import {nestedStackParameters} from '../../src/limits/templates.ts';
import {pages} from '../../src/limits.ts';

const template = (parameters: string) => `Parameters:\n${parameters}Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {ImageId: !Ref Ami}\n`;

export const requireParameterDescription = defineValidator({
	id: 'template/require-parameter-description',
	policy: 'delivery.template-requirements',
	severity: 'note',
	about: 'Every parameter that a buyer fills in has a description.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		missing: {message: '{parameter} has no description to help the buyer.', help: 'Add a Description: what it is for, and what most buyers choose.'},
	},
	examples: [
		{
			name: 'no description',
			files: {'template.yaml': template('  Ami: {Type: AWS::EC2::Image::Id}\n  Nodes: {Type: Number, Default: 1}\n')},
			expect: [{message: 'missing', at: 'Nodes', subject: 'Nodes'}],
		},
		{
			name: 'an empty one',
			files: {'template.yaml': template("  Ami: {Type: AWS::EC2::Image::Id}\n  Nodes: {Type: Number, Default: 1, Description: ''}\n")},
			expect: [{message: 'missing', at: 'Nodes'}],
		},
		{
			name: 'a description, and the AMI, whose description AWS writes',
			files: {'template.yaml': template('  Ami: {Type: AWS::EC2::Image::Id}\n  Nodes: {Type: Number, Default: 1, Description: How many nodes}\n')},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {parameters, imageUses, parents, cut} of templates) {
			if (parents.length > 0 || cut) continue;
			// AWS rewrites the description of the AMI parameter and of those that lead to nested templates.
			const rewritten = new Set<string>(nestedStackParameters.names);
			for (const value of imageUses.flatMap(({values}) => values)) if (value.from === 'parameter') rewritten.add(value.parameter);
			for (const {name, description, place} of parameters) {
				if (!rewritten.has(name) && (description?.value ?? '').trim() === '') yield {message: 'missing', place, subject: name, data: {parameter: name}};
			}
		}
	},
});
