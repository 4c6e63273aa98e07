import {readFileSync} from 'node:fs';

/** The name and version of this package, as reports carry them. Read when asked for, so that importing has no side effect. */
export function toolOf(): {readonly name: string; readonly version: string} {
	// Our own file, two levels above dist/src: npm would not have installed it without these two fields.
	const {name, version} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {name: string; version: string};
	return {name, version};
}
