/** Marks of credentials in the bytes of any file, so that a file outside of the held folders is held when it has one. */

const marks = [
	'-----BEGIN ',
	'PuTTY-User-Key-File-',
	'AKIA',
	'aws_secret_access_key',
	'ghp_',
	'gho_',
	'github_pat_',
	'glpat-',
	'xoxb-',
	'xoxp-',
	'sk_live_',
	'SG.',
	'"private_key"',
	'_authToken',
].map((mark) => Buffer.from(mark, 'latin1'));

/** Bytes at the beginning in which a NUL says that a file is no text. */
const beginning = 1024;

/** Whether a text holds a mark. Cheap: every small file of the image goes through it. */
export function hasMark(bytes: Buffer): boolean {
	if (bytes.subarray(0, beginning).includes(0)) return false;
	return marks.some((mark) => bytes.indexOf(mark) >= 0);
}
