/** Where the queue's Redis is. What is secret in it never gets into words. */

import {readFile} from 'node:fs/promises';
import {reasonOf} from '../reason.ts';

/** A Redis, or a server that speaks as one (Valkey). `ca`: PEM of who signs its certificate, where that is none of the usual. */
export type Address = {
	readonly host: string;
	readonly port: number;
	readonly db: number;
	readonly username?: string;
	readonly password?: string;
	readonly isTls: boolean;
	readonly ca?: string;
};

/** What an address is made of, as the command line has it. */
export type AddressFlags = {
	/** `redis://` or `rediss://`. */
	readonly url: string;
	/** A file that holds the password. */
	readonly passwordFile?: string;
	/** A file of certificates in PEM. */
	readonly caFile?: string;
};

/** The variable that the password may be in. */
const passwordVariable = 'SHELFREADY_QUEUE_PASSWORD';

/**
 * Reads the address. A password in the URL counts least, since the list of processes shows it.
 * @throws {Error} in words that hold nothing of the URL
 */
export async function readAddress({url, passwordFile, caFile}: AddressFlags, env: NodeJS.ProcessEnv): Promise<Address> {
	const form = '--queue takes redis://host:6379 or rediss://host:6379, with /1 for another database than 0';
	if (!URL.canParse(url)) throw new Error(form);
	const {protocol, hostname, port, pathname, username, password, search, hash} = new URL(url);
	if (!/^rediss?:$/.test(protocol) || hostname === '' || !/^\/?\d{0,4}$/.test(pathname) || search !== '' || hash !== '') throw new Error(form);
	const isTls = protocol === 'rediss:';
	if (caFile !== undefined && !isTls) throw new Error('--queue-ca goes with rediss://, which is TLS');
	const secret = passwordFile !== undefined ? (await textOf(passwordFile)).trim() : (env[passwordVariable] ?? decoded(password));
	const ca = caFile === undefined ? undefined : await textOf(caFile);
	if (ca !== undefined && !ca.includes('-----BEGIN CERTIFICATE-----')) throw new Error(`${caFile} holds no certificate in PEM`);
	return {
		host: hostname.replace(/^\[(.*)\]$/, '$1'),
		port: port === '' ? 6379 : Number(port),
		db: Number(pathname.slice(1)),
		isTls,
		...(username === '' ? {} : {username: decoded(username)}),
		...(secret === '' ? {} : {password: secret}),
		...(ca === undefined ? {} : {ca}),
	};
}

/** Whether a URL has a password in it, which the list of processes would show. */
export function holdsPassword(url: string): boolean {
	return URL.canParse(url) && new URL(url).password !== '';
}

/** The address for people. */
export function placeOf({host, port, db, isTls}: Address): string {
	return `${isTls ? 'rediss' : 'redis'}://${host.includes(':') ? `[${host}]` : host}:${port}${db === 0 ? '' : `/${db}`}`;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

async function textOf(file: string): Promise<string> {
	return readFile(file, 'utf8').catch((error: unknown) => {
		throw new Error(`${file} can't be read: ${reasonOf(error)}`);
	});
}
