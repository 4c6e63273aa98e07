/** Scripts that draw random values: a secret in a file that one of them names may be another on each instance. */

import {type FileSystem, textAt} from '../../../filesystem.ts';
import {isScript} from './files.ts';
import {standingOf} from './standing.ts';

/** A script that draws, and its text. */
export type Drawer = {readonly path: string; readonly text: string};

/** Scripts that are kept in mind: each secret is looked for in each. */
const most = 200;

const draws = /openssl\s+(?:rand|genrsa|genpkey|req|ecparam)|\/dev\/u?random|\bpwgen\b|\buuidgen\b|\bmakepasswd\b|secrets\.token|token_(?:hex|urlsafe)|\bmcookie\b|Get-Random|New-Guid|\bapg\b|ssh-keygen|latest\/meta-data\/instance-id/;

/** The scripts of a root that draw random values. */
export function drawersIn(system: FileSystem): readonly Drawer[] {
	const drawers: Drawer[] = [];
	for (const path of system.contents.keys()) {
		if (drawers.length >= most) break;
		if (!mayBeScript(path) || standingOf(path) !== 'own') continue;
		const text = textAt(system, path)?.value;
		if (text !== undefined && draws.test(text) && isScript(path, text)) drawers.push({path, text});
	}
	return drawers;
}

/** Scripts have an ending of theirs, or none. */
function mayBeScript(path: string): boolean {
	return /(?:^|\/)[^/.]+$|\.(?:sh|bash|ps1|py|service|cmd|bat)$|^var\/lib\/cloud\//.test(path);
}

/** The script that names a file, by its path or by its name and folder. */
export function drawnAnewBy(drawers: readonly Drawer[], path: string): string | undefined {
	const short = path.split('/').slice(-2).join('/');
	return drawers.find((drawer) => drawer.path !== path && (drawer.text.includes(`/${path}`) || (short.length > 8 && drawer.text.includes(short))))?.path;
}
