/** A waiver to be filled in, put into `shelfready.yaml` without touching what else stands there. */

import {parseYaml} from '../read/yaml.ts';
import {yamlScalar} from '../report/markdown.ts';
import {entryOf, get, itemsOf, type SourceNode, stringOf} from '../tree.ts';

/** A text to put in at an offset; the reason is to be written `reasonAt`, an offset of the text that comes of it. */
export type Insertion = {readonly at: number; readonly text: string; readonly reasonAt: number};

type Entry = {readonly rule: string; readonly subject: string};

/** Where and what to put in; nothing where the settings are written so that there is no sure place. `source` is missing where there is no file. */
export async function waiverEntry(source: string | undefined, entry: Entry): Promise<Insertion | undefined> {
	if (source === undefined) return atEnd('', entry);
	const {root, faults} = await parseYaml(source);
	if (faults.length > 0) return undefined;
	const insertion = placed(source, root, entry);
	if (insertion === undefined) return undefined;
	const text = source.slice(0, insertion.at) + insertion.text + source.slice(insertion.at);
	return (await holds(text, entry, itemsOf(get(root, 'waivers')).length)) ? insertion : undefined;
}

function placed(source: string, root: SourceNode | undefined, entry: Entry): Insertion | undefined {
	if (root === undefined || (root.kind === 'scalar' && root.value === null)) return atEnd(source, entry);
	if (root.kind !== 'map') return undefined;
	const list = entryOf(root, 'waivers');
	if (list === undefined) return isFlow(source, root) ? undefined : atEnd(source, entry);
	if (list.value.kind === 'scalar') return after(source, list.keyRange[1], entry, '  ');
	const last = itemsOf(list.value).at(-1);
	if (isFlow(source, list.value)) {
		const at = list.value.range[1] - 1;
		const text = `${last === undefined ? '' : ', '}{rule: ${entry.rule}, subject: ${yamlScalar(entry.subject)}, reason: }`;
		return {at, text, reasonAt: at + text.length - 1};
	}
	if (last === undefined) return undefined;
	const indent = /(?:^|[\r\n])([ ]*)-[^\r\n]*$/.exec(source.slice(0, last.range[0]))?.[1];
	return indent === undefined ? undefined : after(source, last.range[1], entry, indent);
}

function isFlow(source: string, {range}: SourceNode): boolean {
	return '[{'.includes(source.charAt(range[0]));
}

/** A list of its own, behind everything. */
function atEnd(source: string, entry: Entry): Insertion {
	const end = newline(source);
	const gap = source === '' ? '' : /[\r\n]$/.test(source) ? end : `${end}${end}`;
	return lines(source, source.length, `${gap}waivers:${end}`, entry, '  ');
}

/** The lines below the line in which an offset stands. */
function after(source: string, offset: number, entry: Entry, indent: string): Insertion {
	const isAtStart = /[\r\n]/.test(source.charAt(offset - 1));
	const rest = isAtStart ? 0 : (/^[^\r\n]*(?:\r\n|[\r\n])?/.exec(source.slice(offset))?.[0].length ?? 0);
	const at = offset + rest;
	return lines(source, at, /[\r\n]/.test(source.charAt(at - 1)) ? '' : newline(source), entry, indent);
}

function lines(source: string, at: number, before: string, {rule, subject}: Entry, indent: string): Insertion {
	const end = newline(source);
	const text = `${before}${indent}- rule: ${rule}${end}${indent}  subject: ${yamlScalar(subject)}${end}${indent}  reason: `;
	return {at, text: `${text}${end}`, reasonAt: at + text.length};
}

function newline(source: string): string {
	return source.includes('\r\n') ? '\r\n' : '\n';
}

/** Whether the text holds the entry behind the waivers that were there. */
async function holds(text: string, {rule, subject}: Entry, before: number): Promise<boolean> {
	const {root, faults} = await parseYaml(text);
	const waivers = itemsOf(get(root, 'waivers'));
	const last = waivers.at(-1);
	return faults.length === 0 && waivers.length === before + 1 && stringOf(get(last, 'rule')) === rule && stringOf(get(last, 'subject')) === subject;
}
