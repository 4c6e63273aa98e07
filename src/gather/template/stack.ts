/** A stack, and the rounds of its loops. */

import type {Parameter, Template} from '../../evidence/template.ts';
import {entriesOf, get, itemsOf, looseStringOf, type MapNode, type SourceNode, stringOf, toPlain, walk} from '../../tree.ts';
import {childOf, stepsOf} from './clauses.ts';
import {always, type Formula} from './satisfy.ts';

/** A stack that is created from a template: the one that a buyer creates, or one nested in it. */
export type Stack = {
	/** Empty for the outermost; tells stacks of one template apart. */
	readonly name: string;
	readonly root: MapNode;
	readonly parameters: ReadonlyMap<string, Parameter>;
	/** When it is created. */
	readonly when: Formula;
	/** What the identifiers of loops stand for, in a view of the stack that is one round of its `Fn::ForEach`. */
	readonly rounds?: ReadonlyMap<string, string>;
	/** The stack that it is nested in, and what that hands down. */
	readonly parent?: {readonly stack: Stack; readonly values: ReadonlyMap<string, SourceNode>};
};

/** A name as one round of a loop has it: `${Host}Ami` and `&{Host}Ami` are `GatewayAmi` where `Host` stands for `Gateway`. */
export function inRound({rounds}: Stack, name: string): string {
	return rounds === undefined || !/[$&]\{/.test(name)
		? name
		: name.replace(/[$&]\{(\w+)\}/g, (written, identifier: string) => rounds.get(identifier) ?? written);
}

/** More rounds of a loop, with the loops inside it, are not followed. */
const maxRounds = 50;

/** The stack as each round of the loops has it that a node lies in; the stack alone where it lies in none, or nothing says what it loops over. */
export function roundsAt<Of extends Stack>(stack: Of, {pointer}: SourceNode): readonly Of[] {
	let views: readonly Of[] = [stack];
	let node: SourceNode | undefined = stack.root;
	for (const step of pointer.includes('/Fn::ForEach::') ? stepsOf(pointer) : []) {
		node = childOf(node, step);
		if (!step.startsWith('Fn::ForEach::')) continue;
		const [identifier, collection] = itemsOf(node);
		const name = stringOf(identifier);
		const items = collectionOf(stack, collection);
		if (name === undefined || items.length === 0 || views.length * items.length > maxRounds) continue;
		views = views.flatMap((view) => items.map((item) => ({...view, rounds: new Map([...(view.rounds ?? []), [name, item]])})));
	}
	return views;
}

/** What a loop goes over: a list that is written there, or a list parameter's default. */
function collectionOf(stack: Stack, node: SourceNode | undefined): readonly string[] {
	const name = stringOf(get(node, 'Ref'));
	if (name === undefined) return itemsOf(node).flatMap((item) => looseStringOf(item) ?? []);
	return (
		stack.parameters
			.get(name)
			?.default?.value.split(',')
			.map((item) => item.trim()) ?? []
	);
}

/** Nodes of an expression, and characters in them, that its name is made of; larger ones are told apart by where they stand. */
const maxNameNodes = 200;
const maxNameLength = 100_000;

/** A name for an expression of a stack: the same for the same expression. */
export function nameOf(stack: Stack, node: SourceNode): string {
	const prefix = `${stack.name}${stack.rounds === undefined ? '' : JSON.stringify([...stack.rounds])}`;
	return `${prefix}${wordsOf(node) ?? node.pointer}`;
}

/** All that an expression says; nothing for a large one. An alias counts wherever it stands: a few lines can come to very much. */
export function wordsOf(node: SourceNode): string | undefined {
	let nodes = 0;
	let length = 0;
	for (const part of walk(node)) {
		length += part.kind === 'scalar' ? String(part.value).length : 0;
		for (const {key} of entriesOf(part)) length += key.length;
		if (++nodes > maxNameNodes || length > maxNameLength) return undefined;
	}
	return JSON.stringify(toPlain(node));
}

/** A template as the stack that a buyer creates from it. */
export function outermost({root, parameters}: Pick<Template, 'root' | 'parameters'>): Omit<Stack, 'parent'> {
	return {name: '', root, parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])), when: always};
}
