import {artifact, finding, outcome} from '../../helpers/outcome.ts';
import {hostile} from '../../helpers/reports.ts';
import type {Target} from '../engine/target.ts';
import {assertReported} from '../oracles.ts';

const target: Target = {
	about: 'all reports of a finding whose file, text, subject, words and reasons are the parts between lines of --',
	longest: 6000,
	seeds: () => [
		Buffer.from(['a b.md', 'Log in as root.\nIt is easy.', 'Host', 'is wrong', 'Do it.', 'agreed'].join('\n--\n')),
		Buffer.from([hostile, hostile, hostile, hostile].join('\n--\n')),
	],
	words: [
		'\n--\n',
		'<script>',
		'</script>',
		']]>',
		'::error::x',
		'%0A',
		'```',
		'|',
		'[x](javascript:y)',
		'\u001b[31m',
		'\u202e',
		'\ud800',
		'@team',
		'=1+1',
		'+x',
		'-x',
		'<!--',
		'&#x',
		'"',
		"'",
		'\u0000',
		'$&',
		'{name}',
	],
	async run(bytes) {
		const [file = '', text = '', subject = '', message = '', help = '', reason = ''] = Buffer.from(bytes).toString('utf8').split('\n--\n');
		const guide = artifact(file || 'x', text);
		const found = {...finding(guide, text, {}), subject, message, help};
		await assertReported(
			outcome({
				artifacts: [guide],
				findings: [found],
				waived: [{...found, waiver: {reason}}],
				waivers: [{waiver: {rule: found.rule, subject, reason, place: {file}}, state: 'used', findings: 1}],
				problems: [{file, message}],
			}),
		);
	},
};
export default target;
