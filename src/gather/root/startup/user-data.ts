/** Jobs that stop, or wait for ever, where an instance has no user data. */

import type {UserDataNeed} from '../../../evidence/startup.ts';
import {type Act, lineOf, wordsOf} from '../shell/acts.ts';
import type {Frame} from '../shell/syntax/tree.ts';
import {type Job, plain} from './job.ts';

const userDataPath = /\/latest\/user-data\b|\/var\/lib\/cloud\/instances?\/(?:[^/\s]{1,40}\/)?user-data\b|\/var\/lib\/cloud\/instance\/user-data/;

/** What a command says of user data when it succeeds. */
type Says = 'missing' | 'there';

/** What jobs at boot need. */
export function userDataNeedsOf(jobs: readonly Job[]): readonly UserDataNeed[] {
	return jobs.flatMap((job) => (job.off === undefined && job.trigger === 'boot' ? [...needsIn(job)] : []));
}

function* needsIn(job: Job): Generator<UserDataNeed> {
	/** What the conditions of an `if` or a loop say, by frame. */
	const conditions = new Map<string, Says>();
	/** The frames of loops that somebody leaves on purpose. */
	const left = new Set<string>();
	for (const act of job.acts) if (/^(?:break|exit|return)$/.test(act.program)) for (const frame of framesOf(act.frame)) left.add(keyOf(act, frame));
	let last: {readonly act: Act; readonly says: Says} | undefined;
	for (const act of job.acts) {
		const {frame} = act;
		const says = saysOf(act);
		const loop = framesOf(frame).find((own) => (own.kind === 'while' || own.kind === 'until') && own.part === 'body' && conditions.has(keyOf(act, own)));
		const waits = loop !== undefined && !left.has(keyOf(act, loop)) && conditions.get(keyOf(act, loop)) === (loop.kind === 'while' ? 'missing' : 'there');
		if (act.program === 'sleep' && waits) yield {job: plain(job), how: 'waits', place: act.place};
		if (isStop(act)) {
			const branch = framesOf(frame).find((own) => own.kind === 'if' && own.part !== 'condition' && conditions.has(keyOf(act, own)));
			const inBranch = branch !== undefined && conditions.get(keyOf(act, branch)) === (branch.part === 'body' ? 'missing' : 'there');
			const group = framesOf(frame).find(({kind}) => kind === 'group');
			const joint = act.joint === '&&' || act.joint === '||' ? act.joint : group?.joint;
			const isNext =
				last !== undefined && last.act.script === act.script && (joint === '&&' ? last.says === 'missing' : joint === '||' && last.says === 'there');
			if (inBranch || isNext) yield {job: plain(job), how: 'stops', place: act.place};
		}
		if (says !== undefined && frame?.part === 'condition') conditions.set(keyOf(act, frame), says);
		if (says !== undefined) last = {act, says};
		// What is said before a group or a message still counts for the stop behind it.
		else if (!/^(?:echo|printf|logger|log|exit|return)$/.test(act.program) && !act.captured) last = undefined;
	}
}

/** Frames are told apart within one script. */
function keyOf({script}: Act, {id}: Frame): string {
	return `${script} ${id}`;
}

function framesOf(frame: Frame | undefined): readonly Frame[] {
	const found: Frame[] = [];
	for (let own = frame; own !== undefined; own = own.parent) found.push(own);
	return found;
}

/** Ends the script as failed, or the instance. An exit without a number passes on what was before. */
function isStop(act: Act): boolean {
	if (act.program === 'exit') return /^[1-9]\d{0,2}$/.test(wordsOf(act)[0] ?? '');
	return /^(?:poweroff|halt|shutdown)$/.test(act.program) || /^systemctl (?:poweroff|halt)\b/.test(lineOf(act));
}

function saysOf(act: Act): Says | undefined {
	const {program, args, negated, captured} = act;
	const words = wordsOf(act);
	const flip = (says: Says, turn: boolean): Says => (turn ? (says === 'missing' ? 'there' : 'missing') : says);
	if (/^(?:\[|\[\[|test)$/.test(program)) {
		if (!args.flat().some(({origin}) => origin === 'user-data') && !words.some((word) => userDataPath.test(word))) return undefined;
		const inner = words[0] === '!';
		const says: Says = words.includes('-z') || words.some((word, index) => /^={1,2}$/.test(word) && words[index + 1] === '') ? 'missing' : 'there';
		// What is compared with a value of its own is more than missing.
		if (words.some((word, index) => /^(?:={1,2}|=~|-eq)$/.test(word) && words[index + 1] !== '')) return undefined;
		return flip(says, negated !== inner);
	}
	if (captured || !/^(?:curl|wget)$/.test(program) || !words.some((word) => userDataPath.test(word))) return undefined;
	// Without --fail curl succeeds at a page that is not there.
	if (program === 'curl' && !words.some((word) => /^-[a-zA-Z]{0,8}f|^--fail/.test(word))) return undefined;
	return flip('there', negated);
}
