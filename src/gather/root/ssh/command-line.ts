/** What the options of sshd's command line set: they come before the configuration file, and so win. */

import type {FileSystem} from '../../../filesystem.ts';
import {sshdArguments} from '../../../limits/openssh.ts';
import {type CommandWord, offsetIn} from './command-words.ts';
import {type Refusal, type SetStep, say} from './read.ts';

/** The settings of a command line, and the configuration file that it names, from the root. */
export type Options = {readonly config?: string; readonly steps: readonly SetStep[]; readonly refusals: readonly Refusal[]};

/** Reads the words after the program's name. */
export function optionsOf(system: FileSystem, words: readonly CommandWord[], keyboardAlias: boolean): Options {
	const steps: SetStep[] = [];
	const refusals: Refusal[] = [];
	let config: string | undefined;
	for (const {letter, argument} of optionList(words)) {
		const where = `in ${argument.file.slice(system.file.length)}`;
		if (letter === 'f') config = argument.text.replace(/^\/+/, '');
		else if (letter === 'p') steps.push(portStep(argument, where));
		else if (letter === 'o') {
			const said = say(argument, `-o ${argument.text} ${where}`, keyboardAlias);
			if (said?.kind === 'set') steps.push({...said, source: 'command line'});
			else if (said?.kind === 'refused') refusals.push(said.refusal);
		}
	}
	return {...(config === undefined ? {} : {config}), steps, refusals};
}

function portStep(argument: CommandWord, where: string): SetStep {
	const {file, text} = argument;
	const place = {file, range: [offsetIn(argument, 0), offsetIn(argument, text.length - 1) + 1] as const};
	return {kind: 'set', directive: 'Port', words: [text], place, by: `-p ${text} ${where}`, source: 'command line', isGlobal: true, isFinal: true};
}

/** The options with an argument, as getopt takes words apart: `-o X`, `-oX`, `-Do X`. */
function optionList(words: readonly CommandWord[]): readonly {readonly letter: string; readonly argument: CommandWord}[] {
	const options: {letter: string; argument: CommandWord}[] = [];
	for (let index = 0; index < words.length; index++) {
		const word = words[index];
		if (word === undefined || word.text === '--') break;
		if (!word.text.startsWith('-')) continue;
		const at = [...word.text].findIndex((letter, position) => position > 0 && sshdArguments.letters.includes(letter));
		if (at < 0) continue;
		const rest = word.text.slice(at + 1);
		const argument: CommandWord | undefined =
			rest === ''
				? words[++index]
				: {file: word.file, text: rest, start: offsetIn(word, at + 1), ...(word.at === undefined ? {} : {at: word.at.slice(at + 1)})};
		if (argument !== undefined && argument.text !== '') options.push({letter: word.text.charAt(at), argument});
	}
	return options;
}
