/** AWS Marketplace's policies as a SARIF taxonomy, so that viewers can group rules by the policy behind them. */

import type {ReportingDescriptorRelationship, ToolComponent, ToolComponentReference} from 'sarif';
import type {Edition} from '../../contract.ts';
import {editions} from '../../policies/editions.ts';
import type {PolicyId} from '../../policies/ids.ts';
import {policies} from '../../policies/policies.ts';

const name = 'AWS Marketplace AMI product policies';

/** The taxonomy, where the driver and its rules name it. */
export const taxonomyReference: ToolComponentReference = {name, index: 0};

/** The 44 policies in the words of `src/policies`. */
export function taxonomyOf(edition: Edition): ToolComponent {
	const facts = editions.find(({id}) => id === edition);
	return {
		name,
		...(facts === undefined ? {} : {informationUri: facts.source, releaseDateUtc: facts.since, shortDescription: {text: facts.about}}),
		version: edition,
		isComprehensive: true,
		taxa: policies.map(({id, group, editions: texts}) => {
			const {asks, source} = texts[edition];
			return {id, name: `${group}: ${id.slice(id.indexOf('.') + 1)}`, shortDescription: {text: asks ?? `${edition} no longer asks for it.`}, helpUri: source};
		}),
	};
}

/** Says that a rule is part of a policy. */
export function partOf(policy: PolicyId): ReportingDescriptorRelationship {
	const index = policies.findIndex(({id}) => id === policy);
	return {target: {id: policy, index, toolComponent: taxonomyReference}, kinds: ['superset']};
}
