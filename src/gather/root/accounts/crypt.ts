/** The cheap schemes of crypt(3): MD5 as in FreeBSD's of 1994, SHA-256 and SHA-512 as Ulrich Drepper wrote them down (https://www.akkadia.org/drepper/SHA-crypt.txt). */

import {hash as digest} from 'node:crypto';

/** A hashed password that can be tried here. */
export type Trial = {
	/** Rounds of the hash that one try costs. */
	readonly rounds: number;
	/** Whether it is the hash of this password. */
	matches(password: string): boolean;
};

const sizes = {md5: 16, sha256: 32, sha512: 64} as const;
type Algorithm = keyof typeof sizes;

/** How the bytes of a digest go by threes into four characters each, as the C sources list them. */
const orders: Readonly<Record<Algorithm, readonly (readonly number[])[]>> = {
	md5: [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5], [11]],
	sha256: [...threes(10, [0, 10, 20], 21, 30), [31, 30]],
	sha512: [...threes(21, [0, 21, 42], 22, 63), [63]],
};

/** Each three is the one before, turned by one place and one byte on. */
function threes(count: number, first: readonly number[], step: number, modulus: number): readonly (readonly number[])[] {
	return Array.from({length: count}, (_, index) => first.map((byte) => (byte + index * step) % modulus));
}

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function encoded(bytes: Buffer, order: readonly (readonly number[])[]): string {
	let text = '';
	for (const three of order) {
		let value = three.reduce((sum, index) => (sum << 8) | (bytes[index] ?? 0), 0);
		for (let left = three.length + 1; left > 0; left--) {
			text += alphabet[value & 63];
			value >>= 6;
		}
	}
	return text;
}

const rounds = {md5: 1000, sha: 5000, least: 1000, most: 999_999_999};

/** How to try passwords against a field; nothing for other schemes, and for what no password gives. */
export function trialOf(field: string): Trial | undefined {
	const md5 = /^\$1\$([^$:]{0,8})\$([./0-9A-Za-z]{22})$/.exec(field);
	if (md5 !== null) {
		const [, salt = '', wanted] = md5;
		return {rounds: rounds.md5, matches: (password) => encoded(md5Digest(Buffer.from(password), Buffer.from(salt)), orders.md5) === wanted};
	}
	const sha = /^\$([56])\$(?:rounds=(\d{1,10})\$)?([^$:]{0,16})\$([./0-9A-Za-z]{43}(?:[./0-9A-Za-z]{43})?)$/.exec(field);
	if (sha === null) return undefined;
	const [, id, given, salt = '', wanted] = sha;
	const algorithm = id === '5' ? 'sha256' : 'sha512';
	const count = given === undefined ? rounds.sha : Math.min(rounds.most, Math.max(rounds.least, Number(given)));
	return {rounds: count, matches: (password) => encoded(shaDigest(algorithm, Buffer.from(password), Buffer.from(salt), count), orders[algorithm]) === wanted};
}

/** The first `length` bytes of a digest written again and again. */
function repeated(bytes: Buffer, length: number): Buffer {
	return Buffer.alloc(length, bytes.length > 0 ? bytes : 0);
}

function shaDigest(algorithm: 'sha256' | 'sha512', password: Buffer, salt: Buffer, count: number): Buffer {
	const length = password.length;
	const other = digest(algorithm, Buffer.concat([password, salt, password]), 'buffer');
	const first = [password, salt, repeated(other, length)];
	for (let bits = length; bits > 0; bits >>= 1) first.push(bits & 1 ? other : password);
	const start = digest(algorithm, Buffer.concat(first), 'buffer');
	const p = repeated(digest(algorithm, Buffer.concat(Array<Buffer>(length).fill(password)), 'buffer'), length);
	const s = repeated(digest(algorithm, Buffer.concat(Array<Buffer>(16 + (start[0] ?? 0)).fill(salt)), 'buffer'), salt.length);
	return stirred(algorithm, start, p, s, count);
}

function md5Digest(password: Buffer, salt: Buffer): Buffer {
	const length = password.length;
	const other = digest('md5', Buffer.concat([password, salt, password]), 'buffer');
	const first = [password, Buffer.from('$1$'), salt, repeated(other, length)];
	// A slip of the first author that became the format: a zero byte, or the password's first.
	for (let bits = length; bits > 0; bits >>= 1) first.push(bits & 1 ? Buffer.alloc(1) : password.subarray(0, 1));
	return stirred('md5', digest('md5', Buffer.concat(first), 'buffer'), password, salt, rounds.md5);
}

/** The rounds that make it slow: each hashes the digest before with password and salt, in one of eight arrangements. */
function stirred(algorithm: Algorithm, start: Buffer, password: Buffer, salt: Buffer, count: number): Buffer {
	const gap = Buffer.alloc(sizes[algorithm]);
	const arrangements = Array.from({length: 8}, (_, bits) => {
		const [isOdd, takesSalt, takesPassword] = [(bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0];
		const middle = [...(takesSalt ? [salt] : []), ...(takesPassword ? [password] : [])];
		const bytes = Buffer.concat(isOdd ? [password, ...middle, gap] : [gap, ...middle, password]);
		return {bytes, at: isOdd ? bytes.length - gap.length : 0};
	});
	let current = start;
	for (let round = 0; round < count; round++) {
		const arrangement = arrangements[(round & 1) | (round % 3 === 0 ? 0 : 2) | (round % 7 === 0 ? 0 : 4)];
		if (arrangement === undefined) break;
		current.copy(arrangement.bytes, arrangement.at);
		current = digest(algorithm, arrangement.bytes, 'buffer');
	}
	return current;
}
