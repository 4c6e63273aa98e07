/** Why something failed: of whatever was thrown. */

/** The message of an error, or what was thrown as a text. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The code that Node gives an error, like `ENOENT`; nothing for what has none. */
export function codeOf(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
