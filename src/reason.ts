/** Why something failed: of whatever was thrown. */

/** The message of an error, or what was thrown as a text. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The code that Node gives an error, like `ENOENT`; nothing for what has none. */
export function codeOf(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** What the system says when the machine fails, and not what it was given: no room, no handles, broken disks. A limit on files' sizes is taken for no room. */
const ofMachine: ReadonlySet<string> = new Set(['EDQUOT', 'EFBIG', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'ENOSPC', 'EROFS', 'ESTALE']);

/** Whether the machine failed, so that the same may go well at another time. */
export function isOfMachine(error: unknown): boolean {
	return ofMachine.has(codeOf(error) ?? '');
}

/** The message of an error without the path of ours that Node adds to what the system says: for what is told of a file by its own name. */
export function placelessReasonOf(error: unknown): string {
	const reason = reasonOf(error);
	// `EIO: i/o error, read '/tmp/…'`
	return error instanceof Error && 'syscall' in error ? (reason.split(', ')[0] ?? reason) : reason;
}
