/** Which licences we take, and whether an SPDX expression comes to them. Grammar: https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/. */

/** Licences that go with ours. MPL is Pyodide's, whose files are carried unchanged. An exception is taken with its own licence only. */
const taken = new Set([
	'MIT',
	'MIT-0',
	'ISC',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'0BSD',
	'Apache-2.0',
	'Apache-2.0 WITH LLVM-exception',
	'BlueOak-1.0.0',
	'PSF-2.0',
	'Python-2.0',
	'CC0-1.0',
	'Unlicense',
	'MPL-2.0',
]);

/** Whether an expression is one licence that we take, by its SPDX identifier. */
export function isTakenIdentifier(expression: string): boolean {
	return taken.has(expression) && !expression.includes(' ');
}

/**
 * Whether we take what is licensed so: of alternatives (`OR`) one is enough, of licences that hold together (`AND`) all must do; `AND` binds
 * closer. What is no SPDX expression is not taken.
 */
export function isTaken(expression: string): boolean {
	const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
	let at = 0;
	const follows = (token: string) => tokens[at] === token && ++at > 0;

	// Each reads one part and says whether it is taken, or undefined where it can't be read.
	function alternatives(): boolean | undefined {
		let whole = together();
		while (follows('OR')) {
			const next = together();
			whole = whole === undefined || next === undefined ? undefined : whole || next;
		}
		return whole;
	}
	function together(): boolean | undefined {
		let whole = single();
		while (follows('AND')) {
			const next = single();
			whole = whole === undefined || next === undefined ? undefined : whole && next;
		}
		return whole;
	}
	function single(): boolean | undefined {
		if (follows('(')) {
			const inner = alternatives();
			return follows(')') ? inner : undefined;
		}
		const id = identifier();
		if (id === undefined || !follows('WITH')) return id === undefined ? undefined : taken.has(id);
		const exception = identifier();
		return exception === undefined ? undefined : taken.has(`${id} WITH ${exception}`);
	}
	function identifier(): string | undefined {
		const token = tokens[at];
		if (token === undefined || ['AND', 'OR', 'WITH'].includes(token) || !/^[A-Za-z0-9.:-]+\+?$/.test(token)) return undefined;
		at++;
		return token;
	}

	const whole = alternatives();
	return at === tokens.length && whole === true;
}
