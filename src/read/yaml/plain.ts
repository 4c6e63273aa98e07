/** Plain YAML scalars as PyYAML takes them, which is how CloudFormation's own tools do: YAML 1.1, but dates stay text. */

const integer = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)$/;
const float = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?$/;
const sexagesimal = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const words: Readonly<Record<string, boolean | null | number>> = {
	'': null,
	'~': null,
	...Object.fromEntries(['null', 'Null', 'NULL'].map((word) => [word, null])),
	...Object.fromEntries(['yes', 'true', 'on'].flatMap(spellings).map((word) => [word, true])),
	...Object.fromEntries(['no', 'false', 'off'].flatMap(spellings).map((word) => [word, false])),
	...Object.fromEntries(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Number.POSITIVE_INFINITY])),
	...Object.fromEntries(['-.inf', '-.Inf', '-.INF'].map((word) => [word, Number.NEGATIVE_INFINITY])),
	...Object.fromEntries(['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN])),
};
const known = new Map(Object.entries(words));

/** The value of a plain scalar: `yes` is true, `010` is 8, `0911` and `2010-09-09` are text. */
export function resolvePlain(source: string): string | number | boolean | null {
	if (source.length <= 5) {
		const word = known.get(source);
		if (word !== undefined) return word;
	}
	const code = source.charCodeAt(0);
	const mayBeNumber = (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
	// Longer digits than any number has are text to us: no rule reads them as a number.
	if (!mayBeNumber || source.length > 100) return source;
	if (integer.test(source)) return parseInteger(source.replaceAll('_', ''));
	if (float.test(source)) return Number(source.replaceAll('_', ''));
	if (sexagesimal.test(source)) return parseSexagesimal(source.replaceAll('_', ''));
	return source;
}

function spellings(word: string): readonly string[] {
	return [word, `${word.charAt(0).toUpperCase()}${word.slice(1)}`, word.toUpperCase()];
}

function parseInteger(digits: string): number {
	const sign = digits.startsWith('-') ? -1 : 1;
	const body = digits.replace(/^[-+]/, '');
	const value = /^0[0-7]+$/.test(body) ? Number.parseInt(body, 8) : Number(body);
	return value === 0 ? 0 : sign * value;
}

function parseSexagesimal(digits: string): number {
	const sign = digits.startsWith('-') ? -1 : 1;
	const parts = digits.replace(/^[-+]/, '').split(':');
	return sign * parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}
