import {readConfig} from '../../../src/config.ts';
import type {Target} from '../engine/target.ts';
import {assertUnpolluted, Broken, checked, rules} from '../oracles.ts';
import {exampleFiles, ruleFiles, texts} from '../seeds.ts';
import {yaml} from '../words.ts';

const own = `edition: ami-2025
licensing: byol
artifacts: {README.md: docs}
rules:
  template/no-tab: warning
  listing/no-hyperbole-in-title: off
waivers:
  - {rule: template/no-tab, subject: Host, reason: agreed, until: 2027-01-31}
ownRules:
  - id: own/no-old-sizes
    policy: delivery.template-requirements
    severity: warning
    find: {resource: 'AWS::EC2::Instance', property: InstanceType, matches: '^(t2|m5)[.]'}
    message: '{subject} runs on {found}.'
    help: Take an instance type of the present generation.
  - id: own/no-latest
    policy: delivery.template-requirements
    severity: error
    find: {in: [documents, user-data], matches: '(?i)late(s|z)+t'}
    message: '{found} is no version.'
    help: Name one.
`;
const encoder = new TextEncoder();
const beside = {
	'template.yaml': encoder.encode('Resources:\n\tHost: {Type: AWS::EC2::Instance, Properties: {ImageId: latest, InstanceType: m5.large}}\n'),
	'README.md': encoder.encode('# Guide\n\nUse the latest release. Log in as root.\n'),
};

const target: Target = {
	about: 'shelfready.yaml with waivers and rules of its own, and a check under them',
	longest: 8000,
	seeds: () => [...texts(own), ...exampleFiles('shelfready.yaml'), ...ruleFiles('shelfready.yaml'), ...ownRuleExamples()],
	words: [
		...yaml,
		'ownRules:',
		'waivers:',
		'rules:',
		'artifacts:',
		'severity:',
		'options:',
		'reason:',
		'until: 2027-01-31',
		'subject:',
		'pattern:',
		'(a+)+$',
		'matches:',
		'of:',
		'find:',
		'resource:',
		'property:',
		'mustMatch:',
		'missing: true',
		'in: documents',
		'parameter:',
		'key:',
		'policy:',
		'message:',
		'help:',
		'constructor:',
		'__proto__:',
		'template/*',
		'own/x',
	],
	async run(bytes, thorough) {
		const read = await readConfig(Buffer.from(bytes).toString('utf8'), {file: 'shelfready.yaml', validators: rules, files: Object.keys(beside)});
		assertUnpolluted();
		if ('errors' in read) {
			if (read.errors.length === 0) throw new Broken('refused without a reason');
			return;
		}
		const {ownRules, severities, options, waivers, kinds} = read.config;
		const inputs = Object.entries(beside).map(([file, held]) => ({file, bytes: held}));
		await checked(inputs, thorough, {validators: [...rules, ...ownRules], severities, options, waivers, kinds});
	},
};
export default target;

/** The rules that the page on settings shows. */
function ownRuleExamples(): readonly Uint8Array[] {
	const page = exampleFiles('settings.md', ['docs']).map((bytes) => Buffer.from(bytes).toString('utf8'));
	return page.flatMap((text) => [...text.matchAll(/```yaml[^\n]*\n(.*?)```/gs)].map(([, code = '']) => Buffer.from(code)));
}
