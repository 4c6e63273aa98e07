/** Formats of tables, as `--export` takes them. */
export const exportFormats = ['csv', 'parquet'] as const;

/** A format of tables. */
export type ExportFormat = (typeof exportFormats)[number];
