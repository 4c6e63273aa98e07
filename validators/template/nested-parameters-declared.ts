import {defineValidator} from '../../src/contract.ts';
import {nestedStackParameters} from '../../src/limits/templates.ts';

const [bucket, region, prefix] = nestedStackParameters.names;
const stack = `Resources:\n  Network:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: !Sub 'https://\${${bucket}}.s3.\${${region}}.\${AWS::URLSuffix}/\${${prefix}}network.yaml'\n`;
const parameters = (bucketSpec: string, prefixDefault = 'larkspur/2.4.0/') =>
	`Parameters:\n  ${bucket}: ${bucketSpec}\n  ${region}: {Type: String, Default: us-east-1}\n  ${prefix}: {Type: String, Default: ${prefixDefault}}\n`;

export const nestedParametersDeclared = defineValidator({
	id: 'template/nested-parameters-declared',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: `The root template declares ${bucket}, ${region} and ${prefix} as strings whose defaults lead to the nested templates.`,
	source: nestedStackParameters.source,
	reads: ['templates'],
	messages: {
		otherType: {message: '{parameter} has type {found}; AWS Marketplace sets it as a String.', help: 'Make it Type: String.'},
		noDefault: {
			message: '{parameter} has no default; AWS Marketplace finds your nested templates by it.',
			help: 'Set Default to the {what} of your nested templates.',
		},
		noSlash: {
			message: 'The default of {parameter} does not end in "/", but the URL puts the file name straight behind it.',
			help: 'Write {better}, or add a "/" in the URL.',
		},
	},
	examples: [
		{
			name: 'a number',
			files: {'template.yaml': `${parameters('{Type: Number, Default: 1}')}${stack}`},
			expect: [{message: 'otherType', at: 'Number', subject: bucket}],
		},
		{name: 'no default', files: {'template.yaml': `${parameters('{Type: String}')}${stack}`}, expect: [{message: 'noDefault', at: bucket}]},
		{
			name: 'a prefix without a slash',
			files: {'template.yaml': `${parameters('{Type: String, Default: larkspur}', 'larkspur/2.4.0')}${stack}`},
			expect: [{message: 'noSlash', at: 'larkspur/2.4.0'}],
		},
		{name: 'sound parameters', files: {'template.yaml': `${parameters('{Type: String, Default: larkspur}')}${stack}`}, expect: []},
	],
	*check({templates}) {
		const whats = new Map<string, string>([
			[bucket, 'name of the bucket'],
			[region, 'Region of the bucket'],
			[prefix, 'key prefix'],
		]);
		for (const {parameters: own, nestedStacks, parents, cut} of templates) {
			for (const {name, type, default: fallback, place} of own) {
				const what = whats.get(name);
				if (what === undefined || nestedStacks.length === 0) continue;
				if (type !== undefined && type.value !== 'String')
					yield {message: 'otherType', place: type.place, subject: name, data: {parameter: name, found: type.value}};
				// A nested template gets its values from its parent.
				if (fallback === undefined && !cut && parents.length === 0) yield {message: 'noDefault', place, subject: name, data: {parameter: name, what}};
				const joined = nestedStacks.some(({url}) => url !== undefined && JSON.stringify(url.node).includes(`\${${prefix}}/`));
				if (name === prefix && fallback !== undefined && fallback.value !== '' && !fallback.value.endsWith('/') && !joined) {
					yield {message: 'noSlash', place: fallback.place, subject: name, severity: 'warning', data: {parameter: name, better: `${fallback.value}/`}};
				}
			}
		}
	},
});
