import {dirname, join} from 'node:path/posix';

/** One import of a module: a path from the project's root for our own modules, the specifier as written for others. */
export type Import = {readonly from: string; readonly to: string; readonly own: boolean; readonly typeOnly: boolean};

// A statement begins at the start of a line and holds no quote, semicolon or parenthesis before `from`: our formatter sees to the first.
const statement = /^(?:import|export)\b([^'";()]*?)\bfrom '([^']+)';/gm;
const sideEffect = /^import '([^']+)';/gm;
const dynamic = /(\btypeof )?\bimport\('([^']+)'\)/g;

/** The imports of a module's text. */
export function importsOf(file: string, text: string): readonly Import[] {
	const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
	const found = [
		...[...code.matchAll(statement)].map(([, names = '', to = '']) => ({to, typeOnly: isTypeOnly(names)})),
		...[...code.matchAll(sideEffect)].map(([, to = '']) => ({to, typeOnly: false})),
		...[...code.matchAll(dynamic)].map(([, query, to = '']) => ({to, typeOnly: query !== undefined})),
	];
	return found.map(({to, typeOnly}) => ({from: file, to: to.startsWith('.') ? join(dirname(file), to) : to, own: to.startsWith('.'), typeOnly}));
}

/** `import type {…}`, or braces in which every name is marked `type`: nothing of it is left when the module runs. */
function isTypeOnly(names: string): boolean {
	if (/^\s*type\b/.test(names)) return true;
	const braces = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
	return braces?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false;
}

/** Groups of modules that import each other in a circle (strongly connected, found with two walks), each sorted. */
export function cyclesOf(imports: readonly Import[]): readonly (readonly string[])[] {
	const targets = new Map<string, string[]>();
	for (const {from, to, own} of imports) if (own) targets.set(from, [...(targets.get(from) ?? []), to]);
	const nodes = [...targets.keys()].toSorted();
	const reach = new Map(nodes.map((node) => [node, reachable(node, targets)]));
	const seen = new Set<string>();
	const cycles: string[][] = [];
	for (const node of nodes) {
		if (seen.has(node) || reach.get(node)?.has(node) !== true) continue;
		const group = nodes.filter((other) => reach.get(node)?.has(other) && reach.get(other)?.has(node));
		for (const member of group) seen.add(member);
		cycles.push(group);
	}
	return cycles;
}

function reachable(start: string, targets: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
	const reached = new Set<string>();
	const stack = [start];
	for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
		for (const to of targets.get(node) ?? []) {
			if (reached.has(to)) continue;
			reached.add(to);
			stack.push(to);
		}
	}
	return reached;
}
