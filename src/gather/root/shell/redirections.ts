/** What commands read and where their output goes: redirections and pipes (POSIX, Shell Command Language, 2.7, 2.9.2). */

import {type Act, type Output, wordsOf} from './acts.ts';
import {outputOf} from './outputs.ts';
import {crontabPath, type Scope} from './scope.ts';
import type {Redirection, Word} from './syntax/tree.ts';
import {bounded, flat, type Value} from './values.ts';

/** The files that redirections name, and what here-documents and here-strings feed; of several of those the last one. */
export function redirectionsOf(
	redirections: readonly Redirection[],
	value: (word: Word) => Value,
): {readonly input?: Value; readonly inputs: readonly Value[]; readonly outputs: readonly Output[]} {
	let input: Value | undefined;
	const inputs: Value[] = [];
	const outputs: Output[] = [];
	for (const {operator, descriptor, target} of redirections) {
		if (operator.startsWith('<<')) input = value(target);
		else if (operator === '<' || operator === '<>') inputs.push(value(target));
		else if (operator !== '<&' && (descriptor === undefined || descriptor === '1')) outputs.push({path: value(target), append: operator.endsWith('>>')});
	}
	return {...(input === undefined ? {} : {input}), inputs, outputs};
}

/** What a pipe brings: nothing where it comes from no program. */
export function inputOf(from: readonly Act[], scope: Scope): Value | undefined {
	const printed = from.filter(({outputs}) => !outputs.some(isAway));
	return printed.length === 0 ? undefined : bounded(printed.flatMap((act) => printOf(act, scope)));
}

/** Whether an output leaves the pipe that a program writes to. */
export function isAway({path}: Output): boolean {
	return !/^(?:&?1|\/dev\/stdout|\/dev\/fd\/1)$/.test(flat(path));
}

/** What a program prints; a file that was written before is known. */
export function printOf(act: Act, {files}: Scope): Value {
	if (act.program === 'cat') {
		const written = files.get([...wordsOf(act), ...act.inputs.map(flat)][0] ?? '');
		if (written !== undefined) return written;
		if (act.input !== undefined && act.args.length === 0) return act.input;
	}
	// What the image itself has there is read as it lies.
	if (act.program === 'crontab' && wordsOf(act).includes('-l')) return files.get(crontabPath(act)) ?? [];
	return outputOf(act, act.input);
}
