import {isAbsolute, join} from 'node:path';

/**
 * Where users' programs keep what can be made again: `$XDG_CACHE_HOME` where it is set, else the system's own place.
 * Origin: https://specifications.freedesktop.org/basedir-spec/latest/ (read 2026-11-26)
 */
export function defaultCache(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform, home: string): string {
	const {XDG_CACHE_HOME: named = '', LOCALAPPDATA: local = ''} = env;
	if (isAbsolute(named)) return join(named, 'shelfready');
	if (platform === 'win32' && isAbsolute(local)) return join(local, 'shelfready', 'Cache');
	return platform === 'darwin' ? join(home, 'Library', 'Caches', 'shelfready') : join(home, '.cache', 'shelfready');
}
