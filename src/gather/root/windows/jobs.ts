/** Everything that starts by itself on a Windows, and what each job does. */

import type {Place, Text} from '../../../contract.ts';
import type {StartupJob, WindowsJobKind} from '../../../evidence/startup.ts';
import {type FileSystem, fileOf, textAt} from '../../../filesystem.ts';
import {type HiveKey, hiveNumber, hiveText} from '../../../read/registry/hive.ts';
import {around, xmlElements} from '../../../read/xml.ts';
import {parseSoundYaml} from '../../../read/yaml.ts';
import {get, itemsOf, looseStringOf, textOf as textOfNode} from '../../../tree.ts';
import {cut} from '../lines.ts';
import type {Act} from '../shell/acts.ts';
import {type Value, written} from '../shell/values.ts';
import type {Job} from '../startup/job.ts';
import {firstOfRoot, leaveOutOfRoot} from '../unread.ts';
import {imagePath, type Reader} from './commands/reader.ts';
import {actsOfLine, actsOfScript, actsOfText, standingAt} from './commands/run.ts';
import {controlKey, hiveOf, type OpenHive, userHives} from './hives.ts';
import {filesLike, pathOf, textOf} from './paths.ts';
import {tasksOf} from './tasks.ts';

/** Services, tasks and scripts of one root that are looked at; a real one has some 300 services and 200 tasks. */
const most = {services: 5_000, tasks: 2_000, files: 500, text: 200_000};

function tooManyOf(what: string, count: number): string {
	return `there are more than ${count} ${what}; what those after them run was not looked at`;
}

/** Whether a file of settings is longer than is read, which is then noted. */
function isTooLong(system: FileSystem, {value, place}: Text): boolean {
	const isOver = value.length > most.text;
	if (isOver) leaveOutOfRoot(system, {file: place.file}, `this file is longer than ${most.text} characters; what it starts was not looked at`);
	return isOver;
}

/** All jobs of a Windows. */
export function windowsJobsOf(system: FileSystem, reader: Reader): readonly Job[] {
	return [
		...serviceJobs(reader),
		...firstOfRoot(system, tasksOf(system), most.tasks, ({place}) => place, tooManyOf('scheduled tasks', most.tasks)).map((task) =>
			jobOf({...task, kind: 'task'}, task.commands, () => task.commands.flatMap((line) => actsOfLine(reader, written(line), line.place))),
		),
		...runKeyJobs(reader),
		...folderJobs(reader),
		...policyJobs(reader),
		...launchAgentJobs(reader),
		...setupJobs(reader),
	];
}

type Base = Pick<StartupJob, 'name' | 'trigger' | 'by' | 'place' | 'off'> & {readonly kind: WindowsJobKind};

/** A job; what it does is worked out where it starts. */
function jobOf(base: Base, commands: readonly Text[], acts: () => readonly Act[]): Job {
	const {name, kind, trigger, by, place, off} = base;
	return {name, kind, trigger, by, place, ...(off === undefined ? {} : {off}), acts: off === undefined ? acts() : [], commands, environment: new Map()};
}

/** A value of a hive as a text: it has no place of its own in the file. */
function hiveLine(value: string, place: Place): Value {
	return [{origin: 'fixed', text: value, place}];
}

/** Kinds of services that are programs rather than drivers. https://learn.microsoft.com/windows/win32/api/winsvc/nf-winsvc-createservicew */
const programTypes = 0x30;

/** Services that Windows starts (`Start` 2), those that it starts when asked, and those that are disabled. */
function* serviceJobs(reader: Reader): Generator<Job> {
	const place = hiveOf(reader.system, 'SYSTEM')?.place;
	if (place === undefined) return;
	const keys = controlKey(reader.system, 'Services')?.keys() ?? [];
	for (const key of firstOfRoot(reader.system, keys, most.services, () => place, tooManyOf('services', most.services))) {
		const path = hiveText(key.value('ImagePath'));
		const [start, type] = [hiveNumber(key.value('Start')), hiveNumber(key.value('Type')) ?? programTypes];
		if (path === undefined || path === '' || start === undefined || (type & programTypes) === 0) continue;
		const lines = [path, ...(/\\svchost\.exe\b/i.test(path) ? [] : hostedBy(reader, key, path))];
		const base: Base = {
			name: `service ${key.name}`,
			kind: 'service',
			trigger: 'boot',
			by: `SYSTEM\\Services\\${key.name}`,
			place,
			...(start > 2 ? {off: start === 3 ? ('not-enabled' as const) : ('switched-off' as const)} : {}),
		};
		yield jobOf(
			base,
			lines.map((value) => ({value, place})),
			() => lines.flatMap((line) => actsOfLine(reader, hiveLine(line, place), place)),
		);
	}
}

