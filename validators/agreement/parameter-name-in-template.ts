import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const template = (parameter: string, imageId = parameter) =>
	`Parameters:\n  ${parameter}: {Type: 'AWS::EC2::Image::Id'}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {ImageId: !Ref ${imageId}}\n`;

export const parameterNameInTemplate = defineValidator({
	id: 'agreement/parameter-name-in-template',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: "A delivery option's ParameterName is a parameter of its template, and ImageId refers to it.",
	source: pages.apiAmi,
	reads: ['bindings'],
	messages: {
		unknown: {
			message: '{file} has no parameter {parameter}, which this delivery option names for the AMI.',
			help: 'Name the parameter as the template spells it: {known}.',
		},
		unused: {
			message: 'No ImageId in {file} refers to {parameter}, which this delivery option names for the AMI.',
			help: 'Let ImageId refer to it, or name the parameter that ImageId refers to.',
		},
	},
	examples: [
		{
			name: 'a parameter under another name',
			files: {'listing.json': version([withTemplate()]), 'root.yaml': template('AmiId')},
			expect: [{message: 'unknown', at: '"LarkspurAmi"', subject: 'LarkspurAmi'}],
		},
		{
			name: 'a parameter that no ImageId uses',
			files: {
				'listing.json': version([withTemplate()]),
				'root.yaml': `${template('Other')}`.replace('Parameters:\n', "Parameters:\n  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\n"),
			},
			expect: [{message: 'unused', at: '"LarkspurAmi"'}],
		},
		{name: 'a parameter that ImageId uses', files: {'listing.json': version([withTemplate()]), 'root.yaml': template('LarkspurAmi')}, expect: []},
		{
			name: 'a template that launches nothing itself',
			files: {
				'listing.json': version([withTemplate()]),
				'root.yaml': "Parameters:\n  LarkspurAmi: {Type: 'AWS::EC2::Image::Id'}\nResources:\n  Topic: {Type: 'AWS::SNS::Topic'}\n",
			},
			expect: [],
		},
	],
	*check({bindings}) {
		for (const {option, template} of bindings) {
			if (template === undefined || template.cut) continue;
			const names = template.parameters.map(({name}) => name);
			const used = new Set(template.imageUses.flatMap(({values}) => values.flatMap((value) => (value.from === 'parameter' ? [value.parameter] : []))));
			for (const {parameterName} of option.templateSources) {
				if (parameterName === undefined) continue;
				const {value: parameter, place} = parameterName;
				const data = {file: template.file, parameter};
				if (!names.includes(parameter)) yield {message: 'unknown', place, subject: parameter, data: {...data, known: names.join(', ') || 'it has none'}};
				// A template that launches nothing must name a parameter all the same, and one that nests hands it down.
				else if (used.size > 0 && !used.has(parameter)) yield {message: 'unused', place, subject: parameter, data};
			}
		}
	},
});
