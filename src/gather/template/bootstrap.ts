/** What the instances of a template do when they start, by their user data and `AWS::CloudFormation::Init`: the gatherers of start-up judge it. */

import {append} from '../../append.ts';
import type {Place} from '../../contract.ts';
import type {Bootstrap, Resource, Template} from '../../evidence/template.ts';
import type {SourceNode} from '../../tree.ts';
import {baseOf} from '../root/shell/acts.ts';
import {isShellScript} from '../root/shell/interpreters.ts';
import {isSpent, shellOf} from '../root/shell/shell.ts';
import {flat, placeOfStretch, sourceOf, type Value} from '../root/shell/values.ts';
import {unreadOfRoot} from '../root/unread.ts';
import {leaveOut} from '../unread.ts';
import type {Defaults} from './defaults.ts';
import {flatTextOf} from './flat-text.ts';
import {type LaunchScript, launchScriptsOf} from './launch-scripts.ts';
import {isProgramPath, newReading, readScript, saidAlone, textPlacesOf} from './script-reading.ts';
import {emptySystem, scriptValue, tellingNames} from './script-values.ts';
import {isComment} from './scripts.ts';

/** Templates with what their instances do when they start. */
export function withBootstrap(templates: readonly Template[], defaults: ReadonlyMap<string, Defaults>): readonly Template[] {
	return templates.map((template) => {
		const own = defaults.get(template.file);
		return own === undefined ? template : {...template, bootstrap: bootstrapOf(template, own)};
	});
}

function bootstrapOf({file, resources}: Template, defaults: Defaults): Bootstrap {
	const reading = newReading();
	const shell = shellOf(emptySystem(file));
	for (const resource of resources) {
		const scripts = scriptsOf(resource, defaults);
		for (const {kind, value} of scripts) {
			const text = kind === 'file' ? flat(value) : '';
			if (kind === 'shell' || (text.startsWith('#!') && isShellScript(text.slice(0, 200)))) readScript(shell, value, file, reading);
		}
		append(reading.said, saidIn(scripts));
	}
	if (isSpent(shell))
		leaveOut(defaults.unread, {file}, 'the scripts of this template come to more commands than one check follows; not all of them were looked at');
	for (const {place, why} of unreadOfRoot(shell.system)) leaveOut(defaults.unread, place, why);
	return {said: saidAlone(reading)};
}

function scriptsOf(resource: Resource, defaults: Defaults): readonly LaunchScript[] {
	const {file, unread} = defaults;
	const own = {...defaults, logicalId: resource.logicalId};
	const valueAt = (node: SourceNode) => scriptValue(flatTextOf(node, own, tellingNames));
	return launchScriptsOf(file, resource, valueAt, (place, why) => leaveOut(unread, place, why));
}

/** Texts of files that nobody runs, as far as their paths, their first lines and the commands tell. */
function saidIn(scripts: readonly LaunchScript[]): readonly Place[] {
	const commands = scripts
		.filter(({kind}) => kind !== 'file')
		.map(({value}) => flat(value))
		.join('\n');
	return scripts.flatMap(({kind, value, path = '', executable}) => {
		const base = baseOf(path);
		if (kind === 'powershell' || kind === 'batch' || kind === 'other') return commentLinesOf(value);
		if (kind !== 'file' || executable === true || base === '' || isProgramPath(path) || flat(value).startsWith('#!') || commands.includes(base)) return [];
		return textPlacesOf(value);
	});
}

/** Comments of other notations, where they have a line of their own. */
function commentLinesOf(value: Value): readonly Place[] {
	const source = sourceOf(value);
	return [...source.text.matchAll(/[^\n]{1,2000}/g)].flatMap(({0: line, index}) =>
		isComment(line) ? [placeOfStretch(source, index, index + line.length)] : [],
	);
}
