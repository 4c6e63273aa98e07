/** The blocks of a document in the making, with the limits that keep a hostile one small. */

import type {Block, BlockRole, Document} from '../../evidence/document.ts';
import {maxBlockLength, maxBlocks, maxNesting} from '../bounds.ts';
import type {Fault} from '../parsed.ts';
import {finish, type Pieces} from './pieces.ts';

/**
 * What a document reader answers. `document` is missing where nothing could be read; `text` is what was extracted,
 * for formats whose places count in that instead of the file.
 */
export type DocumentRead = {readonly document?: Document; readonly text?: string; readonly faults: readonly Fault[]};

export type BlockList = {
	readonly file: string;
	readonly blocks: Block[];
	readonly faults: Fault[];
	/** Adds a block; text that is only white space adds none. */
	add(role: BlockRole, pieces: Pieces, more?: {readonly level?: number; readonly page?: number}): void;
	/** Names a fault once, however often it is met. */
	fault(message: string, range?: readonly [start: number, end: number]): void;
	/** Whether more would be in vain: the limit of blocks is reached, which is a fault. Asked where more follows. */
	isFull(): boolean;
};

export function newBlockList(file: string): BlockList {
	const blocks: Block[] = [];
	const faults: Fault[] = [];
	const fault: BlockList['fault'] = (message, range = [0, 0]) => {
		if (!faults.some((known) => known.message === message)) faults.push({message, range});
	};
	return {
		file,
		blocks,
		faults,
		fault,
		isFull() {
			const isFull = blocks.length >= maxBlocks;
			if (isFull) fault(tooMany, blocks.at(-1)?.place.range);
			return isFull;
		},
		add(role, pieces, {level, page} = {}) {
			const text = finish(pieces, maxBlockLength);
			if (text === undefined) return;
			const {value, runs, range} = text;
			if (blocks.length >= maxBlocks) return fault(tooMany, range);
			if (pieces.cut || pieces.length > maxBlockLength) fault(`a block of text longer than ${maxBlockLength} characters; its end was not read`, range);
			const place = {file, range, ...(page === undefined ? {} : {page})};
			blocks.push({role, value, runs, place, ...(level === undefined ? {} : {level})});
		},
	};
}

const tooMany = `more than ${maxBlocks} blocks of text; what follows was not read`;

/** The fault of text nested beyond the limit. */
export const tooDeep = `lists, tables or quotations nested deeper than ${maxNesting} levels`;
