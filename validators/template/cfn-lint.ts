import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const topic = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n';

export const cfnLint = defineValidator({
	id: 'template/cfn-lint',
	passesOn: 'cfn-lint',
	policy: 'delivery.template-requirements',
	severity: 'error',
	about: 'cfn-lint, the CloudFormation linter of AWS, finds nothing wrong with a template.',
	why: "AWS launches the stack before it publishes a product, so a template that CloudFormation refuses comes back. cfn-lint's findings stand here with its own ids and words, behind `cfn-lint/`: a template that it can't read is an error, its other errors are warnings (its schemas may be older than the service), its warnings are notes. Set each under `rules`, for example `cfn-lint/W3005: off`. `--no-cfn-lint` leaves all of it out.",
	source: pages.cloudformation,
	reads: ['lintedTemplates'],
	messages: {
		unreadable: {message: "cfn-lint can't read the template.", help: 'See its own words.'},
		error: {message: 'cfn-lint has an error.', help: 'See its own words.'},
		advice: {message: 'cfn-lint has advice.', help: 'See its own words.'},
	},
	options: {
		regions: {about: 'Regions that cfn-lint checks for; `ALL_REGIONS` for all.', default: ['us-east-1']},
		ignoreChecks: {about: "Ids of cfn-lint's rules, or their beginnings, to leave out.", default: []},
		includeChecks: {about: 'Ids, or beginnings, to add: `I` for the informational rules.', default: []},
	},
	examples: [
		{
			name: 'a property that the resource does not have',
			files: {'template.yaml': `${topic}    Properties:\n      Nickname: larkspur\n`},
			expect: [{message: 'error', at: 'Nickname', subject: 'Topic'}],
		},
		{
			name: 'a parameter that is not used',
			files: {'template.yaml': `Parameters:\n  Colour:\n    Type: String\n${topic}`},
			expect: [{message: 'advice', at: 'Colour', subject: 'Colour'}],
		},
		{
			name: 'a key that is there twice',
			files: {'template.yaml': `Description: one\nDescription: two\n${topic}`},
			expect: [
				{message: 'unreadable', at: 'Description', subject: 'template.yaml'},
				{message: 'unreadable', at: 'Description', subject: 'template.yaml'},
			],
		},
		{name: 'a sound template', files: {'template.yaml': topic}, expect: []},
		{
			name: 'a check that the configuration leaves out',
			files: {
				'shelfready.yaml': 'rules:\n  template/cfn-lint: {options: {ignoreChecks: [W2001]}}\n',
				'template.yaml': `Parameters:\n  Colour:\n    Type: String\n${topic}`,
			},
			expect: [],
		},
	],
	*check({lintedTemplates}) {
		for (const {rule, severity, message, documentation, source, place} of lintedTemplates.flatMap(({matches}) => matches)) {
			const subject = place.logicalId ?? place.file;
			const foreign = {rule, message, help: documentation, source};
			if (isUnreadable(rule)) yield {message: 'unreadable', place, subject, foreign};
			else if (severity === 'error') yield {message: 'error', severity: 'warning', place, subject, foreign};
			else yield {message: 'advice', severity: 'note', place, subject, foreign};
		}
	},
});

/** E0000 can't be parsed, E0001 can't be transformed: cfn-lint looked no further. */
function isUnreadable(rule: string): boolean {
	return rule === 'E0000' || rule === 'E0001';
}
