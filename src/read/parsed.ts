/** What the JSON and YAML readers answer. */

import type {SyntaxMark} from '../evidence/template.ts';
import type {SourceNode} from '../tree.ts';

/** A reason why a text is not what it should be, and where. */
export type Fault = {readonly message: string; readonly range: readonly [start: number, end: number]};

/** A syntax mark before it is known which file and kind of artifact it belongs to. */
export type Mark = {
	readonly kind: SyntaxMark['kind'];
	readonly range: readonly [start: number, end: number];
	readonly pointer?: string;
	readonly subject: string;
};

/** A tree, as far as the text could be read; `faults` are what a strict parser would refuse, `marks` what CloudFormation takes badly. */
export type Parsed = {readonly root?: SourceNode; readonly faults: readonly Fault[]; readonly marks: readonly Mark[]};

/** Levels of nesting that any reader follows. CloudFormation itself allows far fewer. */
export const maxDepth = 200;

/** Characters of the names that lead to a value, one below the other: each value has them as its pointer. Real ones stay below 500. */
const maxPointer = 4000;

/** Why a value is not read whose pointer is too long; nothing for others. */
export function pointerFault(pointer: string, range: Fault['range']): Fault | undefined {
	return pointer.length > maxPointer ? {message: `the names that lead to a value come to more than ${maxPointer} characters`, range} : undefined;
}

/** Nodes that a tree may come to once its aliases are followed: a "billion laughs" file stops here. */
export const maxNodes = 1_000_000;

/** Marks that are kept of one file: twice as many as one rule may report. */
const maxMarks = 20_000;

/** Keeps a mark; of those beyond the limit the first is a fault. */
export function note(marks: Mark[], faults: Fault[], mark: Mark): void {
	if (marks.length < maxMarks) marks.push(mark);
	else if (faults.at(-1)?.message !== tooManyMarks) faults.push({message: tooManyMarks, range: mark.range});
}

const tooManyMarks = `more than ${maxMarks} keys that stand twice, comments, aliases and the like; those after them were not looked at`;
