import type {AnyValidator} from '../../src/contract.ts';
import {checkFiles} from './submission.ts';

/** What rules say of files: severity, rule, subject, the words pointed at with their line, and the message. */
export async function said(files: Readonly<Record<string, string>>, validators: readonly AnyValidator[]): Promise<readonly string[]> {
	const {findings, problems} = await checkFiles(files, validators);
	return [
		...problems.map(({message}) => `problem: ${message}`),
		...findings.map(
			({severity, rule, subject, excerpt, start, message, place}) =>
				`${severity} ${rule.slice(rule.indexOf('/') + 1)} [${subject}] ${place.file}:${start?.line} ${excerpt} · ${message}`,
		),
	];
}
