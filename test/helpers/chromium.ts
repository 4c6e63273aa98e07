import {execFileSync} from 'node:child_process';
import test, {type ExecutionContext} from 'ava';

/** Path of a Chromium of this machine; nothing where there is none. */
export function chromiumPath(): string | undefined {
	for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
		try {
			return execFileSync('which', [name], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim();
		} catch {}
	}
	return undefined;
}

/** A test in a browser; left out, with a word, where there is none. */
export function browserTest(title: string, run: (t: ExecutionContext) => Promise<void>): void {
	if (chromiumPath() === undefined) test.skip(`${title}: left out, since there is no Chromium on this machine`, () => {});
	else test.serial(title, run);
}

/** Nothing that would look for a network or a display. */
export const chromiumFlags: readonly string[] = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
