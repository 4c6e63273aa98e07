/** CSV as RFC 4180 has it, safe to open in a spreadsheet: no text of a submission becomes a formula, and none moves a terminal's cursor. */

import {type FileHandle, open, rename, rm} from 'node:fs/promises';
import {visible} from '../../report/text/visible.ts';
import type {Cell, Table, TableWriter} from './columns.ts';

/** Units that are gathered before they are written. */
const chunk = 1 << 16;

/** Opens a table's file. Rows are held until there are 64 KB of them. `beside` is written first and becomes `file` at the end. */
export async function openCsv<Row>(file: string, beside: string, {columns}: Table<Row>): Promise<TableWriter<Row>> {
	const handle: FileHandle = await open(beside, 'wx');
	let held = formatRow(columns.map(({name}) => name));
	return {
		async add(row) {
			held += formatRow(columns.map(({of}) => of(row)));
			if (held.length < chunk) return;
			const full = held;
			held = '';
			await handle.appendFile(full);
		},
		async end() {
			await handle.appendFile(held);
			await handle.close();
			await rename(beside, file);
		},
		async abort() {
			await handle.close();
			await rm(beside, {force: true});
		},
	};
}

/** One row with its line end. What has no value is empty; an empty text is `""`. */
export function formatRow(cells: readonly Cell[]): string {
	return `${cells.map(formatCell).join(',')}\r\n`;
}

function formatCell(cell: Cell): string {
	if (cell === undefined) return '';
	if (typeof cell !== 'string') return String(cell);
	if (isPlain.test(cell)) return cell;
	const text = guarded(seen(cell));
	return text === '' || /[",;\r\n\t]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What needs neither quotes nor guard: most cells, so that these are told first. */
const isPlain = /^[!#-*.-:<>?A-~](?:[ !#-+\--:<-~]*[!#-+\--:<-~])?$/;

/** Controls but for line ends and tabs, direction marks and the like, by their names. */
function seen(text: string): string {
	return /^[\x20-\x7e]*$/.test(text)
		? text
		: text
				.split(/([\r\n\t]+)/)
				.map((part, index) => (index % 2 === 1 ? part : visible(part)))
				.join('');
}

/** What makes a spreadsheet take a cell for a formula, as OWASP lists it, full-width forms too. */
const trigger = '[=+\\-@\uff1d\uff0b\uff0d\uff20]';
const atStart = new RegExp(`^(?:${trigger}|[\\t\\r\\n])`);
/** The same behind what another spreadsheet's settings take for the end of a cell. */
const within = new RegExp(`([;\\t\\r\\n])(?=${trigger})`, 'g');

/** An apostrophe in front: spreadsheets then show the text as it is. */
function guarded(text: string): string {
	const inner = text.replace(within, "$1'");
	return atStart.test(inner) ? `'${inner}` : inner;
}
