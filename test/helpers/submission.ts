import type {Input} from '../../src/artifact.ts';
import {type CheckRequest, check} from '../../src/check.ts';
import type {AnyValidator, RootFile} from '../../src/contract.ts';
import type {FileSystem} from '../../src/filesystem.ts';
import type {Outcome} from '../../src/outcome.ts';
import {systemOf} from './filesystem.ts';

/** The day that tests are judged on, so that ages never change. */
export const today = '2026-11-24';

/** Checks files given as text. */
export async function checkFiles(
	files: Readonly<Record<string, string | Uint8Array>>,
	validators: readonly AnyValidator[],
	{
		root,
		system = root === undefined ? undefined : systemOf(root),
		...more
	}: Partial<CheckRequest> & {
		readonly root?: Readonly<Record<string, RootFile>>;
		readonly system?: FileSystem;
	} = {},
): Promise<Outcome> {
	const encoder = new TextEncoder();
	const inputs: Input[] = Object.entries(files).map(([file, content]) => ({file, bytes: typeof content === 'string' ? encoder.encode(content) : content}));
	if (system !== undefined) inputs.push({file: 'image', bytes: new Uint8Array(), system});
	return check({inputs, validators, today, ...more});
}
