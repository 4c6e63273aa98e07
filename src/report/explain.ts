/** What there is to know of a rule or a policy, as Markdown. */

import type {AnyValidator} from '../contract.ts';
import type {Policy} from '../policies/policy.ts';

/** A rule's page. */
export function explainRule(validator: AnyValidator): string {
	return `# ${validator.id}\n\n${validator.about}\n\nSource: ${validator.source}\n`;
}

/** A policy's page. */
export function explainPolicy(policy: Policy, rules: readonly AnyValidator[]): string {
	return `# ${policy.id}\n\n${policy.editions['ami-2020'].asks ?? ''}\n\n${rules
		.filter((rule) => rule.policy === policy.id)
		.map(({id}) => `- \`${id}\``)
		.join('\n')}\n`;
}
