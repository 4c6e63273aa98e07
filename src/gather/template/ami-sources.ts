/** Which AMIs an expression may come to, and when: each alternative with its source. */

import type {LaunchedAmi, Template} from '../../evidence/template.ts';
import {get, itemsOf, looseStringOf, type SourceNode, stringOf} from '../../tree.ts';
import {type Piece, piecesOf} from '../sub.ts';
import {callOf, concatenated} from '../values.ts';
import {clausesAt} from './clauses.ts';
import {type Cell, cellsOf, formulaOfClauses} from './conditions.ts';
import {allOf, always, anyOf, type Formula, notOf} from './satisfy.ts';
import {inRound, nameOf, type Stack} from './stack.ts';
import type {Worlds} from './worlds.ts';

/** A stack, and the template that it is created from. */
export type AmiStack = Stack & {
	readonly template: Template;
	readonly parent?: {readonly stack: AmiStack; readonly values: ReadonlyMap<string, SourceNode>};
	/** The nested stacks whose templates are in the submission, by logical id. */
	readonly nested: Map<string, AmiStack>;
};

/** Where an AMI comes from. Two alternatives of one `key` are the same AMI. */
export type AmiSource = Omit<LaunchedAmi, 'ofAws' | 'product'> & {
	readonly key: string;
	/** AMI ids by Region, of a mapping. */
	readonly byRegion?: ReadonlyMap<string, string>;
	/** The AMI id that is launched unless the buyer says otherwise. */
	readonly id?: string;
	/** Whether it is launched only if the buyer names an AMI in place of another. */
	readonly optional?: boolean;
	/** The resource whose attribute it is. */
	readonly attribute?: {readonly stack: AmiStack; readonly logicalId: string};
};

/** One AMI that an expression may come to. */
export type Alternative = {
	readonly when: Formula;
	readonly source: AmiSource;
	/** The branch of the expression that names it; missing where that is the whole, or stands in another expression. */
	readonly node?: SourceNode;
	/** Keys of all that the same look-up may come to: which of them it is, a parameter chooses. */
	readonly choices?: ReadonlySet<string>;
};

/** Expressions that are followed into each other, nested stacks' included. */
const maxSteps = 40;

/** More alternatives than this of one expression are not told apart, nor are those that take more steps to find. */
const maxAlternatives = 200;
const stepsPerExpression = 5_000;

/** All AMIs that an expression of a stack may come to; none for `AWS::NoValue`. */
export function alternativesOf(worlds: Worlds, stack: AmiStack, node: SourceNode): readonly Alternative[] {
	// Resources that refer to each other can make a short expression come to very many.
	const budget = {left: Math.min(stepsPerExpression, worlds.budget.left)};
	const before = budget.left;
	const found = follow({...worlds, budget}, stack, node, 0);
	worlds.budget.left -= before - Math.max(budget.left, 0);
	return found.length > maxAlternatives ? unknown(stack, node) : found;
}

function follow(worlds: Worlds, stack: AmiStack, node: SourceNode, depth: number): readonly Alternative[] {
	if (depth > maxSteps || worlds.budget.left-- <= 0) return unknown(stack, node);
	const text = looseStringOf(node);
	if (text !== undefined) return sourceOfText(stack, node, inRound(stack, text));
	const call = callOf(node);
	const items = itemsOf(call?.value);
	switch (call?.key) {
		case 'Ref':
			return reference(worlds, stack, node, inRound(stack, stringOf(call.value) ?? ''), depth);
		case 'Fn::GetAtt': {
			const written = stringOf(call.value);
			const [logicalId = '', ...rest] = written === undefined ? items.map((item) => looseStringOf(item) ?? '') : written.split('.');
			return attribute(worlds, stack, node, logicalId, rest.join('.'), depth);
		}
		case 'Fn::If': {
			const [condition, yes, no] = items;
			const name = stringOf(condition);
			if (name === undefined || yes === undefined || no === undefined) return unknown(stack, node);
			const when = formulaOfClauses(worlds, stack, [{condition: name, holds: true}]);
			const found = [...under(when, at(yes, follow(worlds, stack, yes, depth + 1))), ...under(notOf(when), at(no, follow(worlds, stack, no, depth + 1)))];
			return found.length > maxAlternatives ? unknown(stack, node) : found;
		}
		case 'Fn::FindInMap':
			return lookedUp(worlds, stack, node, items, depth);
		case 'Fn::Select': {
			const chosen = itemsOf(items[1])[Number(looseStringOf(items[0]))];
			return chosen === undefined ? unknown(stack, node) : follow(worlds, stack, chosen, depth + 1);
		}
		case 'Fn::Sub':
		case 'Fn::Join':
			return joined(worlds, stack, node, depth);
		default:
			return unknown(stack, node);
	}
}

