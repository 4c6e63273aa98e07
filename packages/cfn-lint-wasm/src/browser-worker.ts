/** A dedicated worker of a browser that runs Python. Its first message says how to start. */

import type {Asked, Start} from './protocol.ts';
import {serve} from './serve.ts';

/** The worker's own scope, as far as it is used: the library of types for pages does not know it. */
const scope = globalThis as unknown as {onmessage: ((event: MessageEvent<Start | Asked>) => void) | null; postMessage(message: unknown): void};

let answering: Promise<(asked: Asked) => void> | undefined;
scope.onmessage = async ({data}) => {
	if ('runtime' in data) answering = serve(data, hostOf(data.runtime));
	else (await answering)?.(data);
};

function hostOf(runtime: string) {
	return {
		async read(file: string) {
			const response = await fetch(`${runtime}${file}`);
			if (!response.ok) throw new Error(`${runtime}${file} can't be had: ${response.status}`);
			return new Uint8Array(await response.arrayBuffer());
		},
		async hash(bytes: Uint8Array) {
			const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
			return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
		},
		load: (file: string) => import(/* webpackIgnore: true */ /* @vite-ignore */ `${runtime}${file}`),
		say: (said: unknown) => scope.postMessage(said),
	};
}
