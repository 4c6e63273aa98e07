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

/** Whether the system refused something: such a message holds the system's words, and often a path of ours. */
export function isOfSystem(error: unknown): boolean {
	return error instanceof Error && 'errno' in error && typeof error.errno === 'number';
}

/** The message of an error without the path of ours that Node adds to what the system says: for what is told of a file by its own name. */
export function placelessReasonOf(error: unknown): string {
	const reason = reasonOf(error);
	// `EIO: i/o error, read '/tmp/…'`
	return isOfSystem(error) ? (reason.split(', ')[0] ?? reason) : reason;
}

const inTheWay = 'a file stands where a folder must be';
const forbidden = 'the permissions of the file or of its folder forbid it';

const unwritable: Readonly<Record<string, string>> = {
	EACCES: forbidden,
	EDQUOT: 'no more room is allowed on the disk',
	EEXIST: inTheWay,
	EFBIG: 'it would be larger than files may be there',
	EISDIR: 'it is a folder',
	ELOOP: 'it is a link that leads in a circle',
	ENAMETOOLONG: 'its name or its path is too long',
	ENOENT: 'its folder does not exist',
	ENOSPC: 'no room is left on the disk',
	ENOTDIR: inTheWay,
	EPERM: forbidden,
	EROFS: 'the disk can only be read',
};

/** Why a file of the user could not be written, in words that go on after `can't be written: `. They name no path: it may be one of ours beside the file. */
export function whyUnwritable(error: unknown): string {
	return unwritable[codeOf(error) ?? ''] ?? placelessReasonOf(error);
}
