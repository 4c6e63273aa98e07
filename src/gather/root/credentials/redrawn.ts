/** Scripts that draw random values: a secret in a file that one of them names may be another on each instance. */

import {type FileSystem, textAt} from '../../../filesystem.ts';
import {isScript} from './files.ts';
import {standingOf} from './standing.ts';

/** Scripts by the paths that stand in them, without a leading slash. */
export type Drawers = ReadonlyMap<string, string>;

/** Scripts that are kept in mind, and paths of each. */
const most = {scripts: 200, paths: 2_000};

const draws =
	/openssl\s+(?:rand|genrsa|genpkey|req|ecparam)|\/dev\/u?random|\bpwgen\b|\buuidgen\b|\bmakepasswd\b|secrets\.token|token_(?:hex|urlsafe)|\bmcookie\b|Get-Random|New-Guid|\bapg\b|ssh-keygen|latest\/meta-data\/instance-id/;

/** The scripts of a root that draw random values, by the paths that they name. */
export function drawersIn(system: FileSystem): Drawers {
	const drawers = new Map<string, string>();
	let scripts = 0;
	for (const path of system.contents.keys()) {
		if (scripts >= most.scripts) break;
		if (!mayBeScript(path) || standingOf(path) !== 'own') continue;
		const text = textAt(system, path)?.value;
		if (text === undefined || !draws.test(text) || !isScript(path, text)) continue;
		scripts++;
		const named = text.match(/(?<![\w./+@-])[\w./+@-]{8,300}/g) ?? [];
		for (const word of named.slice(0, most.paths)) drawers.set(word.replace(/^\/+/, ''), path);
	}
	return drawers;
}

/** Scripts have an ending of theirs, or none. */
function mayBeScript(path: string): boolean {
	return /(?:^|\/)[^/.]+$|\.(?:sh|bash|ps1|service|cmd|bat)$|^var\/lib\/cloud\//.test(path);
}

/** The script that names a file, by its path or by its name and folder. */
export function drawnAnewBy(drawers: Drawers, path: string): string | undefined {
	const script = drawers.get(path) ?? drawers.get(path.split('/').slice(-2).join('/'));
	return script === path ? undefined : script;
}
