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
			const theirs = other.command(folder, invocation);
			// Both at once, where neither writes what the other would find.
			if (invocation.writes !== undefined) await theirs;
			const [expected, own] = await Promise.all([theirs, ours(folder, invocation)]);
			t.deepEqual(own, expected);
		});
	}
}
