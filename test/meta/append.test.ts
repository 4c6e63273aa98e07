import test from 'ava';
import {filesUnder, readProjectFile} from '../helpers/project.ts';

/** What goes through what was submitted, of which there may be any number. */
const folders = ['src/read', 'src/gather', 'src/iam', 'src/language', 'src/diff', 'src/config'];

test('lists of any length are never the arguments of one call', (t) => {
	const files = [...folders.flatMap((folder) => filesUnder(folder, '.ts')), 'src/check.ts', 'src/comparison.ts', 'src/config.ts'];
	t.true(files.length > 300);
	const found = files.flatMap((file) =>
		(readProjectFile(file) ?? '')
			.split('\n')
			.flatMap((line, index) => (/\.(?:push|unshift)\((?:[^(){}[\]]*, )?\.\.\./.test(line) ? [`${file}:${index + 1}`] : [])),
	);
	t.deepEqual(found, [], 'use append of src/append.ts');
});
