/** AWS's launch agents in a Windows: which are installed, their versions and their settings. */

import type {Located, Place, Text} from '../../../contract.ts';
import type {AgentPassword, Ec2Config, Ec2Launch, Ec2LaunchV2, LaunchTask, WindowsSystem} from '../../../evidence/windows.ts';
import {type FileSystem, fileOf, isWindows} from '../../../filesystem.ts';
import {fileVersion} from '../../../read/file-version.ts';
import {parseJson} from '../../../read/json.ts';
import {hiveText} from '../../../read/registry/hive.ts';
import {xmlElements} from '../../../read/xml.ts';
import {parseSoundYaml} from '../../../read/yaml.ts';
import {entriesOf, get, itemsOf, looseStringOf, placeOf, type SourceNode, textOf as textOfNode} from '../../../tree.ts';
import {cut} from '../lines.ts';
import {disabledBy, hiveOf} from './hives.ts';
import {bytesOf, pathOf, reported, textOf, whyUnknown} from './paths.ts';
import {releaseOf, sealedBySysprep} from './release.ts';
import {tasksOf as scheduledTasksOf} from './tasks.ts';

const config = {
	program: 'Program Files/Amazon/Ec2ConfigService/Ec2Config.exe',
	settings: 'Program Files/Amazon/Ec2ConfigService/Settings/config.xml',
	service: 'Ec2Config',
	product: 'EC2ConfigService',
};
const launch = {
	script: 'ProgramData/Amazon/EC2-Windows/Launch/Scripts/InitializeInstance.ps1',
	module: 'ProgramData/Amazon/EC2-Windows/Launch/Module/Ec2Launch.psd1',
	settings: 'ProgramData/Amazon/EC2-Windows/Launch/Config/LaunchConfig.json',
};
const launchV2 = {
	program: 'Program Files/Amazon/EC2Launch/EC2Launch.exe',
	settings: 'ProgramData/Amazon/EC2Launch/config/agent-config.yml',
	runOnce: 'ProgramData/Amazon/EC2Launch/state/.run-once',
	logs: ['ProgramData/Amazon/EC2Launch/log/agent.log', 'ProgramData/Amazon/EC2Launch/log/console.log'],
	service: 'Amazon EC2Launch',
	product: 'Amazon EC2Launch',
};

/** What a Windows says of itself; nothing where the root holds no Windows. */
export function windowsSystemOf(system: FileSystem): WindowsSystem | undefined {
	if (!isWindows(system)) return undefined;
	return {
		root: system.file,
		place: {file: reported(system, 'Windows/System32')},
		isPartial: ['Program Files', 'ProgramData'].some((folder) => pathOf(system, folder) === undefined),
		...optional('release', releaseOf(system)),
		...optional('ec2Config', ec2ConfigOf(system)),
		...optional('ec2Launch', ec2LaunchOf(system)),
		...optional('ec2LaunchV2', ec2LaunchV2Of(system)),
	};
}

function ec2ConfigOf(system: FileSystem): Ec2Config | undefined {
	const installed = pathOf(system, config.program);
	if (installed === undefined) return undefined;
	const program = bytesOf(system, config.program);
	const version = program === undefined ? undefined : fileVersion(program)?.join('.');
	const text = textOf(system, config.settings);
	const place = {file: fileOf(system, installed)};
	return {
		place,
		...optional('version', installedVersion(system, config.product) ?? (version === undefined ? undefined : {value: shortVersion(version), place})),
		...optional('off', disabledBy(system, config.service)),
		...settingsOf(system, config.settings, text),
		plugins: text === undefined ? [] : pluginsOf(text),
	};
}

