/** JSON or YAML: told by the text, not by the file's name. */

import {parseJson} from './json.ts';
import type {Mark, Parsed} from './parsed.ts';
import {parseSoundYaml, parseYaml} from './yaml.ts';

/** Reads a text as JSON when it begins as JSON does, else as YAML. YAML in flow style begins the same and is found by trying. Never throws. */
export async function parseJsonOrYaml(text: string): Promise<{readonly format: 'json' | 'yaml'} & Parsed> {
	if (!/^[\s\uFEFF]*[[{]/.test(text)) return {format: 'yaml', ...(await parseYaml(text))};
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

/** JSON has no byte order mark; a blank in its stead keeps all offsets. */
function withoutByteOrderMark(text: string): Parsed {
	if (!text.startsWith('\uFEFF')) return parseJson(text);
	const parsed = parseJson(` ${text.slice(1)}`);
	const mark: Mark = {kind: 'byte-order-mark', range: [0, 1], subject: 'U+FEFF'};
	return {...parsed, marks: [mark, ...parsed.marks]};
}
