/** Private keys: PEM of all kinds, OpenSSH, PuTTY, OpenVPN's static keys, and key stores in binary form. Certificates and public keys are none. */

import type {Text} from '../../../contract.ts';
import {cut} from '../lines.ts';
import {type Found, mostOfFile, type RootText} from './found.ts';

/** First lines of keys. */
const begins =
	/-----BEGIN (?:(?!ENCRYPTED )([A-Z0-9]{2,10}) )?(?:(ENCRYPTED) )?PRIVATE KEY(?: BLOCK)?-----|---- (BEGIN SSH2 ENCRYPTED PRIVATE KEY) ----|-----BEGIN (OpenVPN Static key) V1-----|(PuTTY-User-Key-File)-[23]: [\w-]{3,40}/g;

/** Characters of a key that are looked at, and after which its end must have come. */
const reach = {body: 1_500, end: 16_000};
/** The private keys that stand in a text. */
export function privateKeysIn({text, standing}: RootText): readonly Found[] {
	if (!/PRIVATE KEY|OpenVPN Static key|PuTTY-User-Key-File-/.test(text.value)) return [];
	const found: Found[] = [];
	for (const match of text.value.matchAll(begins)) {
		if (found.length >= mostOfFile) break;
		const bodyAt = match.index + match[0].length;
		const what = labelOf(match, text.value.slice(bodyAt, bodyAt + reach.body));
		if (what === undefined) continue;
		const shown = cut(text, match.index, bodyAt).place;
		found.push({kind: 'private-key', what, place: cut(text, match.index, endOf(text, bodyAt)).place, shown, ...doubtOf(standing)});
	}
	return found;
}

function doubtOf(standing: RootText['standing']): Pick<Found, 'doubt'> {
	if (standing === 'sample') return {doubt: 'its path is that of a test or an example'};
	return standing === 'package' ? {doubt: 'it lies where packages keep their own files'} : {};
}

/** Where a key ends: at its last line, or where the file does. */
function endOf(text: Text, bodyAt: number): number {
	const rest = text.value.slice(bodyAt, bodyAt + reach.end);
	const [last] = /-{4,5} ?END [A-Za-z0-9 ]{3,40}-{4,5}/.exec(rest) ?? [];
	return bodyAt + (last === undefined ? rest.length : rest.indexOf(last) + last.length);
}

/** What kind of key it is; nothing where no key follows its first line, as in programs and manuals. */
function labelOf([, algorithm, encrypted, ssh2, openVpn, putty]: RegExpExecArray, after: string): string | undefined {
	if (putty !== undefined) return /\nPrivate-Lines: \d/.test(after) ? `a PuTTY private key${/\nEncryption: none/.test(after) ? '' : ', encrypted'}` : undefined;
	const [inside = ''] = after.split(/-{4,5} ?(?:END|BEGIN) /, 1);
	// Headers are of old PEM and of PGP; a key in JSON or in a program has its line breaks escaped.
	const lines = inside.replaceAll(/\\[nrt]/g, '\n').split('\n');
	const body = lines.filter((line) => !/^\s*["'`+]*\s*(?:[A-Za-z][\w-]{1,20}: |#|\/\/)/.test(line)).join('');
	const code = body.replaceAll(/[^A-Za-z0-9+/=]/g, '');
	const bare = body.replaceAll(/[\s"'`+,;\\|>]/g, '');
	// Base 64 alone may stand there, and enough of it for the smallest key.
	if (code.length < 40 || code.replaceAll('+', '').length < bare.length * 0.95) return undefined;
	if (openVpn !== undefined) return /^[0-9a-f]{40}/.test(code) ? 'a static key of OpenVPN' : undefined;
	if (ssh2 !== undefined) return 'an SSH2 private key, encrypted';
	if (algorithm === 'PGP') return 'a PGP private key';
	if (algorithm === 'OPENSSH') return openSshLabel(code);
	const isEncrypted = encrypted !== undefined || /Proc-Type: 4,ENCRYPTED/.test(inside);
	// DER begins with a sequence: M in base 64. What is encrypted as a whole may begin with anything.
	if (!code.startsWith('M') && !/Proc-Type: 4,ENCRYPTED/.test(inside)) return undefined;
	const article = /^(?:RSA|EC)$/.test(algorithm ?? '') ? 'an' : 'a';
	return `${algorithm === undefined ? 'a' : `${article} ${algorithm}`} private key${isEncrypted ? ', encrypted' : ''}`;
}

/** The cipher's name stands after the magic word: `none` for a key without passphrase. */
function openSshLabel(code: string): string | undefined {
	const bytes = Buffer.from(code.slice(0, 80), 'base64');
	if (!bytes.subarray(0, 14).equals(Buffer.from('openssh-key-v1'))) return undefined;
	return `an OpenSSH private key${bytes.subarray(19, 23).toString('latin1') === 'none' ? '' : ', encrypted'}`;
}

/** `pkcs8ShroudedKeyBag` and `keyBag` of PKCS #12, RFC 7292. */
const keyBags = ['060b2a864886f70d010c0a0102', '060b2a864886f70d010c0a0101'].map((hex) => Buffer.from(hex, 'hex'));

/** What private key a binary file is or holds; nothing for certificates, trust stores and anything else. */
export function binaryKeyOf(data: Uint8Array): string | undefined {
	const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
	if (bytes.length < 40) return undefined;
	const magic = bytes.readUInt32BE(0);
	// Entries of Java's key stores: a private key is 1, a certificate 2, a secret key 3.
	if (magic === 0xfeedfeed || magic === 0xcececece)
		return bytes.readUInt32BE(8) > 0 && bytes.readUInt32BE(12) !== 2 ? 'a Java key store with a private key' : undefined;
	if (bytes[0] !== 0x30) return undefined;
	if (keyBags.some((bag) => bytes.includes(bag))) return 'a PKCS #12 key store with a private key';
	const head = derHeader(bytes, 0);
	if (head === undefined || head.end !== bytes.length) return undefined;
	// SEC 1: version 1, then the number itself, of 32 to 66 bytes.
	const size = bytes[head.at + 4] ?? 0;
	if (bytes.subarray(head.at, head.at + 4).equals(Buffer.from([2, 1, 1, 4])) && size >= 28 && size <= 66) return 'an EC private key in binary form (DER)';
	// Version 0, then the modulus (PKCS #1) or the algorithm (PKCS #8): a certificate begins with a sequence, and so does a request.
	if (!bytes.subarray(head.at, head.at + 3).equals(Buffer.from([2, 1, 0]))) return undefined;
	const next = derHeader(bytes, head.at + 3);
	const isAlgorithm = bytes[head.at + 3] === 0x30 && next !== undefined && bytes[next.at] === 6;
	const isModulus = bytes[head.at + 3] === 2 && next !== undefined && next.end - next.at > 60;
	return isAlgorithm || isModulus ? 'a private key in binary form (DER)' : undefined;
}

/** Where the contents of a DER element begin and end. */
function derHeader(bytes: Buffer, start: number): {readonly at: number; readonly end: number} | undefined {
	const first = bytes[start + 1];
	if (first === undefined) return undefined;
	if (first < 0x80) return {at: start + 2, end: start + 2 + first};
	const size = first & 0x7f;
	if (size === 0 || size > 4 || start + 2 + size > bytes.length) return undefined;
	return {at: start + 2 + size, end: start + 2 + size + bytes.readUIntBE(start + 2, size)};
}
