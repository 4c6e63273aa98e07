import {defineValidator} from '../../src/contract.ts';
import {secretProperties} from '../../src/limits/secrets.ts';

const store = (password: string) => `Resources:\n  Store:\n    Type: AWS::RDS::DBInstance\n    Properties: {MasterUserPassword: ${password}}\n`;

export const noLiteralPassword = defineValidator({
	id: 'template/no-literal-password',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'No resource has its password written into the template.',
	source: secretProperties.source,
	reads: ['templates'],
	messages: {
		literal: {
			message: "{resource}'s {property} is written into the template, the same for every buyer.",
			help: 'Take it from a NoEcho parameter without a default, or let AWS::SecretsManager::Secret draw it.',
		},
		guessable: {
			message: "{resource}'s {property} is made of {parts}, which others can find out, and of what the template says.",
			help: 'Take it from a NoEcho parameter without a default, or let AWS::SecretsManager::Secret draw it.',
		},
		key: {
			message: 'The access key {key} is written into the template, where every buyer can read it.',
			help: 'Delete the key in IAM, take it out, and give the instance an AWS::IAM::Role.',
		},
	},
	examples: [
		{name: 'a database', files: {'template.yaml': store('larkspur1')}, expect: [{message: 'literal', at: 'larkspur1', subject: 'Store'}]},
		{
			name: 'an entry of a mapping',
			files: {'template.yaml': `Mappings:\n  Words:\n    store: {word: larkspur1}\n${store('!FindInMap [Words, store, word]')}`},
			expect: [{message: 'literal', at: 'larkspur1', subject: 'Store'}],
		},
		{
			name: 'a password made of the stack’s name',
			files: {'template.yaml': store("!Sub '${AWS::StackName}-Larkspur1'")},
			expect: [{message: 'guessable', at: "!Sub '${AWS::StackName}-Larkspur1'", subject: 'Store'}],
		},
		{
			name: 'a password made of the Region',
			files: {'template.yaml': store("!Join ['-', [larkspur, !Ref AWS::Region, '2026']]")},
			expect: [{message: 'guessable', at: "!Join ['-', [larkspur, !Ref AWS::Region, '2026']]"}],
		},
		{
			name: 'a secret that is named after the stack, and a drawn part',
			files: {
				'template.yaml': `${store("!Sub '{{resolve:secretsmanager:${AWS::StackName}-store:SecretString:password}}'")}  Other:\n    Type: AWS::RDS::DBInstance\n    Properties: {MasterUserPassword: !Join ['', [!Ref AWS::StackName, !Ref Drawn]]}\n  Drawn: {Type: Custom::Drawn, Properties: {ServiceToken: a}}\n`,
			},
			expect: [],
		},
		{
			name: 'an environment variable',
			files: {
				'template.yaml': 'Resources:\n  Worker:\n    Type: AWS::Lambda::Function\n    Properties: {Environment: {Variables: {DB_PASSWORD: larkspur1}}}\n',
			},
			expect: [{message: 'literal', at: 'larkspur1', subject: 'Worker'}],
		},
		{
			name: 'an access key',
			files: {'template.yaml': 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: {DisplayName: AKIAQ4RZLARKSPUR7WX2}\n'},
			expect: [{message: 'key', at: 'AKIAQ4RZLARKSPUR7WX2', subject: 'Topic'}],
		},
		{
			name: 'the name of a setting',
			files: {
				'template.yaml':
					'Resources:\n  Worker:\n    Type: AWS::Lambda::Function\n    Properties: {Environment: {Variables: {DB_PASSWORD_FILE: larkspur1, DB_PASSWORD: required}}}\n',
			},
			expect: [],
		},
		{name: 'a parameter', files: {'template.yaml': `Parameters:\n  Word: {Type: String}\n${store('!Ref Word')}`}, expect: []},
		{name: 'a drawn secret', files: {'template.yaml': store("'{{resolve:secretsmanager:larkspur:SecretString:password}}'")}, expect: []},
		{name: 'an empty one', files: {'template.yaml': store("''")}, expect: []},
	],
	*check({templates}) {
		for (const {resource, property, place, sure, guessedFrom} of templates.flatMap(({writtenSecrets}) => writtenSecrets)) {
			const subject = resource?.logicalId ?? property;
			if (/^A[KS]IA/.test(property)) yield {message: 'key', place, subject, data: {key: property}};
			else if (guessedFrom !== undefined)
				yield {message: 'guessable', place, subject, severity: 'warning', data: {resource: subject, property, parts: guessedFrom.join(' and ')}};
			else yield {message: 'literal', place, subject, ...(sure ? {} : {severity: 'warning' as const}), data: {resource: subject, property}};
		}
	},
});
