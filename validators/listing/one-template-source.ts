import {defineValidator} from '../../src/contract.ts';
import {version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const source = (ParameterName: string) => ({ParameterName, AmiSource: {AmiId: 'ami-0a1b2c3d4e5f67890'}});

export const oneTemplateSource = defineValidator({
	id: 'listing/one-template-source',
	policy: 'delivery.single-ami',
	// AWS states no count; it follows from the one AmiSource that all options of a version share.
	severity: 'warning',
	about: 'A template option hands over one AMI, through one parameter.',
	source: pages.apiAmi,
	reads: ['listings'],
	messages: {
		several: {
			message: 'This is TemplateSources entry number {count} of one option; a version has one AMI, and one parameter takes it.',
			help: 'Keep one entry, and let every ImageId of the template refer to its parameter.',
		},
	},
	examples: [
		{
			name: 'two parameters',
			files: {'listing.json': version([withTemplate({TemplateSources: [source('LarkspurAmi'), source('WorkerAmi')]})])},
			expect: [{message: 'several', at: '"WorkerAmi"', subject: 'WorkerAmi'}],
		},
		{name: 'one parameter', files: {'listing.json': version([withTemplate()])}, expect: []},
	],
	*check({listings}) {
		for (const {state, options} of listings.flatMap(({versions}) => versions)) {
			// Answers list the sources that AWS itself made of the request.
			if (state === 'listed') continue;
			for (const {templateSources} of options) {
				for (const [index, {parameterName, place}] of templateSources.entries()) {
					if (index > 0)
						yield {message: 'several', place: parameterName?.place ?? place, subject: parameterName?.value ?? 'TemplateSources', data: {count: index + 1}};
				}
			}
		}
	},
});