/** `<Plugin><Name>Ec2SetPassword</Name><State>Enabled</State></Plugin>`. */
function pluginsOf(text: Text): Ec2Config['plugins'] {
	const plugins = new Map<object, {name?: string; state?: Text}>();
	for (const {name, parent, text: inner} of xmlElements(text.value)) {
		if (parent?.name !== 'Plugin' || inner === undefined) continue;
		const plugin = plugins.get(parent) ?? {};
		plugins.set(parent, plugin);
		if (name === 'Name') plugin.name = inner.value;
		if (name === 'State') plugin.state = {...cut(text, ...inner.range), value: inner.value};
	}
	return [...plugins.values()].flatMap(({name, state}) => (name === undefined || state === undefined ? [] : [{name, state}]));
}

function ec2LaunchOf(system: FileSystem): Ec2Launch | undefined {
	const installed = pathOf(system, launch.script) ?? pathOf(system, launch.module);
	if (installed === undefined) return undefined;
	const text = textOf(system, launch.settings);
	const root = text === undefined ? undefined : parseJson(text.value.replace(/^\uFEFF/, ' ')).root;
	const file = reported(system, launch.settings);
	const userData = settingOf(root, 'handleUserData');
	return {
		place: {file: fileOf(system, installed)},
		...optional('version', moduleVersionOf(textOf(system, launch.module))),
		...settingsOf(system, launch.settings, text, root?.kind === 'map' ? undefined : 'is no JSON object'),
		...(root?.kind === 'map' ? {password: passwordOf(file, settingOf(root, 'adminPasswordType'), settingOf(root, 'adminPassword'))} : {}),
		...optional('handleUserData', booleanOf(file, userData)),
		...launchTaskOf(system),
	};
}

const taskFolder = 'Windows/System32/Tasks';
const launchTask = /\\Amazon Ec2 Launch - Instance Initialization$/i;

/** Whether EC2Launch v1 runs at the next start: its task `InitializeInstance.ps1 -Schedule` makes, and Sysprep's answer file runs the same script. */
function launchTaskOf(system: FileSystem): Pick<Ec2Launch, 'runs' | 'taskOff'> {
	const task = scheduledTasksOf(system).find(({name}) => launchTask.test(name));
	const taskOff = task?.off === undefined ? undefined : task.place;
	if (task !== undefined && taskOff === undefined) return {runs: true};
	const isSealed = sealedBySysprep(system);
	const isUnread = task === undefined && pathOf(system, `${taskFolder}/Amazon Ec2 Launch - Instance Initialization`) !== undefined;
	const isTold = !isUnread && pathOf(system, taskFolder) !== undefined;
	const runs = isSealed === true ? true : isSealed === undefined || !isTold ? undefined : false;
	return {...optional('runs', runs), ...(runs === false ? optional('taskOff', taskOff) : {})};
}

