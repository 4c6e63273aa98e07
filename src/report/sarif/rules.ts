/** The rules of a SARIF report: those that have findings. */

import type {ReportingDescriptor} from 'sarif';
import type {AnyValidator, Edition, Severity} from '../../contract.ts';
import type {Finding} from '../../outcome.ts';
import {policies} from '../../policies/policies.ts';
import {grouped} from '../grouped.ts';
import {partOf} from './taxonomy.ts';

/** GitHub takes descriptions of up to 1,024 characters. */
const longestDescription = 1_000;

/** A rule for each rule id of the findings, in the order of their first finding. */
export function rulesOf(findings: readonly Finding[], validators: readonly AnyValidator[], edition: Edition): readonly ReportingDescriptor[] {
	const known = new Map(validators.map((validator) => [validator.id, validator]));
	return [...grouped(findings, ({rule}) => rule)].map(([rule, own]) => ruleOf(own, known.get(rule), edition));
}

function ruleOf([first, ...others]: readonly [Finding, ...Finding[]], validator: AnyValidator | undefined, edition: Edition): ReportingDescriptor {
	const {rule, policy, help, source} = first;
	// Another tool's finding brings what its rule is about as its help.
	const about = validator?.about ?? (help === '' ? `A finding of ${rule.slice(0, rule.indexOf('/'))}.` : help);
	const why = validator?.why ?? '';
	const mends =
		validator === undefined ? [] : [...new Set(Object.values(validator.messages).map((words) => withoutSlots(words.help)))].filter((text) => text !== '');
	const severity = validator === undefined ? first.severity : severityOf(validator, edition);
	const group = policies.find(({id}) => id === policy)?.group;
	return {
		id: rule,
		name: nameOf(rule),
		shortDescription: {text: cut(about)},
		fullDescription: {text: cut(why === '' ? about : `${about} ${plain(why)}`)},
		help: {
			text: [about, ...(why === '' ? [] : [plain(why)]), ...mends.map((mend) => `To mend it: ${mend}`), `Source: ${source}`].join('\n\n'),
			markdown: [
				about,
				...(why === '' ? [] : [why]),
				...(mends.length === 0 ? [] : [`To mend it:\n\n${mends.map((mend) => `- ${mend}`).join('\n')}`]),
				`Source: <${source}>`,
			].join('\n\n'),
		},
		helpUri: source,
		defaultConfiguration: {level: severity},
		relationships: [partOf(policy)],
		properties: {
			policy,
			tags: ['aws-marketplace', ...(group === undefined ? [] : [group.toLowerCase().replace(/[^a-z0-9]+/g, '-')])],
			precision: precisionOf([first, ...others]),
			'problem.severity': severity === 'note' ? 'recommendation' : severity,
		},
	};
}

/** What an edition does not ask for yet is a note under it. */
function severityOf({severity}: AnyValidator, edition: Edition): Severity {
	const own = typeof severity === 'string' ? severity : severity[edition];
	return own === 'off' ? 'note' : own;
}

/** The levels of CodeQL, which GitHub shows; by the doubt of the most doubtful finding. Without a doubt a rule is certain of what it says. */
function precisionOf(findings: readonly Finding[]): 'very-high' | 'high' | 'medium' | 'low' {
	const least = Math.min(...findings.map(({confidence = 1}) => confidence));
	if (least >= 0.98) return 'very-high';
	return least >= 0.9 ? 'high' : least >= 0.7 ? 'medium' : 'low';
}

/** `template/no-open-port-default` as `NoOpenPortDefault`, the form that viewers expect of a name. */
function nameOf(rule: string): string {
	return rule
		.slice(rule.indexOf('/') + 1)
		.split('-')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join('');
}

function withoutSlots(text: string): string {
	return text.replace(/\{\w+\}/g, '…');
}

/** Our own Markdown on one line, without its marks. */
function plain(markdown: string): string {
	return markdown
		.replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1 ($2)')
		.replace(/[`*]/g, '')
		.replace(/\s+/g, ' ')
		.trim();
}

function cut(text: string): string {
	return text.length <= longestDescription ? text : `${text.slice(0, longestDescription - 1)}…`;
}
