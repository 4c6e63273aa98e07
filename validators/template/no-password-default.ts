import {defineValidator} from '../../src/contract.ts';
import {withoutDefault} from '../../src/hits/fixes.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

const template = (name: string, rest = '') => `Parameters:\n  ${name}: {Type: String${rest}}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n`;

export const noPasswordDefault = defineValidator({
	id: 'template/no-password-default',
	policy: 'access.no-fixed-passwords',
	severity: 'error',
	about: 'A parameter for a password or another secret has no default.',
	why: 'Whoever reads the template knows the password of every buyer who kept the default. An empty default, or a reference to Secrets Manager, is none.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		password: {
			message: '{parameter} has a default, so that every stack may have the same password.',
			help: 'Take the Default out, or let AWS::SecretsManager::Secret draw the password.',
		},
		secret: {
			message: '{parameter} seems to be a secret and has a default, the same for every buyer.',
			help: 'Take the Default out, or draw the secret when the stack is created.',
		},
		told: {
			message: "{parameter}'s description gives {password} as the default: every buyer can read the password of every other.",
			help: 'Let the product draw a password for each stack, or take the one that the buyer gives from the start.',
		},
	},
	examples: [
		{
			name: 'a password',
			files: {'template.yaml': template('AdminPassword', ', NoEcho: true, Default: larkspur1')},
			expect: [{message: 'password', at: 'larkspur1', subject: 'AdminPassword'}],
		},
		{name: 'a token', files: {'template.yaml': template('JoinToken', ', Default: q8w7e6')}, expect: [{message: 'secret', at: 'q8w7e6'}]},
		{
			name: 'a parameter that a database takes for its password',
			files: {
				'template.yaml':
					'Parameters:\n  DbWord: {Type: String, Default: larkspur1}\nResources:\n  Store:\n    Type: AWS::RDS::DBInstance\n    Properties: {MasterUserPassword: !Ref DbWord}\n',
			},
			expect: [{message: 'password', at: 'larkspur1', subject: 'DbWord'}],
		},
		{
			name: 'a description that gives the password away',
			files: {'template.yaml': template('AdminPassword', ", Description: 'Replaces the default password (larkspur1)'")},
			expect: [{message: 'told', at: 'larkspur1', subject: 'AdminPassword'}],
		},
		{
			name: 'a description of a rule',
			files: {'template.yaml': template('AdminPassword', ", Description: 'By default is at least 12 characters'")},
			expect: [],
		},
		{name: 'an empty default', files: {'template.yaml': template('AdminPassword', ", Default: ''")}, expect: []},
		{
			name: 'a nested template whose default is never used',
			files: {
				'root.yaml':
					'Parameters:\n  Word: {Type: String}\nResources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: https://larkspur-media.s3.amazonaws.com/inner.yaml\n      Parameters: {AdminPassword: !Ref Word}\n',
				'inner.yaml': template('AdminPassword', ', Default: larkspur1'),
			},
			expect: [],
		},
		{name: 'a length', files: {'template.yaml': template('AdminPasswordLength', ', Default: 20')}, expect: []},
		{name: "a secret's ARN", files: {'template.yaml': template('TokenSecretArn', ", Default: 'arn:aws:secretsmanager:::x'")}, expect: []},
		{name: 'a switch', files: {'template.yaml': template('UsePassword', ", Default: 'no'")}, expect: []},
		{
			name: 'a reference to Secrets Manager',
			files: {'template.yaml': template('AdminPassword', ", Default: '{{resolve:secretsmanager:larkspur}}'")},
			expect: [],
		},
	],
	*check({templates}) {
		for (const parameter of templates.flatMap(({parameters}) => parameters)) {
			const {name, sensitive, description, default: written, allowedValues, given = false} = parameter;
			// Where one value alone is allowed, every buyer has it.
			const fallback = written ?? (allowedValues.length === 1 ? allowedValues[0] : undefined);
			if (sensitive === undefined) continue;
			const data = {parameter: name};
			// A nested template's default is never used where the parent always gives a value.
			if (!given && fallback !== undefined && !isNone(fallback.value)) {
				if (sensitive === 'password') yield {message: 'password', place: fallback.place, subject: name, data, ...withoutDefault(parameter)};
				else yield {message: 'secret', place: fallback.place, subject: name, severity: 'warning', data, ...withoutDefault(parameter)};
				continue;
			}
			const [whole, password = ''] = toldDefault.exec(description?.value ?? '') ?? [];
			if (description === undefined || whole === undefined || !(/\d/.test(password) && /[A-Za-z]/.test(password))) continue;
			const end = description.value.indexOf(whole) + whole.length;
			const place = spanOf(description, end - password.length, end);
			yield {message: 'told', place, subject: name, severity: 'warning', data: {...data, password}};
		}
	},
});

/** "Default password: …", "the default is …". */
const toldDefault = /\bdefault(?:s| password| value)?\s{0,3}(?:is|to|are|[:=(])\s{0,3}["'`]?([^\s"'`().,;:]{6,80})/i;

/** Words that stand for "no value", and references that are resolved at launch. */
function isNone(text: string): boolean {
	return text.includes('{{resolve:') || /^\s*(?:|none|null|n\/?a|auto|generated?|random|optional|disabled|true|false|yes|no|-+)\s*$/i.test(text);
}
