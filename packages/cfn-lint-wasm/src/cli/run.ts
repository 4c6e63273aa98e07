/** Runs cfn-lint's command over a pool of workers. */

import {NotJudged, type Pool} from '../pool.ts';
import type {HostFolder} from '../protocol.ts';

/** What a command is run with. `request` holds what `run` in python/cfn_lint_wasm/command.py takes, less the step. */
export type Invocation = {
	readonly request: Readonly<Record<string, unknown>>;
	readonly folders: readonly HostFolder[];
	/** Most seconds for a template. */
	readonly seconds: number;
	/** How many workers for a number of templates. */
	readonly workersFor: (templates: number) => number;
	/** Standard input to its end: asked for only where cfn-lint reads it. */
	readonly readInput: () => Promise<Uint8Array>;
};

/** What a command leaves. */
export type Outcome = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** File names by pattern, found by one step for all that follow. */
type Found = Readonly<Record<string, readonly string[]>>;
/** Python's answers to a step. */
type Answer =
	| Outcome
	| {readonly templates: readonly string[]; readonly found: Found}
	| {readonly whole: {readonly templates: number; readonly readsInput: boolean} | null; readonly found?: Found}
	| {readonly matches: unknown};

/** Code where a template was not judged and cfn-lint's own is lower. */
const notJudgedCode = 2;
/** Most seconds for what lints nothing. */
const otherSeconds = 60;
const nothing = new Uint8Array(0);

/** Runs a command. It never throws for what cfn-lint or Python does. */
export async function runCommand(invocation: Invocation, pool: Pool): Promise<Outcome> {
	const {request, folders, seconds} = invocation;
	let found: Found = {};
	const step = async (name: string, more: Readonly<Record<string, unknown>> = {}, content: Uint8Array = nothing, allowed = seconds): Promise<Answer> => {
		const task = {kind: 'command', content, request: JSON.stringify({...request, found, ...more, step: name}), folders} as const;
		// Python's answer: command.py writes it.
		const answer = JSON.parse(await pool.run(task, allowed)) as Answer;
		if ('found' in answer && answer.found !== undefined) found = answer.found;
		return answer;
	};

	const whole = async (templates: number, readsInput: boolean): Promise<Outcome> =>
		outcomeOf(await step('whole', {}, readsInput ? await invocation.readInput() : nothing, seconds * templates));

	/** The templates one by one, each its own step, then the end of the command. */
	const apart = async (templates: readonly string[], unjudged = new Map<string, NotJudged>()): Promise<Outcome> => {
		const results: (Answer | null)[] = templates.map(() => null);
		let isWhole = false;
		const left = templates.keys();
		const lane = async () => {
			for (const at of left) {
				const template = templates[at] ?? '';
				if (isWhole || unjudged.has(template)) continue;
				try {
					const answer = await step('template', {template});
					if ('whole' in answer) isWhole = true;
					results[at] = answer;
				} catch (error) {
					unjudged.set(template, notJudged(error));
				}
			}
		};
		await Promise.all(Array.from({length: invocation.workersFor(templates.length)}, lane));
		if (isWhole) return whole(templates.length, false);
		const outcome = outcomeOf(await step('finish', {results}, nothing, otherSeconds));
		const lines = templates.flatMap((template) => {
			const error = unjudged.get(template);
			return error === undefined ? [] : [`cfn-lint-wasm: ${template} was not judged: ${error.message}\n`];
		});
		return lines.length === 0 ? outcome : {...outcome, code: Math.max(outcome.code, notJudgedCode), stderr: outcome.stderr + lines.join('')};
	};

	try {
		let answer: Answer;
		try {
			answer = await step('begin');
		} catch (error) {
			// A lone template is linted as soon as the command begins: which one it was is known only now.
			answer = await step('plan', {}, nothing, otherSeconds);
			if (!('templates' in answer)) throw error;
			if (answer.templates.length === 1) return await apart(answer.templates, new Map(answer.templates.map((template) => [template, notJudged(error)])));
		}
		if ('templates' in answer) return await apart(answer.templates);
		if ('whole' in answer && answer.whole !== null) return await whole(answer.whole.templates, answer.whole.readsInput);
		return outcomeOf(answer);
	} catch (error) {
		return {code: notJudgedCode, stdout: '', stderr: `cfn-lint-wasm: nothing was judged: ${notJudged(error).message}\n`};
	}
}

function outcomeOf(answer: Answer): Outcome {
	if ('code' in answer) return answer;
	throw new Error(`cfn-lint's command did not end: ${Object.keys(answer).join(', ')}`);
}

/** @throws what is no fault of a task */
function notJudged(error: unknown): NotJudged {
	if (error instanceof NotJudged) return error;
	throw error;
}
