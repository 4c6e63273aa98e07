/** S3, or what speaks as it. Credentials and the Region are the SDK's business: its default chain finds them. */

import {createReadStream} from 'node:fs';
import {addAbortSignal, Readable} from 'node:stream';
import {loadS3} from './packages.ts';
import {type Store, sizeOf} from './store.ts';

/** An object's bucket and key, of `s3://bucket/key`. Throws where it is none. */
function bucketAndKey(where: string): {readonly bucket: string; readonly key: string} {
	const [, bucket, key = ''] = /^s3:\/\/([a-z\d][a-z\d.-]{1,61}[a-z\d])(?:\/(.*))?$/i.exec(where) ?? [];
	if (bucket === undefined) throw new Error('a store on S3 is written s3://bucket/prefix');
	return {bucket, key: key.replace(/\/+$/, '')};
}

/** Milliseconds: until it is reached, of silence, and for a request in all. */
const limits = {connectionTimeout: 10_000, socketTimeout: 30_000, requestTimeout: 600_000, throwOnRequestTimeout: true};

/** A client. `endpoint` is an address in place of AWS's own; buckets are then named in the path, as what speaks as S3 has it. */
export async function s3Client(endpoint?: string) {
	const sdk = await loadS3();
	const client = new sdk.S3Client({maxAttempts: 5, requestHandler: limits, ...(endpoint === undefined ? {} : {endpoint, forcePathStyle: true})});
	return {sdk, client};
}

/** The store below a prefix of a bucket. */
export async function openS3(where: string, endpoint?: string): Promise<Store> {
	const {bucket: Bucket, key: prefix} = bucketAndKey(where);
	const {sdk, client} = await s3Client(endpoint);
	const keyOf = (name: string) => (prefix === '' ? name : `${prefix}/${name}`);
	return {
		async put(name, source, isForced = false, signal) {
			const Key = keyOf(name);
			const ContentLength = await sizeOf(source);
			const there = isForced ? undefined : await client.send(new sdk.HeadObjectCommand({Bucket, Key}), until(signal)).catch(() => undefined);
			if (there?.ContentLength === ContentLength) return;
			const Body = 'file' in source ? createReadStream(source.file) : source.bytes;
			await client.send(new sdk.PutObjectCommand({Bucket, Key, Body, ContentLength}), until(signal));
		},
		async get(name, signal) {
			const {Body} = await client.send(new sdk.GetObjectCommand({Bucket, Key: keyOf(name)}), until(signal));
			// The client's own regard for the signal ends with the answer's head.
			if (signal !== undefined && Body instanceof Readable) addAbortSignal(signal, Body);
			return piecesOf(Body);
		},
		close: () => client.destroy(),
	};
}

function until(signal: AbortSignal | undefined): {readonly abortSignal?: AbortSignal} {
	return signal === undefined ? {} : {abortSignal: signal};
}

/** An object's body as pieces. */
export function piecesOf(body: unknown): AsyncIterable<Buffer> {
	if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) throw new Error('the answer has no body');
	return body as AsyncIterable<Buffer>;
}
