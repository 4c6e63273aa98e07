import {type CheckRequest, check} from '../../src/check.ts';
import type {AnyValidator} from '../../src/contract.ts';
import type {Outcome} from '../../src/outcome.ts';

/** The day that tests are judged on, so that ages never change. */
export const today = '2026-11-24';

/** Checks files given as text. */
export async function checkFiles(
	files: Readonly<Record<string, string | Uint8Array>>,
	validators: readonly AnyValidator[],
	more: Partial<CheckRequest> = {},
): Promise<Outcome> {
	const encoder = new TextEncoder();
	const inputs = Object.entries(files).map(([file, content]) => ({file, bytes: typeof content === 'string' ? encoder.encode(content) : content}));
	return check({inputs, validators, today, ...more});
}