/** Alternatives that count only when a formula holds. */
function under(when: Formula, alternatives: readonly Alternative[]): readonly Alternative[] {
	return when === always ? alternatives : alternatives.map((own) => ({...own, when: allOf([when, own.when])}));
}

/** Alternatives of a branch. */
function at(node: SourceNode, alternatives: readonly Alternative[]): readonly Alternative[] {
	return alternatives.map((own) => ({...own, node: own.node ?? node}));
}

/** Alternatives of an expression that stands elsewhere: where in it does not matter here. */
function elsewhere(alternatives: readonly Alternative[]): readonly Alternative[] {
	return alternatives.map(({when, source, choices}) => ({when, source, ...(choices === undefined ? {} : {choices})}));
}

function one(source: AmiSource): readonly Alternative[] {
	return [{when: always, source}];
}

function unknown(stack: AmiStack, node: SourceNode): readonly Alternative[] {
	return one({key: `unknown:${nameOf(stack, node)}`, name: 'an AMI that the template does not name', from: 'unknown'});
}

/** The form of an AMI id. Placeholders, which AWS fills in, have others. */
const amiId = /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/** The path of `{{resolve:ssm:/path:version}}` or `resolve:ssm:/path`. */
const resolved = /^(?:\{\{)?resolve:ssm:([^}]*?)(?::\d+)?(?:\}\})?$/;

function sourceOfText(stack: AmiStack, node: SourceNode, text: string): readonly Alternative[] {
	const path = resolved.exec(text.trim())?.[1];
	if (path !== undefined) return one(sourceOfPath(path));
	if (text.includes('{{resolve:')) return unknown(stack, node);
	return text.trim() === '' ? unknown(stack, node) : one({key: `literal:${text}`, name: text, from: 'literal', id: text});
}

function sourceOfPath(path: string, parameter?: string): AmiSource {
	return {key: `path:${path}`, name: `the AMI at ${path}`, from: 'path', path, ...(parameter === undefined ? {} : {parameter})};
}

function reference(worlds: Worlds, stack: AmiStack, node: SourceNode, name: string, depth: number): readonly Alternative[] {
	if (name === 'AWS::NoValue') return [];
	const round = stack.rounds?.get(name);
	if (round !== undefined) return sourceOfText(stack, node, round);
	const parameter = stack.parameters.get(name);
	if (parameter === undefined)
		return stack.template.resources.some(({logicalId}) => logicalId === name) ? attribute(worlds, stack, node, name, '', depth) : unknown(stack, node);
	const {parent} = stack;
	const given = parent?.values.get(name);
	const isPath = parameter.type?.value.startsWith('AWS::SSM::') === true;
	if (parent !== undefined && given !== undefined) return asPaths(elsewhere(follow(worlds, parent.stack, given, depth + 1)), isPath);
	const text = parameter.default?.value.trim() ?? '';
	if (parent !== undefined) return parameter.default === undefined ? unknown(stack, node) : isPath ? one(sourceOfPath(text)) : sourceOfText(stack, node, text);
	if (isPath && text.startsWith('/')) return one(sourceOfPath(text, name));
	return one({
		key: `parameter:${name}`,
		name: `the AMI of parameter ${name}`,
		from: 'parameter',
		parameter: name,
		...(amiId.test(text) ? {id: text} : {}),
		...(parameter.default !== undefined && !/^(?:ami-|\/)/.test(text) ? {optional: true} : {}),
	});
}

