import test from 'ava';
import {type Input, openEncoder} from '../src/encoder.ts';
import {openEncoders} from '../src/encoders.ts';

const folder = new URL('../../bundle/', import.meta.url);
const inputs = Array.from(
	{length: 120},
	(_, index): Input => ({text: `Sensor ${index} reports every ${index + 2} minutes to your own queue.`, kind: 'manual'}),
);

test('several threads answer what one answers, in order', async (t) => {
	const [one, several] = [await openEncoder(folder), await openEncoders({folder, threads: 3})];
	t.deepEqual(
		await several.judge(inputs),
		inputs.map((input) => one.judge(input)),
	);
	t.deepEqual(
		await several.judge(inputs.slice(0, 3), [90, 90]),
		inputs.slice(0, 3).map((input, index) => one.judge(input, index < 2 ? 90 : undefined)),
	);
	t.deepEqual(await several.judge([]), []);
});
