import {defineValidator} from '../../src/contract.ts';
import {sarif, trivy} from '../../src/examples.ts';
import {clip} from '../../src/language/clip.ts';
import {someOf} from '../../src/language/lists.ts';
import {pages} from '../../src/limits.ts';

export const understood = defineValidator({
	id: 'scan/understood',
	policy: 'security.vulnerabilities',
	severity: 'note',
	about: 'Results that a scanner calls errors tell of a vulnerability, malware or a secret, which other rules judge.',
	why: 'SARIF is written by linters too, whose errors are no matter of AWS. What may be one is told, so that nobody takes it for judged.',
	source: pages.policy,
	reads: ['scans'],
	messages: {
		unknown: {
			message: '{tool} gives {count} {results} of level error that {name} no vulnerability, malware or secret, so that nothing here judges them: {rules}.',
			help: 'Look at them yourself: what is malware, a hole or a secret in the AMI is refused.',
		},
	},
	examples: [
		{
			name: 'an error of a kind that nothing here knows',
			files: {'a.sarif': sarif('Larkspur Auditor', [{ruleId: 'LA-7', level: 'error'}])},
			expect: [{message: 'unknown', at: '"Larkspur Auditor"', subject: 'Larkspur Auditor'}],
		},
		{name: 'a warning of a linter', files: {'trivy.json': trivy([]), 'a.sarif': sarif('Larkspur Linter', [{ruleId: 'no-tabs', level: 'warning'}])}, expect: []},
		{name: 'an error that is a vulnerability', files: {'a.sarif': sarif('Trivy', [{ruleId: 'CVE-2026-1234', level: 'error'}])}, expect: []},
	],
	*check({scans}) {
		for (const {tool: name, place, count, rules} of scans.unknown) {
			const tool = clip(name);
			const told = someOf(
				rules.map((rule) => clip(rule)),
				5,
			);
			const words = count === 1 ? {results: 'result', name: 'names'} : {results: 'results', name: 'name'};
			yield {message: 'unknown', place, subject: tool, data: {tool, count, ...words, rules: told || 'they name no rule'}};
		}
	},
});
