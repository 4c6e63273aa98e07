/** Permissions boundaries, in two releases. */

import {type Identity, shownOf, type Token} from '../evidence/iam.ts';
import type {About, Found} from './change.ts';
import type {Budget} from './rules.ts';
import {canonicalTexts, newPlace, oldPlace, type Side, tokensAt} from './side.ts';
import {compareStatements, statementsOf} from './statements.ts';
import {actionsOf, grouped, listed as list, placesOf, resourcesOf, rightsOf} from './telling.ts';
import {isThere, worldsOf} from './worlds.ts';

/** What a permissions boundary no longer keeps in. */
export function* boundaryChanges(
	old: Side,
	next: Side,
	before: Identity | undefined,
	after: Identity | undefined,
	about: About,
	budget: Budget,
): Generator<Found> {
	const [was, is] = [boundaryTokens(before, old), boundaryTokens(after, next)];
	if (before === undefined || after === undefined || (was.length === 0 && is.length === 0)) return;
	const {who, subject} = about;
	const {worlds} = worldsOf([
		{clauses: was.map(({clauses}) => clauses), formulas: old.formulas},
		{clauses: is.map(({clauses}) => clauses), formulas: next.formulas},
	]);
	const isRemoved = worlds.some(
		(world) => was.some(({clauses}) => isThere(clauses, old.formulas, world)) && !is.some(({clauses}) => isThere(clauses, next.formulas, world)),
	);
	if (isRemoved)
		yield {
			kind: 'permissions/boundary-removed',
			severity: 'error',
			growth: true,
			message: `${who} loses its permissions boundary${is.length === 0 ? '' : ' under some conditions of the template'}: nothing limits its policies any more.`,
			help: 'Keep PermissionsBoundary, or say in the release notes why it is no longer needed.',
			subject,
			...oldPlace(was[0]?.place),
			...newPlace(is[0]?.place ?? about.new),
		};
	if (was.length === 0)
		yield {
			kind: 'permissions/boundary-added',
			severity: 'note',
			growth: false,
			message: `${who} gets a permissions boundary: ${list(is.map(shownOf))}.`,
			help: 'Make sure that it allows what the software needs.',
			subject,
			...oldPlace(about.old),
			...newPlace(is[0]?.place),
		};
	if (was.length === 0 || is.length === 0) return;
	const [one, other] = [before.boundary, after.boundary];
	const text = (tokens: readonly Token[], side: Side) => canonicalTexts(tokens, side).join();
	if (one === undefined || other === undefined || one.unread.length + other.unread.length > 0) {
		if (text(was, old) === text(is, next)) return;
		yield {
			kind: 'permissions/boundary-widened',
			severity: 'error',
			growth: true,
			message: `${who} has another permissions boundary, ${list(is.map(shownOf))}; what it allows is not known here.`,
			help: 'Compare both boundaries by hand.',
			subject,
			...oldPlace(was[0]?.place),
			...newPlace(is[0]?.place),
		};
		return;
	}
	const compared = compareStatements({statements: statementsOf(one, []), reading: old}, {statements: statementsOf(other, []), reading: next}, budget);
	for (const group of grouped([...compared.allowGained, ...compared.denyLost])) {
		const {here, there} = placesOf(group);
		const isOld = group.cells[0].rule.statement.effect === 'Deny';
		yield {
			kind: 'permissions/boundary-widened',
			severity: 'error',
			growth: true,
			message: `The permissions boundary of ${who} lets through ${actionsOf(group)} on ${resourcesOf(group)}, which it did not before.`,
			help: 'Keep the boundary as it was, or say in the release notes why it is wider.',
			subject,
			...oldPlace(isOld ? here : (there ?? one.place)),
			...newPlace(isOld ? other.place : here),
			rights: rightsOf(group),
		};
	}
}

function boundaryTokens(identity: Identity | undefined, side: Side): readonly Token[] {
	return identity === undefined ? [] : tokensAt(identity, side, 'PermissionsBoundary');
}
