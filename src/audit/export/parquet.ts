/** Parquet, typed. Row groups are written as they fill, so that a table is never held whole. */

import {rename, rm} from 'node:fs/promises';
import {fileWriter, ParquetWriter, type SchemaElement} from 'hyparquet-writer';
import type {Cell, Column, ColumnType, Table, TableWriter} from './columns.ts';

/** A row group ends with so many rows, or so many units of text. */
const most = {rows: 10_000, units: 2_000_000};

/** Opens a table's file. `beside` is written first and becomes `file` at the end. */
export function openParquet<Row>(file: string, beside: string, {columns}: Table<Row>): TableWriter<Row> {
	const writer = new ParquetWriter({
		writer: fileWriter(beside),
		schema: [{name: 'root', num_children: columns.length}, ...columns.map(elementOf)],
		createdBy: 'shelfready',
	});
	let data: (Value | undefined)[][] = columns.map(() => []);
	let [rows, units] = [0, 0];
	const write = async () => {
		const columnData = columns.map(({name}, index) => ({name, data: data[index] ?? [], offsetIndex: false}));
		data = columns.map(() => []);
		const full = rows;
		[rows, units] = [0, 0];
		await writer.write({columnData, rowGroupSize: full});
	};
	return {
		async add(row) {
			for (const [index, {type, of}] of columns.entries()) {
				const value = typedValue(type, of(row));
				data[index]?.push(value);
				if (typeof value === 'string') units += value.length;
			}
			rows++;
			if (rows >= most.rows || units >= most.units) await write();
		},
		async end() {
			if (rows > 0) await write();
			await writer.finish();
			await rename(beside, file);
		},
		abort: () => rm(beside, {force: true}),
	};
}

type Value = string | number | boolean | Date;

const elements: Readonly<Record<ColumnType, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
	string: {type: 'BYTE_ARRAY', converted_type: 'UTF8'},
	int: {type: 'INT32'},
	double: {type: 'DOUBLE'},
	boolean: {type: 'BOOLEAN'},
	day: {type: 'INT32', converted_type: 'DATE'},
};

function elementOf<Row>({name, type, isRequired}: Column<Row>): SchemaElement {
	return {name, ...elements[type], repetition_type: isRequired === true ? 'REQUIRED' : 'OPTIONAL'};
}

/** What does not fit the column's type is left empty, as a number beyond 32 bits. */
function typedValue(type: ColumnType, cell: Cell): Value | undefined {
	if (type === 'int') return typeof cell === 'number' && Number.isInteger(cell) && Math.abs(cell) < 2 ** 31 ? cell : undefined;
	if (type === 'day') return typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(cell) && !Number.isNaN(Date.parse(cell)) ? new Date(cell) : undefined;
	return cell;
}
