import {existsSync, readFileSync} from 'node:fs';

/** The name and version of this package, as reports carry them. Read when asked for, so that importing has no side effect. */
export function toolOf(): {readonly name: string; readonly version: string} {
	// Two levels above dist/src, one above bundle/. Our own file: npm would not have installed it without these two fields.
	const beside = new URL('../package.json', import.meta.url);
	const {name, version} = JSON.parse(readFileSync(existsSync(beside) ? beside : new URL('../../package.json', import.meta.url), 'utf8')) as {
		name: string;
		version: string;
	};
	return {name, version};
}
