import {defineValidator} from '../../src/contract.ts';
import {userDataSize as limit} from '../../src/limits/templates.ts';

const template = (data: string) => `Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: ${data}\n`;
const long = 'x'.repeat(limit.bytes);

export const userDataSize = defineValidator({
	id: 'template/user-data-size',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'The user data of an instance fits into what EC2 takes.',
	source: limit.source,
	reads: ['templates'],
	messages: {
		tooLong: {
			message: "{resource}'s user data has at least {bytes} bytes; EC2 takes {limit}.",
			help: 'Put the script into the AMI and leave only its settings in the user data.',
		},
	},
	examples: [
		{
			name: 'a long script',
			files: {'template.yaml': template(`!Base64 "#!/bin/sh ${long}"`)},
			expect: [{message: 'tooLong', at: 'UserData', subject: 'Host'}],
		},
		{name: 'one of two long branches', files: {'template.yaml': template(`!If [Big, !Base64 "${long.slice(1)}", !Base64 "${long.slice(1)}"]`)}, expect: []},
		{name: 'a short script', files: {'template.yaml': template("!Base64 '#!/bin/sh'")}, expect: []},
	],
	*check({templates}) {
		for (const {resource, place, texts, surely} of templates.flatMap(({userData}) => userData)) {
			// What placeholders come to is not known; a text that ends in encoded form is counted as it is written.
			const bytes = surely ? utf8Length(texts.map(({value}) => value.replaceAll(/\$\{[^}]{0,300}\}/g, '')).join('')) : 0;
			if (bytes > limit.bytes) yield {message: 'tooLong', place, subject: resource.logicalId, data: {resource: resource.logicalId, bytes, limit: limit.bytes}};
		}
	},
});

function utf8Length(text: string): number {
	return new TextEncoder().encode(text).length;
}
