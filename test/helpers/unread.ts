import test from 'ava';
import {checkFiles} from './submission.ts';

/** Files by their paths. */
export type Files = Readonly<Record<string, string>>;

/** What the report says was not looked at: the beginning of the sentence, and the text of its place. */
export async function said(files: Files): Promise<readonly (readonly [message: string, at: string])[]> {
	const {problems} = await checkFiles(files, []);
	return problems.map(({file, message, place}) => [message, place?.range === undefined ? '' : (files[file] ?? '').slice(...place.range)]);
}

/** A title, files that are just beyond a bound and what is said of them, and files that are just within, of which nothing is. */
export type Case = readonly [title: string, beyond: Files, expected: readonly (readonly [message: RegExp, at: string])[], within?: Files];

/** What is just beyond a bound is said, and what is just within is not. */
export const says = test.macro({
	async exec(t, beyond: Files, expected: Case[2], within: Files | undefined) {
		const found = await said(beyond);
		t.deepEqual(
			found.map(([message, at]) => [
				expected.some(([pattern, place]) => pattern.test(message) && place.slice(0, 80) === at.slice(0, 80)) ? 'expected' : message,
				at.slice(0, 80),
			]),
			expected.map(([, at]) => ['expected', at.slice(0, 80)]),
		);
		if (within !== undefined) t.deepEqual(await said(within), []);
	},
	title: (title) => `beyond its bound: ${title}`,
});

/** A template in JSON with these resources. */
export function template(resources: unknown, more: Readonly<Record<string, unknown>> = {}): string {
	return JSON.stringify({AWSTemplateFormatVersion: '2010-09-09', Resources: resources, ...more});
}

/** A list of so many. */
export function many<Of>(count: number, of: (index: number) => Of): readonly Of[] {
	return Array.from({length: count}, (_, index) => of(index));
}

/** A template as the one file. */
export const one = (text: string): Files => ({'t.json': text});
