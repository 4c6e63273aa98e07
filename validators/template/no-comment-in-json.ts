import {defineValidator} from '../../src/contract.ts';

export const noCommentInJson = defineValidator({
	id: 'template/no-comment-in-json',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'A JSON template holds JSON alone, without comments and without a comma after the last entry.',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html',
	reads: ['syntaxMarks'],
	messages: {
		comment: {message: 'JSON has no comments: CloudFormation refuses the template.', help: 'Take the comment out, or put it into Metadata.'},
		comma: {message: 'A comma stands after the last entry: this is no JSON.', help: 'Take the comma out.'},
	},
	examples: [
		{
			name: 'a comment',
			files: {'template.json': '{\n  // events\n  "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}\n}\n'},
			expect: [{message: 'comment', at: '// events'}],
		},
		{
			name: 'a comma too many',
			files: {'template.json': '{\n  "Resources": {"Topic": {"Type": "AWS::SNS::Topic"},}\n}\n'},
			expect: [{message: 'comma', at: ','}],
		},
		{
			name: 'slashes in a text',
			files: {'template.json': '{\n  "Description": "see // there",\n  "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}\n}\n'},
			expect: [],
		},
	],
	*check({syntaxMarks}) {
		for (const {kind, artifact, place} of syntaxMarks) {
			if (artifact !== 'template') continue;
			const edits = place.range === undefined ? [] : [{file: place.file, range: place.range, text: ''}];
			if (kind === 'comment-in-json') yield {message: 'comment', place, subject: 'comment', fix: {description: 'Take the comment out', safe: true, edits}};
			// YAML reads the comma without complaint, and CloudFormation reads JSON as YAML in places: not surely refused.
			if (kind === 'trailing-comma')
				yield {message: 'comma', place, subject: 'comma', severity: 'warning', fix: {description: 'Take the comma out', safe: true, edits}};
		}
	},
});
