/** What a template lets in only when the buyer says so: the conditions that it hangs on do not hold while all parameters keep their defaults. */

import type {Admission, OutsideUse} from '../../evidence/iam.ts';
import type {Clause, Resource, Template} from '../../evidence/template.ts';
import {type ConditionSpace, conditionSpaceOf} from '../template/conditions.ts';

/** Marks of one template. */
export type Marks = {
	admissions(resource: Resource, admissions: readonly Admission[]): readonly Admission[];
	use(resource: Resource | undefined, use: OutsideUse): OutsideUse;
};

/** Marks what is off by default. What parent templates hand down may be anything. */
export function offByDefaultIn({root, parameters}: Template): Marks {
	let known: ConditionSpace | undefined;
	const isOff = (resource: Resource | undefined, inner: readonly Clause[]) => {
		const condition = resource?.condition;
		const clauses = [...(condition === undefined ? [] : [{condition: condition.value, holds: true}]), ...inner];
		if (clauses.length === 0) return false;
		known ??= conditionSpaceOf(
			root,
			parameters.map((parameter) =>
				parameter.default === undefined || parameter.given === true ? parameter : {...parameter, allowedValues: [parameter.default]},
			),
		);
		return known.canHold(clauses) === 'no';
	};
	return {
		admissions: (resource, admissions) =>
			admissions.map((admission) =>
				isOff(resource, [...admission.statement.clauses, ...admission.token.clauses]) ? {...admission, offByDefault: true} : admission,
			),
		use: (resource, use) => (isOff(resource, use.token.clauses) ? {...use, offByDefault: true} : use),
	};
}
