import {defineValidator} from '../../src/contract.ts';
import {nestedStackParameters} from '../../src/limits/templates.ts';

const [bucket, region, prefix] = nestedStackParameters.names;
const declared = `Parameters:\n${nestedStackParameters.names.map((name) => `  ${name}: {Type: String, Default: larkspur}\n`).join('')}`;
const template = (url: string, parameters = declared) =>
	`${parameters}Resources:\n  Network:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${url}\n`;
const sound = `!Sub 'https://\${${bucket}}.s3.\${${region}}.\${AWS::URLSuffix}/\${${prefix}}network.yaml'`;

export const nestedUrlFromParameters = defineValidator({
	id: 'template/nested-url-from-parameters',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: `A nested stack's TemplateURL is made of the parameters ${bucket}, ${region} and ${prefix}.`,
	why: 'AWS copies all templates to a bucket of its own and sets these three parameters to it. A fixed URL is right only in the product load form.',
	source: nestedStackParameters.source,
	reads: ['templates'],
	messages: {
		fixed: {
			message: '{resource} nests a template by a fixed URL, which stays in your bucket; AWS Marketplace copies templates to its own.',
			help: 'Write {url}, and declare the three parameters.',
		},
		lacking: {
			message: "{resource}'s TemplateURL does not refer to {missing}.",
			help: 'Write {url}, and declare the three parameters.',
		},
	},
	examples: [
		{
			name: 'a fixed URL',
			files: {'template.yaml': template('https://larkspur-media.s3.amazonaws.com/network.yaml')},
			expect: [{message: 'fixed', at: 'https://larkspur-media.s3.amazonaws.com/network.yaml', subject: 'Network'}],
		},
		{
			name: 'two of three',
			files: {'template.yaml': template(`!Sub 'https://\${${bucket}}.s3.amazonaws.com/\${${prefix}}network.yaml'`)},
			expect: [{message: 'lacking', at: `!Sub 'https://\${${bucket}}.s3.amazonaws.com/\${${prefix}}network.yaml'`}],
		},
		{name: 'all three', files: {'template.yaml': template(sound)}, expect: []},
	],
	*check({templates}) {
		for (const {nestedStacks, flow} of templates) {
			for (const {resource, url, urlParameters, fileName = '<file name>'} of nestedStacks) {
				if (url === undefined) continue;
				const missing = nestedStackParameters.names.filter((name) => !urlParameters.includes(name));
				if (missing.length === 0) continue;
				const subject = resource.logicalId;
				const better = `!Sub 'https://\${${bucket}}.s3.\${${region}}.\${AWS::URLSuffix}/\${${prefix}}${fileName}'`;
				// The product load form wants exactly the fixed URL that the self-service flow refuses.
				const severity = flow === 'product-load-form' ? {severity: 'note' as const} : flow === 'unclear' ? {severity: 'warning' as const} : {};
				if (urlParameters.length === 0) yield {message: 'fixed', place: url.place, subject, ...severity, data: {resource: subject, url: better}};
				else yield {message: 'lacking', place: url.place, subject, ...severity, data: {resource: subject, url: better, missing: missing.join(', ')}};
			}
		}
	},
});
