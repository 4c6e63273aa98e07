/** Tells the kinds of stores from each other. */

import {mkdir} from 'node:fs/promises';
import {openS3} from './s3.ts';
import {folderStore, type Store} from './store.ts';

/** Opens a store: a folder that all machines have, or `s3://bucket/prefix`. `endpoint`: of what speaks as S3. Throws where it is neither. */
export async function openStore(where: string, endpoint?: string): Promise<Store> {
	if (/^s3:\/\//i.test(where)) return openS3(where, endpoint);
	// A drive of Windows is one letter.
	if (/^(?:[a-z][\w+.-]+:\/\/|s3:)/i.test(where)) throw new Error('--store takes a folder or s3://bucket/prefix');
	await mkdir(where, {recursive: true});
	return folderStore(where);
}
