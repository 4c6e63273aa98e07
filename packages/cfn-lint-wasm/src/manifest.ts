/** What `runtime/` holds, as its build wrote it. */

import type {SnapshotIndex} from './snapshot.ts';

/** Versions, SHA-256 of each file in hexadecimal, and the index of the snapshot's pages. */
export type Manifest = {readonly cfnLint: string; readonly hashes: Readonly<Record<string, string>>; readonly snapshot: SnapshotIndex};

/**
 * Reads `manifest.json`.
 * @throws where it is not what the build writes
 */
export function readManifest(text: string): Manifest {
	const manifest: unknown = JSON.parse(text);
	if (!isManifest(manifest)) throw new Error('runtime/manifest.json is damaged: install cfn-lint-wasm again');
	return manifest;
}

function isManifest(value: unknown): value is Manifest {
	const {cfnLint, hashes, snapshot} = (value ?? {}) as Partial<Record<keyof Manifest, unknown>>;
	const {size, runs} = (snapshot ?? {}) as Partial<Record<keyof SnapshotIndex, unknown>>;
	return typeof cfnLint === 'string' && typeof hashes === 'object' && hashes !== null && typeof size === 'number' && Array.isArray(runs);
}
