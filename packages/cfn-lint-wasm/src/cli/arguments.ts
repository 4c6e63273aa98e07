/** The command line: our own flags among cfn-lint's, and paths as Python sees them. */

/** Our own flags; `args` are what is left for cfn-lint. */
export type CommandLine = {
	readonly args: readonly string[];
	/** Most workers; without it as many as pay. */
	readonly workers?: number;
	/** Most seconds for a template. */
	readonly seconds: number;
	readonly asksVersion: boolean;
};

const defaultSeconds = 60;
/** Longer, in seconds, than timers can wait for. */
const mostSeconds = 1_000_000;

/**
 * Takes our own flags out of a command line: `--workers N`, `--timeout SECONDS`, `--wasm-version`. After `--` everything is
 * cfn-lint's.
 * @throws {RangeError} where a flag has no value or one that can't be
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
	const args: string[] = [];
	let workers: number | undefined;
	let seconds = defaultSeconds;
	let asksVersion = false;
	for (let at = 0; at < argv.length; at++) {
		const argument = argv[at] ?? '';
		if (argument === '--') {
			args.push(...argv.slice(at));
			break;
		}
		const [, flag, attached] = /^(--workers|--timeout)(?:=(.*))?$/s.exec(argument) ?? [];
		if (argument === '--wasm-version') asksVersion = true;
		else if (flag === undefined) args.push(argument);
		else {
			const value = attached ?? argv[++at] ?? '';
			if (flag === '--workers') {
				if (!/^[1-9]\d{0,2}$/.test(value)) throw new RangeError(`${flag} takes a whole number from 1 to 999, not ${JSON.stringify(value)}`);
				workers = Number(value);
			} else {
				seconds = Number(value);
				if (!/^\d*\.?\d+$/.test(value) || seconds <= 0 || seconds > mostSeconds)
					throw new RangeError(`${flag} takes seconds, above 0 and up to ${mostSeconds}, not ${JSON.stringify(value)}`);
			}
		}
	}
	return {args, seconds, asksVersion, ...(workers === undefined ? {} : {workers})};
}

/** A path of Windows as Python sees it, where drives are folders of the root: `/C/a/b` for `C:\a\b`. */
export function pathFromWindows(path: string): string {
	return path.replace(/^([A-Za-z]):(?=[\\/]|$)/, (_, drive: string) => `/${drive.toUpperCase()}`).replaceAll('\\', '/');
}

/** An argument of a command on Windows as Python takes it. `NAME=VALUE` is a parameter or a setting of a rule, not a path. */
export function argumentFromWindows(argument: string): string {
	const [, flag, value] = /^(--[\w-]+=)(.*)$/s.exec(argument) ?? [];
	if (flag !== undefined && value !== undefined) return flag + pathFromWindows(value);
	return argument.includes('=') ? argument : pathFromWindows(argument);
}

/** The drives of Windows, in capitals and sorted, that any of `paths` names. */
export function drivesOf(paths: readonly string[]): readonly string[] {
	const drives = paths.flatMap((path) => [...path.matchAll(/(?:^|=)([A-Za-z]):(?=[\\/]|$)/g)].map(([, drive]) => (drive ?? '').toUpperCase()));
	return [...new Set(drives)].sort();
}
