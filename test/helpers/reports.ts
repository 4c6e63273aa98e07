import type {ReportContext} from '../../src/report/context.ts';
import {validators} from '../../validators/index.ts';
import {artifact, finding, outcome, verdicts} from './outcome.ts';

/** Text that tries all that a report's reader might obey. */
export const hostile = [
	'<img src=x onerror=alert(1)></code></details><!-- ',
	'@team #1 GH-7 &#64;team &lt;b&gt; $1$ ',
	'[click](javascript:alert(1)) ![x](https://x.example.com/p.png) **bold** | cell ',
	'``` ~~~ ```` ]]> ',
	'\n::error file=x::owned\n##[error]owned ::stop-commands::x %0A%25 ',
	'\u001B[31m\u0000\u0007\uFFFE\uD800 \u202Eevil\u2066 \u200B',
].join('');

/** A name that a file may have on Linux. */
export const hostileName = 'a b, c:d%20/<i>`@team`\u202E::error::\n#?.md';

const rules = [
	'image/require-hvm',
	'language/no-password-login',
	'listing/no-hyperbole-in-title',
	'template/ami-parameter-type',
	'template/image-from-parameter',
	'template/no-tab',
	'template/require-interface',
];

/** What reports are made with in tests. */
export const context: ReportContext = {
	tool: {name: 'shelfready', version: '0.1.0'},
	validators: validators.filter(({id}) => rules.includes(id)),
	terminal: {width: 100, color: false, quiet: false},
};

const guide = artifact('docs/guide.md', 'Log in as root.\nIt is easy.\n');
const template = artifact('root.yaml', 'Parameters:\n  AmiId:\n    Type: String\n    Default: ami-1\nResources:\n  Role: {}\n');

const about = (({start: _start, end: _end, ...rest}) => ({...rest, excerpt: '', place: {file: ''}, message: 'There is no listing.', help: 'Add one.'}))(
	finding(guide, 'Log', {rule: 'listing/no-listing', severity: 'warning'}),
);

/** An outcome with every part that a report has a place for. */
export const full = outcome({
	artifacts: [guide, template, artifact('logo.bin', '', 'unknown')],
	findings: [
		about,
		finding(guide, 'Log in as root.\nIt', {
			rule: 'language/no-password-login',
			policy: 'security.key-pair-authentication',
			severity: 'warning',
			confidence: 0.93,
		}),
		finding(template, 'String', {
			otherEdition: {edition: 'ami-2025', severity: 'warning'},
			place: {file: 'root.yaml', range: [31, 37], pointer: '/Parameters/AmiId/Type', logicalId: 'AmiId'},
			fix: {
				description: 'Give it its type.',
				edits: [
					{file: 'root.yaml', range: [31, 37], text: 'AWS::EC2::Image::Id'},
					{file: 'root.yaml', range: [38, 57], text: ''},
				],
			},
		}),
		finding(template, 'ami-1', {
			rule: 'cfn-lint/E3012',
			passedOnBy: 'template/cfn-lint',
			message: 'ami-1 is wrong',
			help: 'Check the format of AMI ids',
			source: 'https://github.com/aws-cloudformation/cfn-lint',
		}),
		finding(template, 'Role: {}', {severity: 'note', rule: 'template/require-interface', message: 'The role does nothing.'}),
	],
	waived: [{...finding(guide, 'easy', {rule: 'listing/no-hyperbole-in-title'}), waiver: {reason: 'agreed with AWS', until: '2027-01-31'}}],
	waivers: [
		{waiver: {rule: 'listing/no-hyperbole-in-title', reason: 'agreed with AWS', place: {file: 'shelfready.yaml'}}, state: 'used', findings: 1},
		{waiver: {rule: 'listing/x', subject: 'y', reason: 'old', until: '2026-01-31', place: {file: 'shelfready.yaml'}}, state: 'expired', findings: 0},
	],
	policies: verdicts({
		'delivery.template-requirements': {verdict: 'violated', reason: '2 errors'},
		'security.key-pair-authentication': {verdict: 'review', reason: '1 warning for a person to judge'},
		'usage.paid-equivalent': {verdict: 'review', reason: '1 finding waived: a reviewer at AWS does not see your waivers'},
		'architecture.hvm': {verdict: 'satisfied', reason: 'ami-0a1b2c3d4e5f67890 is hvm'},
		'architecture.64-bit': {verdict: 'not-assessed', reason: 'ami-2020 does not ask for this'},
	}),
	notAssessed: [{rule: 'image/require-hvm', reason: 'no DescribeImages output in the submission'}],
	problems: [
		{file: 'broken.pdf', message: 'not a PDF: it ends in the middle'},
		{file: 'root.yaml', message: 'odd', place: {file: 'root.yaml', range: [14, 19]}},
		{file: 'validators/template/image-from-parameter', message: 'the rule broke: oh'},
	],
});

const trap = artifact(hostileName, `${hostile}\nmarked\n${hostile}`);

/** An outcome in which all that comes from a submission is hostile. */
export const attack = outcome({
	artifacts: [trap],
	findings: (['error', 'warning', 'note'] as const).map((severity) =>
		finding(trap, 'marked', {
			severity,
			message: `${severity} ${hostile}`,
			help: hostile,
			subject: hostile,
			place: {file: hostileName, range: [0, 0], logicalId: hostile, pointer: `/${hostile}`},
		}),
	),
	waived: [{...finding(trap, 'marked', {message: hostile}), waiver: {reason: hostile}}],
	waivers: [{waiver: {rule: 'a/b', subject: hostile, reason: hostile, place: {file: 'shelfready.yaml'}}, state: 'unused', findings: 0}],
	policies: verdicts({'usage.no-limits': {verdict: 'satisfied', reason: hostile}}),
	problems: [{file: hostileName, message: hostile}],
});

const long = artifact('long.yaml', Array.from({length: 2_000}, (_, index) => `key${index}: value`).join('\n'));

/** An outcome with so many findings that none of the readers takes them all. */
export const many = outcome({
	artifacts: [long],
	findings: Array.from({length: 2_000}, (_, index) =>
		finding(long, `key${index}:`, {
			rule: index % 2 === 0 ? 'template/require-interface' : 'template/no-tab',
			severity: index < 1_900 ? 'note' : index < 1_950 ? 'warning' : 'error',
			message: `The key key${index} is wrong.`,
			help: `Mend key${index}.`,
		}),
	),
});