/** `ModuleVersion = '1.3.2003498'` of a PowerShell manifest. */
function moduleVersionOf(text: Text | undefined): Located<string> | undefined {
	const found = text === undefined ? null : /^[ \t]{0,40}ModuleVersion[ \t]{0,40}=[ \t]{0,40}["']([\d.]{1,40})["']/im.exec(text.value);
	if (text === undefined || found === null) return undefined;
	const start = found.index + found[0].length - 1 - (found[1] ?? '').length;
	return cut(text, start, start + (found[1] ?? '').length);
}

function ec2LaunchV2Of(system: FileSystem): Ec2LaunchV2 | undefined {
	const installed = pathOf(system, launchV2.program);
	if (installed === undefined) return undefined;
	const text = textOf(system, launchV2.settings);
	const root = text === undefined ? undefined : parseSoundYaml(text.value)?.root;
	const runOnce = pathOf(system, launchV2.runOnce);
	return {
		place: {file: fileOf(system, installed)},
		...optional('version', installedVersion(system, launchV2.product) ?? loggedVersion(system)),
		...optional('off', disabledBy(system, launchV2.service)),
		...settingsOf(system, launchV2.settings, text, root?.kind === 'map' ? undefined : 'is no YAML map'),
		...optional('runOnce', runOnce === undefined ? undefined : {file: fileOf(system, runOnce)}),
		tasks: text === undefined ? [] : tasksOf(text.place.file, root),
	};
}

/** Stages with their tasks, under `config`. */
function tasksOf(file: string, root: SourceNode | undefined): readonly LaunchTask[] {
	return itemsOf(settingOf(root, 'config')).flatMap((stage) =>
		itemsOf(settingOf(stage, 'tasks')).flatMap((task): LaunchTask[] => {
			const name = textOfNode(file, settingOf(task, 'task'));
			const password = settingOf(settingOf(task, 'inputs'), 'password');
			if (name === undefined) return [];
			const set = password === undefined ? {} : {password: passwordOf(file, settingOf(password, 'type'), settingOf(password, 'data'))};
			return [{stage: looseStringOf(settingOf(stage, 'stage')) ?? '', name, ...set}];
		}),
	);
}

function passwordOf(file: string, type: SourceNode | undefined, data: SourceNode | undefined): AgentPassword {
	const secret = looseStringOf(data);
	return {
		...optional('type', textOfNode(file, type)),
		...(secret === undefined || secret === '' || data === undefined ? {} : {data: {value: secret, place: placeOf(file, data)}}),
	};
}

/** The fourth part of an installer's version is always 0, and AWS leaves it out. */
function shortVersion(version: string): string {
	return version.replace(/^(\d+\.\d+\.\d+)\.0$/, '$1');
}

/** The version that the installer wrote down among the installed programs. */
function installedVersion(system: FileSystem, product: string): Located<string> | undefined {
	const software = hiveOf(system, 'SOFTWARE');
	for (const program of software?.root.key('Microsoft\\Windows\\CurrentVersion\\Uninstall')?.keys() ?? []) {
		const version = hiveText(program.value('DisplayVersion'));
		if (software !== undefined && version !== undefined && /^\d{1,9}(?:\.\d{1,9}){1,3}$/.test(version) && hiveText(program.value('DisplayName')) === product)
			return {value: shortVersion(version), place: software.place};
	}
	return undefined;
}

/** The version in the last report of a launch: `Launch: EC2 Launch v2.2.63`. */
function loggedVersion(system: FileSystem): Located<string> | undefined {
	for (const path of launchV2.logs) {
		const text = textOf(system, path);
		const last = [...(text?.value.matchAll(/\bEC2 ?Launch v(\d{1,9}(?:\.\d{1,9}){1,3})/g) ?? [])].at(-1);
		if (text === undefined || last === undefined) continue;
		const end = last.index + last[0].length;
		return cut(text, end - (last[1] ?? '').length, end);
	}
	return undefined;
}

/** Where settings were read, or why not. */
function settingsOf(system: FileSystem, path: string, text: Text | undefined, fault?: string): {readonly settings?: Place; readonly unread?: string} {
	if (text === undefined) return {unread: whyUnknown(system, path) ?? `${path} is empty`};
	return fault === undefined ? {settings: {file: text.place.file}} : {settings: {file: text.place.file}, unread: `${pathOf(system, path)} ${fault}`};
}

/** A value of a map by its key, whatever its case: the agents do not look at it. */
function settingOf(node: SourceNode | undefined, key: string): SourceNode | undefined {
	return get(node, key) ?? entriesOf(node).findLast((entry) => entry.key.toLowerCase() === key.toLowerCase())?.value;
}

function booleanOf(file: string, node: SourceNode | undefined): Located<boolean> | undefined {
	return node?.kind === 'scalar' && typeof node.value === 'boolean' ? {value: node.value, place: placeOf(file, node)} : undefined;
}

/** A property that is left out when it has no value, as exact optional types ask. */
function optional<Key extends string, Value>(key: Key, value: Value | undefined): {readonly [K in Key]?: Value} {
	// A computed key widens to an index signature; the object has this one key or none.
	return (value === undefined ? {} : {[key]: value}) as {readonly [K in Key]?: Value};
}
