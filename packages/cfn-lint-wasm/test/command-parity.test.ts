/** The command against cfn-lint's own: the same arguments in the same folder, and output, exit code and written files equal. */

import {rm} from 'node:fs/promises';
import test from 'ava';
import {ours, startNative} from './helpers/command.ts';
import {invocations, makeFolder} from './helpers/invocations.ts';
import {leaveOut, native} from './helpers/native.ts';

if (native === undefined) test('the command answers as cfn-lint does', (t) => leaveOut(t));
else {
	const other = startNative(native);
	let folder = '';
	test.before(async () => {
		folder = await makeFolder();
	});
	test.after.always(async () => {
		other.close();
		await rm(folder, {recursive: true, force: true});
	});

	for (const invocation of invocations) {
		const {args, input, folder: below, environment, isPiped} = invocation;
		test.serial(`as cfn-lint: ${JSON.stringify({args, ...(input === undefined ? {} : {input: String(input)}), below, environment, isPiped})}`, async (t) => {
			const expected = await other.command(folder, invocation);
			t.deepEqual(await ours(folder, invocation), expected);
		});
	}
}
