/** Passwords that jobs write where everybody can read them. */

import type {Place} from '../../../contract.ts';
import type {PrintedPassword} from '../../../evidence/startup.ts';
import {type FileSystem, fileOf} from '../../../filesystem.ts';
import {wordsOf} from '../shell/acts.ts';
import {flat} from '../shell/values.ts';
import {type Job, plain, startingActs} from './job.ts';
import {givenBy} from './passwords.ts';

/** Where everybody on the instance can read, or everybody who may read its console. */
const open =
	/^\/(?:etc\/(?:motd|issue(?:\.net)?|update-motd\.d\/|profile\.d\/)|var\/www\/|usr\/share\/(?:nginx|httpd)\/|srv\/www\/|tmp\/|var\/tmp\/|dev\/(?:console|ttyS?\d))/;

/** Passwords that were made on the instance and set, and are then written into such a place. */
export function printedPasswordsOf(jobs: readonly Job[], system: FileSystem): readonly PrintedPassword[] {
	const keyOf = ({file, range}: Place) => `${file} ${range?.[0]} ${range?.[1]}`;
	const drawn = new Set<string>();
	for (const {act} of startingActs(jobs))
		for (const {value} of givenBy(act)) for (const part of value) if (part.origin === 'random') drawn.add(keyOf(part.place));
	if (drawn.size === 0) return [];
	const closed = new Map<Job, ReadonlySet<string>>();
	const closedBy = (job: Job): ReadonlySet<string> => {
		const known = closed.get(job) ?? closedFiles(job);
		closed.set(job, known);
		return known;
	};
	const found: PrintedPassword[] = [];
	for (const {job, act} of startingActs(jobs)) {
		const paths = [...act.outputs.map(({path}) => path), ...(act.program === 'tee' || act.program === 'wall' ? act.args : [])];
		const target = act.program === 'wall' ? '/dev/tty0' : paths.map(flat).find((path) => open.test(path));
		const said = [...act.args.flat(), ...(act.input ?? [])];
		if (target === undefined || !said.some((part) => part.origin === 'random' && drawn.has(keyOf(part.place)))) continue;
		if (!closedBy(job).has(`${act.script} ${target}`)) found.push({job: plain(job), path: target, place: act.place});
	}
	return found.filter(({place}) => place.file.startsWith(fileOf(system, '')));
}

/** Files that a job closes to others with chmod, each behind its script. */
function closedFiles({acts}: Job): ReadonlySet<string> {
	const found = new Set<string>();
	for (const act of acts) {
		if (act.program !== 'chmod') continue;
		const [mode = '', ...paths] = wordsOf(act);
		if (/^0?[0-7][0-7]?0$|o-r|go-/.test(mode)) for (const path of paths) found.add(`${act.script} ${path}`);
	}
	return found;
}