/** The program that a service wrapper runs: NSSM's and srvany's `Parameters\Application`, or WinSW's file beside it. */
function hostedBy(reader: Reader, key: HiveKey, path: string): readonly string[] {
	const parameters = key.key('Parameters');
	const application = hiveText(parameters?.value('Application'));
	if (application !== undefined && application !== '') return [`"${application}" ${hiveText(parameters?.value('AppParameters')) ?? ''}`];
	const file = imagePath(reader.system, path.replace(/^"([^"]{1,400})".*$/s, '$1').replace(/\.exe\b.*$/is, '.xml'), '');
	const text = file === undefined ? undefined : textAt(reader.system, file);
	if (text === undefined || isTooLong(reader.system, text)) return [];
	const elements = xmlElements(text.value);
	const said = (name: string) => elements.find((element) => element.name === name && element.parent?.name === 'service')?.text?.value ?? '';
	return said('executable') === '' ? [] : [`"${said('executable')}" ${said('arguments')}`];
}

const runKeys = [
	'Microsoft\\Windows\\CurrentVersion\\Run',
	'Microsoft\\Windows\\CurrentVersion\\RunOnce',
	'Microsoft\\Windows\\CurrentVersion\\Policies\\Explorer\\Run',
];

/** What the registry starts when somebody logs on, for all and for each user. https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys */
function* runKeyJobs(reader: Reader): Generator<Job> {
	const software = hiveOf(reader.system, 'SOFTWARE');
	const roots: readonly {readonly hive: OpenHive; readonly prefix: string}[] = [
		...(software === undefined ? [] : ['', 'WOW6432Node\\'].map((prefix) => ({hive: software, prefix}))),
		...userHives(reader.system).map((hive) => ({hive, prefix: 'Software\\'})),
	];
	for (const {hive, prefix} of roots)
		for (const key of runKeys)
			for (const [name, value] of hive.root.key(`${prefix}${key}`)?.values() ?? []) {
				const line = hiveText(value);
				if (line === undefined || line === '') continue;
				const {place} = hive;
				const base: Base = {
					name: `${/\\RunOnce$/.test(key) ? 'RunOnce' : 'Run'} value ${name}`,
					kind: 'log-on',
					trigger: 'log-in',
					by: `${prefix}${key}`,
					place,
				};
				yield jobOf(base, [{value: line, place}], () => actsOfLine(reader, hiveLine(line, place), place));
			}
}

const startupFolder =
	/^(?:ProgramData\/Microsoft\/Windows|Users\/[^/]+\/AppData\/Roaming\/Microsoft\/Windows)\/Start Menu\/Programs\/Startup\/[^/]+\.(?:cmd|bat|ps1|vbs|exe|lnk)$/i;

/** The folders whose files start when somebody logs on. A shortcut's program is known by the shortcut's own name alone. */
function folderJobs(reader: Reader): readonly Job[] {
	const {system} = reader;
	return firstOfRoot(
		system,
		filesLike(system, startupFolder),
		most.files,
		(path) => ({file: fileOf(system, path)}),
		tooManyOf('files that start at log-on', most.files),
	).map((path) => {
		const name = path.slice(path.lastIndexOf('/') + 1);
		return scriptJob(reader, path, {name: `start-up file ${name}`, kind: 'log-on', trigger: 'log-in', by: path.slice(0, path.lastIndexOf('/'))});
	});
}

function scriptJob(reader: Reader, path: string, base: Omit<Base, 'place'>): Job {
	const place = {file: fileOf(reader.system, path)};
	const name = path.slice(path.lastIndexOf('/') + 1);
	return jobOf(
		{...base, place},
		[],
		() => actsOfScript(reader, path, standingAt(place)) ?? reader.run([hiveLine(name.replace(/\.lnk$/i, ''), place)], standingAt(place)),
	);
}

