/** Columns of tables that are exported: name, type, what they mean, and how a row gives their value. */

/** What a cell can hold. `day` is `YYYY-MM-DD`. */
export type Cell = string | number | boolean | undefined;

/** How a column is typed where the format has types. */
export type ColumnType = 'string' | 'int' | 'double' | 'boolean' | 'day';

/** A column. `isRequired`: it has a value in every row. */
export type Column<Row> = {readonly name: string; readonly type: ColumnType; readonly isRequired?: true; readonly of: (row: Row) => Cell};

/** A table: its file's name without ending, and its columns. */
export type Table<Row> = {readonly name: string; readonly columns: readonly Column<Row>[]};

/** Takes a table's rows one by one. `end` puts the file in its place; `abort` leaves nothing behind. */
export type TableWriter<Row> = {add(row: Row): Promise<void>; end(): Promise<void>; abort(): Promise<void>};
