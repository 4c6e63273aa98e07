/** JSON or YAML: told by the text, not by the file's name. */

import {parseJson} from './json.ts';
import type {Mark, Parsed} from './parsed.ts';
import {parseSoundYaml, parseYaml} from './yaml.ts';

/** Reads a text as JSON when it begins as JSON does, else as YAML. YAML in flow style begins the same and is found by trying. Never throws. */
export async function parseJsonOrYaml(text: string): Promise<{readonly format: 'json' | 'yaml'} & Parsed> {
	if (!'[{'.includes(text.charAt(afterComments(text)) || ' ')) return {format: 'yaml', ...(await parseYaml(text))};
	const json = withoutByteOrderMark(text);
	if (json.faults.length === 0) return {format: 'json', ...json};
	// YAML takes `// …` for text, so a commented JSON file would read as something else altogether.
	if (json.marks.some(({kind}) => kind === 'comment-in-json')) return {format: 'json', ...json};
	const yaml = parseSoundYaml(text);
	if (yaml?.root === undefined || yaml.root.kind === 'scalar') return {format: 'json', ...json};
	const commas = json.marks.filter(({kind}) => kind === 'trailing-comma');
	// But for its commas such a file is JSON, which has nothing against tabs.
	const others = commas.length > 0 ? yaml.marks.filter(({kind}) => kind !== 'tab') : yaml.marks;
	return {format: 'yaml', ...yaml, marks: [...others, ...commas].toSorted((a, b) => a.range[0] - b.range[0])};
}

/** Where a text begins but for white space and the comments that people write into JSON. */
function afterComments(text: string): number {
	for (let at = 0; at < text.length; at++) {
		if (text.startsWith('//', at) || text.startsWith('/*', at)) {
			const close = text.charAt(at + 1) === '*' ? '*/' : '\n';
			const end = text.indexOf(close, at + 2);
			if (end < 0) return 0;
			at = end + close.length - 1;
		} else if (!/[\s\uFEFF]/.test(text.charAt(at))) return at;
	}
	return 0;
}

/** JSON has no byte order mark; a blank in its stead keeps all offsets. */
function withoutByteOrderMark(text: string): Parsed {
	if (!text.startsWith('\uFEFF')) return parseJson(text);
	const parsed = parseJson(` ${text.slice(1)}`);
	const mark: Mark = {kind: 'byte-order-mark', range: [0, 1], subject: 'U+FEFF'};
	return {...parsed, marks: [mark, ...parsed.marks]};
}
