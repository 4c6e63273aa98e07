/** Crontabs: their lines, the variables that they set, and where output is mailed. */

import type {Place, Text} from '../../../contract.ts';
import type {FileSystem} from '../../../filesystem.ts';
import {cut, linesOf} from '../lines.ts';
import {firstOfRoot, leaveOutOfRoot} from '../unread.ts';

/** A line of a crontab that runs something. */
export type CronLine = {
	readonly command: Text;
	readonly schedule: Text;
	readonly user?: string;
	/** Lines that set a variable before it. */
	readonly environment: ReadonlyMap<string, Text>;
};

/** Variables that the lines of one crontab have, all together: real ones have a handful each. */
const mostSettings = 100_000;

/** Lines of one crontab that are read. */
const most = 5_000;

const when = /^\s{0,100}(@[a-z]{1,20}|(?:[^\s#@=]{1,200}[ \t]{1,100}){4}[^\s#=]{1,200})[ \t]{1,100}/;
const variable = /^\s{0,100}["']?([A-Za-z_]\w{0,100})["']?[ \t]{0,100}=[ \t]{0,100}/;

/** The lines of a crontab. Those of the system name a user before the command, those of a user do not. `placed` tells where places of a text lie that is none of a file. */
export function cronLinesOf(system: FileSystem, text: Text, withUser: boolean, placed: (place: Place) => Place = (place) => place): readonly CronLine[] {
	// Lines share it until one sets a variable anew.
	let environment: ReadonlyMap<string, Text> = new Map();
	let left = mostSettings;
	const found: CronLine[] = [];
	const lines = firstOfRoot(
		system,
		linesOf(text),
		most,
		({place}) => placed(place),
		`this crontab has more than ${most} lines; those from here on were not looked at`,
	);
	for (const line of lines) {
		if (/^\s*(?:#|$)/.test(line.value)) continue;
		const [head = '', schedule = ''] = when.exec(line.value) ?? [];
		if (schedule === '') {
			const [set = '', name = ''] = variable.exec(line.value) ?? [];
			const value = line.value.slice(set.length).trimEnd();
			const quote = /^(["']).*\1$/.test(value) ? 1 : 0;
			const text = cut(line, set.length + quote, set.length + value.length - quote);
			left -= environment.size + 1;
			if (left < 0)
				leaveOutOfRoot(system, placed(line.place), 'this crontab sets more variables than one check follows; what its lines run with them was not looked at');
			// Of so many it is not followed what they come to.
			if (name !== '') environment = left < 0 ? new Map() : new Map([...environment, [name, text]]);
			continue;
		}
		const [user = ''] = withUser ? (/^\S{1,100}[ \t]{1,100}/.exec(line.value.slice(head.length)) ?? []) : [];
		const scheduleStart = line.value.indexOf(schedule);
		found.push({
			command: cut(line, head.length + user.length, line.value.length),
			schedule: cut(line, scheduleStart, scheduleStart + schedule.length),
			...(user === '' ? {} : {user: user.trim()}),
			environment,
		});
	}
	return found;
}
