import test from 'ava';
import {validators} from '../../validators/index.ts';
import {closeLinter, testExamples} from '../helpers/examples.ts';

test.after.always(closeLinter);

test('the registry is sorted and has each rule once', (t) => {
	const ids = validators.map(({id}) => id);
	t.deepEqual(ids, [...new Set(ids)].toSorted());
});

for (const validator of validators) {
	testExamples(test, validator);

	test(`${validator.id}: has a good and a bad example, a bad one for each message, no two alike`, (t) => {
		const {examples, messages} = validator;
		t.true(examples.some(({expect}) => expect.length === 0));
		const expected = new Set(examples.flatMap(({expect}) => expect.map(({message}) => message)));
		t.deepEqual(
			Object.keys(messages).filter((message) => !expected.has(message)),
			[],
			'messages that no example shows',
		);
		t.is(new Set(examples.map(({files, root}) => JSON.stringify([files, root]))).size, examples.length);
	});
}
