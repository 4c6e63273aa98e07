/** Under which conditions a part of a template counts. */

import type {Clause} from '../../evidence/template.ts';
import {get, type MapNode, type SourceNode, stringOf} from '../../tree.ts';

/** The clauses under which a node of a template counts: the `Fn::If` branches that it lies in, by its pointer, and its resource's `Condition`. */
export function clausesAt(root: MapNode, node: SourceNode): readonly Clause[] {
	const steps = stepsOf(node.pointer);
	let owner: SourceNode | undefined = root;
	for (const step of steps.slice(0, ownerAt(steps) + 1)) owner = childOf(owner, step);
	const condition = ownerAt(steps) < 0 ? undefined : stringOf(get(owner, 'Condition'));
	return [...(condition === undefined ? [] : [{condition, holds: true}]), ...branchesTo(root, node)];
}

/** The `Fn::If` branches that a node lies in, from a node above it down. */
export function branchesTo(above: SourceNode, {pointer}: SourceNode): readonly Clause[] {
	const clauses: Clause[] = [];
	const steps = stepsOf(pointer.slice(above.pointer.length));
	let node: SourceNode | undefined = above;
	for (const [index, step] of steps.entries()) {
		node = childOf(node, step);
		const condition = step === 'Fn::If' && node?.kind === 'sequence' ? stringOf(node.items[0]) : undefined;
		const branch = steps[index + 1];
		if (condition !== undefined && (branch === '1' || branch === '2')) clauses.push({condition, holds: branch === '1'});
	}
	return clauses;
}

/** The steps of a pointer. */
export function stepsOf(pointer: string): readonly string[] {
	return pointer
		.split('/')
		.slice(1)
		.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a step leads to. */
export function childOf(node: SourceNode | undefined, step: string): SourceNode | undefined {
	return node?.kind === 'sequence' ? node.items[Number(step)] : get(node, step);
}

/** The step that names a resource or an output: directly below its section, or below the loops there; −1 where none does. */
function ownerAt(steps: readonly string[]): number {
	if (steps[0] !== 'Resources' && steps[0] !== 'Outputs') return -1;
	let at = 1;
	while (steps[at]?.startsWith('Fn::ForEach::')) at += 2;
	return at < steps.length ? at : -1;
}
