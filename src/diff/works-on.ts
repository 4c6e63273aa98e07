/** Whether an action can work on a resource that a statement names, as AWS's service authorization reference has it. */

import {type Action, actionsOfService, arnPatternOf} from '../iam/data.ts';
import {arnFields} from '../iam/pattern.ts';

/** In a shape: any text, and a text without `/` and `:`. */
const anyText = '\uE000';
const oneStep = '\uE001';

/** Placeholders of the reference that hold no `/` and no `:`, by AWS's rules for these names. */
const stepNames: Readonly<Record<string, string>> = {s3: '${BucketName}', dynamodb: '${TableName}'};

/** A resource as it is held against patterns of ARNs; nothing for one that is no whole ARN with a service of its own. */
export function shapeOf(text: string, isOneStep: (hole: string) => boolean): string | undefined {
	const [, , service, region, account, resource] = arnFields(text) ?? [];
	if (service === undefined || resource === undefined || !/^[a-z\d-]+$/.test(service)) return undefined;
	const name = resource.replace(/\$\{([^}]{0,300})\}/g, (_whole, hole: string) => (isOneStep(hole) ? oneStep : anyText)).replaceAll('*', anyText);
	return `${service}:${[region, account].map((field) => (field === '' ? 'none' : 'some')).join()}:${name}`;
}

/** Types of a service that a shape may name. */
const typesByShape = new Map<string, ReadonlySet<string>>();
/** More shapes than any honest template has. */
const mostKept = 5000;

/** Whether an action may work on what a shape names: surely not where it is another type of the service, one that the action does not take. */
export function worksOn(action: Action, shape: string): boolean {
	// What takes no resource is asked for with `*`, but S3 also takes `arn:aws:s3:::*` for it.
	if (action.resourceTypes.length === 0 || !shape.startsWith(`${action.service}:`)) return true;
	const named = typesOf(action.service, shape);
	return named.size === 0 || action.resourceTypes.some((type) => named.has(type));
}

function typesOf(service: string, shape: string): ReadonlySet<string> {
	const known = typesByShape.get(shape);
	if (known !== undefined) return known;
	if (typesByShape.size >= mostKept) typesByShape.clear();
	const [, fields = '', name = ''] = /^[^:]*:([^:]*):(.*)$/s.exec(shape) ?? [];
	const types = [...new Set(actionsOfService(service).flatMap(({resourceTypes}) => resourceTypes))];
	const found = new Set(types.filter((type) => mayName(service, type, fields.split(','), name)));
	typesByShape.set(shape, found);
	return found;
}

/** Whether a shape, with or without a Region and an account, may be of a type. */
function mayName(service: string, type: string, fields: readonly string[], name: string): boolean {
	const [, , of, region, account, resource] = arnFields(arnPatternOf(service, type) ?? '') ?? [];
	// A type that nobody can place may be any.
	if (resource === undefined) return true;
	// An ARN without a Region is of no type that has one.
	if (of !== service || [region, account].some((field, index) => field !== '' && fields[index] === 'none')) return false;
	const ofStep = stepNames[service];
	const pattern = (ofStep === undefined ? resource : resource.replaceAll(ofStep, oneStep)).replace(/\$\{[^}]{0,300}\}/g, anyText);
	return meet(pattern, name);
}

/** Longer ones are taken to meet. */
const longest = 500;

/** Whether some text is of both shapes. */
function meet(one: string, other: string): boolean {
	if (one.length > longest || other.length > longest) return true;
	// For each place in `one`, the places in `other` that can be reached together with it.
	let reached = new Set([0]);
	for (let at = 0; at <= one.length; at++) {
		const here = one[at];
		const next = new Set<number>();
		for (let place = 0; place <= other.length; place++) {
			if (!reached.has(place)) continue;
			const there = other[place];
			// What stands for any text may also stand for none.
			if (isOpen(there) || (isOpen(here) && takes(here, there))) reached.add(place + 1);
			if (isOpen(here) || (isOpen(there) && takes(there, here))) next.add(place);
			if (!isOpen(here) && !isOpen(there) && takes(here, there)) next.add(place + 1);
		}
		if (at === one.length) return reached.has(other.length);
		reached = next;
	}
	return false;
}

function isOpen(sign: string | undefined): boolean {
	return sign === anyText || sign === oneStep;
}

/** Whether one sign can stand for another, which is no open one. */
function takes(sign: string | undefined, other: string | undefined): boolean {
	if (sign === undefined || other === undefined || isOpen(other)) return false;
	if (sign === anyText) return true;
	if (sign === oneStep) return other !== '/' && other !== ':';
	return sign === other || sign === '?' || other === '?';
}