/** What a parent hands to a parameter of a Systems Manager type is a path, or the name of one. */
function asPaths(alternatives: readonly Alternative[], isPath: boolean): readonly Alternative[] {
	if (!isPath) return alternatives;
	return alternatives.map((own) => (own.source.from === 'literal' && own.source.id !== undefined ? {...own, source: sourceOfPath(own.source.id)} : own));
}

/** An attribute: an output of a nested stack is followed, and so is the value of a Systems Manager parameter that the template creates. */
function attribute(worlds: Worlds, stack: AmiStack, node: SourceNode, logicalId: string, name: string, depth: number): readonly Alternative[] {
	const nested = stack.nested.get(logicalId);
	if (nested !== undefined && name.startsWith('Outputs.')) {
		const value = get(nested.root, 'Outputs', name.slice('Outputs.'.length), 'Value');
		if (value !== undefined) return under(formulaOfClauses(worlds, nested, clausesAt(nested.root, value)), elsewhere(follow(worlds, nested, value, depth + 1)));
	}
	const resource = stack.template.resources.find((candidate) => candidate.logicalId === logicalId);
	if (resource === undefined) return unknown(stack, node);
	const value = resource.type === 'AWS::SSM::Parameter' && name === 'Value' ? get(resource.properties, 'Value') : undefined;
	if (value !== undefined) return elsewhere(follow(worlds, stack, value, depth + 1));
	// Two resources that are asked for the same give the same: look-ups of an AMI are often written once for each use.
	const asked = resource.properties === undefined ? logicalId : nameOf(stack, resource.properties);
	return one({
		key: `attribute:${stack.name}${resource.type} ${asked} ${name}`,
		name: `the AMI of ${logicalId}${name === '' ? '' : `.${name}`}`,
		from: 'unknown',
		attribute: {stack, logicalId},
	});
}

/** A look-up in a mapping. By Region it is one AMI, whose copies have other ids; by anything else each key has its own. */
function lookedUp(worlds: Worlds, stack: AmiStack, node: SourceNode, items: readonly SourceNode[], depth: number): readonly Alternative[] {
	const cells = cellsOf(worlds, stack, items, 0, 'AWS::Region');
	if (cells === undefined) return unknown(stack, node);
	const groups = new Map<string, Cell[]>();
	for (const cell of cells) {
		const key = JSON.stringify(cell.path);
		groups.set(key, [...(groups.get(key) ?? []), cell]);
	}
	const alternatives = [...groups.values()].flatMap((group) => ofCells(worlds, stack, group, depth));
	const choices = new Set(alternatives.map(({source}) => source.key));
	return choices.size < 2 ? alternatives : alternatives.map((own) => ({...own, choices}));
}

function ofCells(worlds: Worlds, stack: AmiStack, cells: readonly Cell[], depth: number): readonly Alternative[] {
	const [first] = cells;
	if (first === undefined) return [];
	// Each Region's cell repeats the ways in which the group is chosen.
	const when = anyOf(cells.filter(({apart}) => apart === first.apart).map((cell) => cell.when));
	if (first.apart === undefined) return under(when, elsewhere(follow(worlds, stack, first.node, depth + 1)));
	const byRegion = new Map(cells.map(({apart = '', node}): [string, string] => [apart, looseStringOf(node)?.trim() ?? '']));
	const ids = [...byRegion].filter(([, id]) => id !== '').toSorted();
	// Ids that AWS fills in later tell nothing apart: then the place in the mapping does.
	const told = ids.length > 0 && ids.every(([, id]) => amiId.test(id));
	const name = `the AMI of mapping ${first.path.join(', ')}`;
	const key = `mapping:${JSON.stringify(told ? ids : [stack.name, first.path])}`;
	return [{when, source: {key, name, from: 'mapping', byRegion: new Map(ids)}}];
}

