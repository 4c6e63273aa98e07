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
	},
	examples: [
		{name: 'a database', files: {'template.yaml': store('larkspur1')}, expect: [{message: 'literal', at: 'larkspur1', subject: 'Store'}]},
		{name: 'a parameter', files: {'template.yaml': `Parameters:\n  Word: {Type: String}\n${store('!Ref Word')}`}, expect: []},
		{name: 'a drawn secret', files: {'template.yaml': store("'{{resolve:secretsmanager:larkspur:SecretString:password}}'")}, expect: []},
		{name: 'an empty one', files: {'template.yaml': store("''")}, expect: []},
	],
	*check({templates}) {
		for (const {resource, path, values} of templates.flatMap(({properties}) => properties)) {
			const property = path.slice(path.lastIndexOf('.') + 1);
			if (secretProperties.keys[property] === undefined) continue;
			for (const value of values) {
				// A placeholder that the application replaces itself stands in angle brackets by custom.
				if (value.from !== 'literal' || value.text.trim() === '' || /^<.*>$/.test(value.text)) continue;
				yield {message: 'literal', place: value.place, subject: resource.logicalId, data: {resource: resource.logicalId, property}};
			}
		}
	},
});
