import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const parameter = (rest = '', name = 'AdminPassword') =>
	`Parameters:\n  ${name}: {Type: String, NoEcho: true${rest}}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n`;

export const requirePasswordPattern = defineValidator({
	id: 'template/require-password-pattern',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: 'A password parameter has an AllowedPattern that lets strong passwords pass alone.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		missing: {
			message: '{parameter} takes any password; AWS asks for a strong pattern.',
			help: 'Add an AllowedPattern, for example ^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[ -~]+$ with MinLength 12.',
		},
		weak: {
			message: "{parameter}'s pattern {pattern} lets every password pass.",
			help: 'Ask for several kinds of characters, for example ^(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[ -~]+$ with MinLength 12.',
		},
	},
	examples: [
		{name: 'no pattern', files: {'template.yaml': parameter()}, expect: [{message: 'missing', at: 'AdminPassword', subject: 'AdminPassword'}]},
		{name: 'a pattern for everything', files: {'template.yaml': parameter(", AllowedPattern: '.*'")}, expect: [{message: 'weak', at: "'.*'"}]},
		{name: 'a pattern', files: {'template.yaml': parameter(", AllowedPattern: '^(?=.*[a-z])(?=.*[0-9])[ -~]+$'")}, expect: []},
		{name: 'a hash', files: {'template.yaml': parameter('', 'AdminPasswordHash')}, expect: []},
	],
	*check({templates}) {
		for (const [{name, sensitive, allowedPattern, place}, isCut] of templates.flatMap(({parameters, cut}) =>
			parameters.map((parameter) => [parameter, cut] as const),
		)) {
			// The strength of a hash's password can not be seen.
			if (sensitive !== 'password' || /hash(?:ed)?$/i.test(name)) continue;
			if (allowedPattern === undefined && isCut) continue;
			if (allowedPattern === undefined) yield {message: 'missing', place, subject: name, data: {parameter: name}};
			else if (/^\^?(?:\.|\[\\s\\S\])[*+]\$?$|^$/.test(allowedPattern.value))
				yield {message: 'weak', place: allowedPattern.place, subject: name, data: {parameter: name, pattern: allowedPattern.value}};
		}
	},
});