/** Text put together: a path in Systems Manager, one part alone, or a text that stands there. */
function joined(worlds: Worlds, stack: AmiStack, node: SourceNode, depth: number): readonly Alternative[] {
	const pieces = piecesOf(node) ?? [];
	const texts = pieces.flatMap((piece) => ('text' in piece ? [piece.text] : []));
	if (pieces.length > 0 && texts.length === pieces.length) {
		const text = concatenated(texts);
		return text === undefined ? unknown(stack, node) : sourceOfText(stack, node, text);
	}
	const [first, ...rest] = pieces;
	if (first !== undefined && rest.length === 0) return ofPiece(worlds, stack, node, first, depth);
	if (first === undefined || !('text' in first) || !/^\s*(?:\{\{)?resolve:ssm:/.test(first.text)) return unknown(stack, node);
	// A path by a parameter: its default shows whose AMI it is, the parameter which.
	const shown = concatenated(pieces.map((piece) => ('text' in piece ? piece.text : (shownOf(stack, piece) ?? ''))));
	const path = resolved.exec(shown?.trim() ?? '')?.[1];
	return path === undefined || path === '' ? unknown(stack, node) : one({...sourceOfPath(path), key: `path:${path} ${nameOf(stack, node)}`});
}

/** What a part of a path comes to unless the buyer says otherwise. */
function shownOf(stack: AmiStack, piece: Piece): string | undefined {
	const name = 'name' in piece ? piece.name : 'node' in piece ? stringOf(get(piece.node, 'Ref')) : undefined;
	const given = name === undefined ? undefined : stack.parent?.values.get(name);
	if (given !== undefined && stack.parent !== undefined) return looseStringOf(given) ?? shownOf(stack.parent.stack, {node: given});
	return name === undefined ? undefined : stack.parameters.get(name)?.default?.value;
}

function ofPiece(worlds: Worlds, stack: AmiStack, node: SourceNode, piece: Piece, depth: number): readonly Alternative[] {
	if ('node' in piece) return follow(worlds, stack, piece.node, depth + 1);
	if ('text' in piece) return sourceOfText(stack, node, piece.text);
	const [logicalId = '', ...rest] = piece.name.split('.');
	return rest.length === 0 ? reference(worlds, stack, node, piece.name, depth) : attribute(worlds, stack, node, logicalId, rest.join('.'), depth);
}

/** Whether two sources of different keys are different AMIs: `no` where no Region has both. */
export function differ(a: Alternative, b: Alternative): 'no' | 'perhaps' | 'asked' | 'sure' {
	const [one, other] = [a.source, b.source];
	if (one.from === 'unknown' || other.from === 'unknown' || one.optional === true || other.optional === true) return 'perhaps';
	if (mayAgree(a, b)) return 'perhaps';
	if (one.byRegion !== undefined && other.byRegion !== undefined) return tablesDiffer(one.byRegion, other.byRegion);
	if (one.from === 'parameter' && other.from === 'parameter')
		return one.id === undefined || other.id === undefined ? 'asked' : one.id === other.id ? 'perhaps' : 'sure';
	if (one.path !== undefined && other.path !== undefined)
		return productOf(one.path) !== undefined && productOf(one.path) === productOf(other.path) ? 'perhaps' : 'sure';
	// A placeholder in the place of an id tells nothing.
	if ([one, other].some(({from, id}) => from === 'literal' && !amiId.test(id ?? ''))) return 'perhaps';
	const ids = [one, other].map(({id, byRegion}) => new Set(id === undefined ? byRegion?.values() : [id]));
	return [...(ids[0] ?? [])].some((id) => ids[1]?.has(id)) ? 'perhaps' : 'sure';
}

/** Whether a choice that a parameter makes can give both the same AMI. */
function mayAgree({source: one, choices: ones}: Alternative, {source: other, choices: others}: Alternative): boolean {
	return ones?.has(other.key) === true || others?.has(one.key) === true || [...(ones ?? [])].some((key) => others?.has(key));
}

function tablesDiffer(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): ReturnType<typeof differ> {
	const both = [...one.keys()].filter((region) => other.has(region));
	const same = both.filter((region) => one.get(region) === other.get(region));
	if (both.length === 0) return 'no';
	const told = both.every((region) => amiId.test(one.get(region) ?? '') && amiId.test(other.get(region) ?? ''));
	return told ? (same.length === 0 ? 'sure' : same.length === both.length ? 'no' : 'perhaps') : 'perhaps';
}

/** The id of the product on AWS Marketplace whose AMI a path names. */
export function productOf(path: string): string | undefined {
	return /^\/aws\/service\/marketplace\/([^/]+)/.exec(path)?.[1];
}
