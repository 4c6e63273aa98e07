import {defineValidator} from '../../src/contract.ts';

export const noAlias = defineValidator({
	id: 'template/no-alias',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: 'A YAML template uses no aliases and no merge keys.',
	why: 'CloudFormation documents both as unsupported. The aws cloudformation package command writes them out, so a template that went through it is fine: submit its output, not its input.',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html',
	reads: ['syntaxMarks'],
	messages: {
		alias: {
			message: 'The alias {name} repeats another part of the file; CloudFormation documents aliases as unsupported.',
			help: 'Write the part out here, or submit the output of aws cloudformation package.',
		},
		merge: {
			message: 'The merge key takes over the entries of another object; CloudFormation documents it as unsupported.',
			help: 'Write the entries out here, or submit the output of aws cloudformation package.',
		},
	},
	examples: [
		{
			name: 'shared tags',
			files: {
				'template.yaml':
					'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      Tags: &tags [{Key: product, Value: larkspur}]\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags: *tags\n',
			},
			expect: [{message: 'alias', at: '*tags', subject: 'tags'}],
		},
		{
			name: 'merged properties',
			files: {
				'template.yaml': 'Resources:\n  Topic: &topic\n    Type: AWS::SNS::Topic\n  Second:\n    <<: *topic\n    DeletionPolicy: Retain\n',
			},
			expect: [{message: 'merge', at: '<<', subject: '<<'}],
		},
		{
			name: 'a text with a star',
			files: {'template.yaml': "Description: 'all *tags are set'\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n"},
			expect: [],
		},
	],
	*check({syntaxMarks}) {
		const own = syntaxMarks.filter(({artifact}) => artifact === 'template');
		const merges = own.filter(({kind}) => kind === 'merge-key');
		for (const {place, subject} of merges) yield {message: 'merge', place, subject};
		for (const {kind, place, subject} of own) {
			// The alias behind a merge key is said with it.
			const merged = merges.some(
				(merge) => merge.place.file === place.file && merge.place.pointer !== undefined && place.pointer?.startsWith(merge.place.pointer),
			);
			if (kind === 'alias' && !merged) yield {message: 'alias', place, subject, data: {name: subject}};
		}
	},
});
