/** How documented shapes are written down: as data, one builder for each JSON type. */

import type {FieldName} from '../../limits.ts';
import type {MapNode} from '../../tree.ts';

/** A text. `nullable` where `null` unsets the value. */
export type StringShape = {readonly type: 'string'; readonly field?: FieldName; readonly nullable?: true};
export type IntegerShape = {readonly type: 'integer'; readonly field?: FieldName};
export type ListShape = {readonly type: 'list'; readonly field?: FieldName; readonly items: Shape};
/** An object whose properties are all documented; `open` where others may stand there too. */
export type ObjectShape = {
	readonly type: 'object';
	readonly properties: Readonly<Record<string, Shape>>;
	readonly required: readonly string[];
	/** Properties of which exactly one must be there. */
	readonly oneOf: readonly string[];
	/** Documented, but deprecated or refused in practice. */
	readonly deprecated: readonly string[];
	readonly refused: readonly string[];
	/** Whether an object without any property has nothing to say. */
	readonly notEmpty: boolean;
	readonly open: boolean;
};
/** An object whose shape depends on what it holds. */
export type ChoiceShape = {readonly type: 'choice'; readonly choose: (node: MapNode) => ObjectShape};
/** Anything: documented, but judged by nobody. */
export type AnyShape = {readonly type: 'any'};

export type Shape = StringShape | IntegerShape | ListShape | ObjectShape | ChoiceShape | AnyShape;

export const anything: AnyShape = {type: 'any'};

export function string(field?: FieldName, more: {readonly nullable?: true} = {}): StringShape {
	return {type: 'string', ...(field === undefined ? {} : {field}), ...more};
}

export function integer(field?: FieldName): IntegerShape {
	return {type: 'integer', ...(field === undefined ? {} : {field})};
}

export function list(field: FieldName | undefined, items: Shape): ListShape {
	return {type: 'list', ...(field === undefined ? {} : {field}), items};
}

export function object(properties: Readonly<Record<string, Shape>>, more: Partial<Omit<ObjectShape, 'type' | 'properties'>> = {}): ObjectShape {
	return {type: 'object', properties, required: [], oneOf: [], deprecated: [], refused: [], notEmpty: false, open: false, ...more};
}

export function choice(choose: (node: MapNode) => ObjectShape): ChoiceShape {
	return {type: 'choice', choose};
}