/** Scripts of Group Policy: `0CmdLine=` under `[Startup]` or `[Logon]`; those without a path lie in the folder of that name. */
function policyJobs(reader: Reader): readonly Job[] {
	const {system} = reader;
	const files = filesLike(system, /^Windows\/System32\/GroupPolicy\/(?:Machine|User)\/Scripts\/(?:ps)?scripts\.ini$/i);
	return files.flatMap((path) => {
		const text = textAt(system, path);
		const folder = path.slice(0, path.lastIndexOf('/'));
		let section = '';
		if (text === undefined || isTooLong(system, text)) return [];
		return text.value.split(/\r?\n/).flatMap((line): readonly Job[] => {
			section = /^\uFEFF?\[(\w{1,40})\]/.exec(line)?.[1] ?? section;
			const script = /^\d{1,3}CmdLine=(.{1,400})$/i.exec(line)?.[1]?.trim();
			if (script === undefined || !/^(?:Startup|Logon)$/i.test(section)) return [];
			const file = pathOf(system, `${folder}/${section}/${script}`) ?? imagePath(system, script, '');
			const base = {
				name: `start-up script ${script}`,
				kind: 'policy' as const,
				trigger: /^startup$/i.test(section) ? ('boot' as const) : ('log-in' as const),
				by: path,
			};
			if (file !== undefined) return [scriptJob(reader, file, base)];
			const place = {file: fileOf(system, path)};
			return [jobOf({...base, place}, [{value: script, place}], () => actsOfLine(reader, hiveLine(script, place), place))];
		});
	});
}

const agentSettings = 'ProgramData/Amazon/EC2Launch/config/agent-config.yml';

/** Tasks `executeScript` and `executeProgram` of EC2Launch v2. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2launch-v2-settings.html */
function launchAgentJobs(reader: Reader): readonly Job[] {
	const text = textOf(reader.system, agentSettings);
	const root = text === undefined || isTooLong(reader.system, text) ? undefined : parseSoundYaml(text.value)?.root;
	if (text === undefined || root === undefined) return [];
	const {file} = text.place;
	return itemsOf(get(root, 'config')).flatMap((stage) =>
		itemsOf(get(stage, 'tasks')).flatMap((task) => {
			const name = looseStringOf(get(task, 'task')) ?? '';
			if (!/^execute(?:Script|Program)$/i.test(name)) return [];
			return itemsOf(get(task, 'inputs')).flatMap((input): readonly Job[] => {
				const content = textOfNode(file, get(input, 'content'));
				const program = textOfNode(file, get(input, 'path'));
				const said = content ?? program;
				if (said === undefined) return [];
				const base: Base = {name: `EC2Launch task ${name}`, kind: 'launch-agent', trigger: 'boot', by: agentSettings, place: said.place};
				const language = /^batch$/i.test(looseStringOf(get(input, 'type')) ?? '') ? 'cmd' : 'powershell';
				if (content !== undefined) return [jobOf(base, [content], () => actsOfText(reader, content, language))];
				const args = itemsOf(get(input, 'arguments')).flatMap((argument) => textOfNode(file, argument) ?? []);
				return [jobOf(base, [said], () => reader.run([written(said), ...args.map(written)], standingAt(said.place)))];
			});
		}),
	);
}

const setupScript = /^Windows\/Setup\/Scripts\/(?:SetupComplete|OOBE)\.cmd$/i;
/** Answer files that Windows Setup reads when an instance of a sealed image starts for the first time. */
const answerFile =
	/^(?:Windows\/Panther\/(?:Unattend\/)?unattend\.xml|Windows\/System32\/Sysprep\/unattend\.xml|ProgramData\/Amazon\/EC2Launch\/sysprep\/unattend\.xml|ProgramData\/Amazon\/EC2-Windows\/Launch\/Sysprep\/unattend\.xml|Program Files\/Amazon\/Ec2ConfigService\/sysprep20\d\d\.xml)$/i;
const commandElements: ReadonlyMap<string, string> = new Map([
	['path', 'runsynchronouscommand'],
	['commandline', 'synchronouscommand'],
]);

/** What Windows Setup runs at the first boot: its script, and the commands of answer files. */
function setupJobs(reader: Reader): readonly Job[] {
	const {system} = reader;
	const scripts = filesLike(system, setupScript).map((path) =>
		scriptJob(reader, path, {name: `setup script ${path.slice(path.lastIndexOf('/') + 1)}`, kind: 'setup', trigger: 'boot', by: 'Windows/Setup/Scripts'}),
	);
	const answers = filesLike(system, answerFile).flatMap((path) => {
		const text = textAt(system, path);
		if (text === undefined || isTooLong(system, text)) return [];
		return xmlElements(text.value).flatMap((element): readonly Job[] => {
			const holder = commandElements.get(element.name.toLowerCase());
			if (holder === undefined || element.text === undefined || around(element, holder) === undefined) return [];
			const line = {...cut(text, ...element.text.range), value: element.text.value};
			const base: Base = {name: `answer file ${path.slice(path.lastIndexOf('/') + 1)}`, kind: 'setup', trigger: 'boot', by: path, place: line.place};
			return [jobOf(base, [line], () => actsOfLine(reader, written(line), line.place))];
		});
	});
	return [...scripts, ...answers];
}
