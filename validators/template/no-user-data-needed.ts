import {defineValidator} from '../../src/contract.ts';
import {standalone, version, withTemplate} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const root = (script: string) =>
	`Parameters:\n  License: {Type: String}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: !Base64 {'Fn::Sub': '${script}'}\n`;
const setup = 'larkspur-setup --key $' + '{License}';

/** Characters of user data above which it does more than name the stack's own things. */
const longText = 2_000;

export const noUserDataNeeded = defineValidator({
	id: 'template/no-user-data-needed',
	policy: 'usage.no-required-user-data',
	severity: 'warning',
	about: 'A product that is also launched by itself needs none of the user data that its template gives.',
	why: 'Launched from the website, an AMI gets no user data. Whether it starts without is for a person to say.',
	source: pages.policy,
	reads: ['templates', 'bindings'],
	messages: {
		settings: {
			message: '{resource} hands {parameters} to the instance in its user data, while the AMI is also offered by itself, where nobody hands it anything.',
			help: 'Launch the AMI without user data and see that it works; then waive this with that reason.',
		},
		long: {
			message: "{resource}'s user data is {length} characters long, while the AMI is also offered by itself, without it.",
			help: 'Move what the product needs into the AMI, or launch it without user data and see that it works.',
		},
	},
	examples: [
		{
			name: 'a licence key that only the template gives',
			files: {'listing.json': version([standalone(), withTemplate()]), 'root.yaml': root(setup)},
			expect: [{message: 'settings', at: 'UserData', subject: 'Host'}],
		},
		{
			name: 'a long script',
			files: {'listing.json': version([standalone(), withTemplate()]), 'root.yaml': root(`larkspur-setup ${'--fast '.repeat(longText / 7 + 1)}`)},
			expect: [{message: 'long', at: 'UserData'}],
		},
		{name: 'a word in passing', files: {'listing.json': version([standalone(), withTemplate()]), 'root.yaml': root('larkspur-start')}, expect: []},
		{name: 'by template alone', files: {'listing.json': version([withTemplate()]), 'root.yaml': root(setup)}, expect: []},
	],
	*check({bindings}) {
		for (const {template, version: own} of bindings) {
			if (template === undefined || !own.options.some(({kind}) => kind === 'standalone')) continue;
			const names = new Set(template.parameters.map(({name}) => name));
			for (const {resource, place, texts} of template.userData) {
				const data = template.properties.filter((property) => property.resource.logicalId === resource.logicalId && /(?:^|\.)UserData$/.test(property.path));
				const parameters = [...new Set(data.flatMap(({mentions}) => mentions))].filter((name) => names.has(name));
				const length = texts.reduce((sum, {value}) => sum + value.length, 0);
				const subject = resource.logicalId;
				if (parameters.length > 0) yield {message: 'settings', place, subject, data: {resource: subject, parameters: parameters.join(', ')}};
				else if (length > longText) yield {message: 'long', place, subject, data: {resource: subject, length}};
			}
		}
	},
});
