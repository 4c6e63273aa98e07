/** What a template lets in only when the buyer says so: the conditions that it hangs on do not hold while all parameters keep their defaults. */

import type {Admission} from '../../evidence/iam.ts';
import type {Resource, Template} from '../../evidence/template.ts';
import {type ConditionSpace, conditionSpaceOf} from '../template/conditions.ts';

/** Marks admissions of a resource of the template that are off by default. What parent templates hand down may be anything. */
export function offByDefaultIn({root, parameters}: Template): (resource: Resource, admissions: readonly Admission[]) => readonly Admission[] {
	let known: ConditionSpace | undefined;
	const kept = () =>
		conditionSpaceOf(
			root,
			parameters.map((parameter) =>
				parameter.default === undefined || parameter.given === true ? parameter : {...parameter, allowedValues: [parameter.default]},
			),
		);
	return ({condition}, admissions) => {
		const own = condition === undefined ? [] : [{condition: condition.value, holds: true}];
		return admissions.map((admission): Admission => {
			const clauses = [...own, ...admission.statement.clauses, ...admission.token.clauses];
			if (clauses.length === 0) return admission;
			known ??= kept();
			return known.canHold(clauses) === 'no' ? {...admission, offByDefault: true} : admission;
		});
	};
}
