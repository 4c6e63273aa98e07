import test from 'ava';
import {passagesOf} from '../../src/language/passages.ts';

test('lines that go on are put together once, however many they are', (t) => {
	const {sentences} = passagesOf(`Backups: ${'$ =\n;'.repeat(60_000)}\n\nRestore\nCopy the newest snapshot back to the volume you had.`);
	t.deepEqual(
		sentences.slice(-2).map(({text, topic}) => [text, topic?.text]),
		[
			['Restore', undefined],
			['Copy the newest snapshot back to the volume you had.', 'Restore'],
		],
	);
});
