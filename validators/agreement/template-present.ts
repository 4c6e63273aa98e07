import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const templatePresent = defineValidator({
	id: 'agreement/template-present',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: 'The template of each delivery option comes along with the submission, so that it is judged.',
	source: pages.cloudformation,
	reads: ['bindings'],
	messages: {
		missing: {
			message: 'No file of this submission is the template {url}: this delivery option is not judged.',
			help: 'Put the template into the folder under its own name, or map the URL to a file under artifacts in shelfready.yaml.',
		},
	},
	examples: [
		{
			name: 'an option whose template is not here',
			files: {'listing.json': version([withTemplate()])},
			expect: [{message: 'missing', at: '"https://larkspur-media.s3.amazonaws.com/2.4.0/root.yaml"'}],
		},
		{
			name: 'an option whose template is here',
			files: {
				'listing.json': version([withTemplate()]),
				'root.yaml': "Parameters:\n  LarkspurAmi: {Type: String}\nResources:\n  Topic: {Type: 'AWS::SNS::Topic'}\n",
			},
			expect: [],
		},
	],
	*check({bindings}) {
		for (const {
			option,
			template,
			version: {state},
		} of bindings) {
			// Versions that are out already were judged before; only the newest work is asked for.
			if (template !== undefined || option.templateUrl === undefined || state === 'listed') continue;
			yield {
				message: 'missing',
				place: option.templateUrl.place,
				subject: option.title?.value ?? option.templateUrl.value,
				data: {url: option.templateUrl.value},
			};
		}
	},
});
