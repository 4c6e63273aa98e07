/** The scheduled tasks of a Windows. https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema */

import type {Place, Text} from '../../../contract.ts';
import type {StartupJob} from '../../../evidence/startup.ts';
import {type FileSystem, textAt} from '../../../filesystem.ts';
import type {Trigger} from '../../../limits/startup.ts';
import {type XmlElement, xmlElements} from '../../../read/xml.ts';
import {cut} from '../lines.ts';
import {leaveOutOfRoot} from '../unread.ts';
import {filesLike} from './paths.ts';

/** A scheduled task with the command lines that it runs. */
export type Task = Pick<StartupJob, 'name' | 'trigger' | 'by' | 'off'> & {readonly place: Place; readonly commands: readonly Text[]};

/** Characters of one task; real ones have some thousand. */
const longest = 200_000;
const taskFile = /^Windows\/System32\/Tasks\/.{1,400}$/i;

const read = new WeakMap<FileSystem, readonly Task[]>();

/** The tasks; those that are disabled or start by no trigger are off. */
export function tasksOf(system: FileSystem): readonly Task[] {
	const known = read.get(system) ?? filesLike(system, taskFile).flatMap((path) => taskOf(system, path));
	read.set(system, known);
	return known;
}

/** Triggers by what they wait for, the one that tells most first. */
const triggers: readonly {readonly name: RegExp; readonly trigger: Trigger}[] = [
	{name: /^BootTrigger$/, trigger: 'boot'},
	{name: /^(?:Calendar|Time)Trigger$/, trigger: 'schedule'},
	{name: /^LogonTrigger$/, trigger: 'log-in'},
	{name: /^(?:Event|Idle|Registration|SessionStateChange|WnfStateChange)(?:Trigger)?$/, trigger: 'event'},
];

function taskOf(system: FileSystem, path: string): readonly Task[] {
	const text = textAt(system, path);
	if (text === undefined) return [];
	if (text.value.length > longest) {
		leaveOutOfRoot(system, {file: text.place.file}, `this task is longer than ${longest} characters; what it starts was not looked at`);
		return [];
	}
	const elements = xmlElements(text.value);
	const isOff = ({parent}: XmlElement, value: string | undefined) => parent !== undefined && /^(?:false|0)$/i.test(value ?? '');
	const disabled = new Set(elements.filter((element) => element.name === 'Enabled' && isOff(element, element.text?.value)).map(({parent}) => parent));
	const live = elements.filter((element) => element.parent?.name === 'Triggers' && !disabled.has(element));
	const trigger = triggers.find(({name}) => live.some((element) => name.test(element.name)))?.trigger;
	const off = [...disabled].some((element) => element?.name === 'Settings')
		? ('switched-off' as const)
		: trigger === undefined
			? ('not-enabled' as const)
			: undefined;
	const name = path.slice('Windows/System32/Tasks'.length).replaceAll('/', '\\');
	return [
		{
			name: `task ${name}`,
			trigger: trigger ?? 'event',
			by: path,
			place: {file: text.place.file},
			...(off === undefined ? {} : {off}),
			commands: elements.flatMap((element) => (element.name === 'Exec' ? lineOf(text, elements, element) : [])),
		},
	];
}

/** `Command` and `Arguments` as one line. */
function lineOf(text: Text, elements: readonly XmlElement[], exec: XmlElement): readonly Text[] {
	const said = (name: string) => elements.find((element) => element.parent === exec && element.name === name)?.text;
	const [command, args] = [said('Command'), said('Arguments')];
	if (command === undefined || command.value === '') return [];
	const program = /\s/.test(command.value) && !command.value.startsWith('"') ? `"${command.value}"` : command.value;
	if (args === undefined) return [{value: program, place: cut(text, ...command.range).place}];
	const {place} = cut(text, command.range[0], args.range[1]);
	return [
		{
			value: `${program} ${args.value}`,
			place,
			runs: [
				[0, ...command.range],
				[program.length + 1, ...args.range],
			],
		},
	];
}
