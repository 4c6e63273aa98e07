/** What the rules on sshd share: which settings to point at, each once. */

import type {Place, Severity} from '../contract.ts';
import type {SshBootChange, SshClass, SshDirective, SshServer, SshSetting} from '../evidence/ssh.ts';

/** A setting to point at. */
export type SshPoint = {
	readonly server: SshServer;
	readonly sshClass: SshClass;
	/** Whom it is so for, as a message says it: `everybody whom no Match line names` where a Match block makes it otherwise for some. */
	readonly who: string;
	readonly setting: SshSetting;
	/** The line of the setting; the configuration file where it is a default. */
	readonly place: Place;
	/** Whether a Match block makes it so for some, and not the main part for all. */
	readonly isMatched: boolean;
};

/**
 * The settings of a directive in the classes that are of some kind. One line of a configuration is pointed at once for each kind, however many
 * classes it holds for; for a lesser kind only where it is of no other for some class.
 */
export function sshPoints(
	servers: readonly SshServer[],
	directive: SshDirective,
	kindOf: (sshClass: SshClass) => string | undefined,
	lesser?: string,
): readonly SshPoint[] {
	return servers.flatMap((server) => {
		const seen = new Set<string>();
		const main = server.classes.find(({match}) => match === undefined);
		return server.classes.flatMap((sshClass): SshPoint[] => {
			const kind = kindOf(sshClass);
			const setting = sshClass.settings[directive];
			const place = setting.place ?? server.config;
			const key = JSON.stringify([kind, place.file, place.range]);
			if (kind === undefined || seen.has(key)) return [];
			const isOutweighed = (other: SshClass) => ![undefined, lesser].includes(kindOf(other)) && other.settings[directive].by === setting.by;
			if (kind === lesser && server.classes.some(isOutweighed)) return [];
			seen.add(key);
			const isMatched = sshClass.match !== undefined && (main === undefined || kindOf(main) === undefined);
			const isForAll = sshClass.match !== undefined || server.classes.every((other) => other.root !== sshClass.root || kindOf(other) === kind);
			return [{server, sshClass, who: isForAll ? sshClass.who : `${sshClass.who} whom no Match line names`, setting, place, isMatched}];
		});
	});
}

/** A change on each instance to point at: `sure` where it surely counts, `outweighed` where another line does, `unknown` where its text is not known. */
export type SshBootPoint = {
	readonly server: SshServer;
	readonly change: SshBootChange;
	readonly kind: 'sure' | 'outweighed' | 'unknown';
	/** What a message says of it. */
	readonly data: {readonly job: string; readonly path: string; readonly value: string; readonly by: string};
};

/** What jobs make of a directive; of a text that is not known only where `unknown` asks for it, so that one rule tells of it. */
export function sshBootPoints(servers: readonly SshServer[], directive: NonNullable<SshBootChange['directive']>, unknown = false): readonly SshBootPoint[] {
	return servers.flatMap((server) =>
		server.bootChanges.flatMap((change): SshBootPoint[] => {
			if (change.directive === undefined ? !unknown : change.directive !== directive) return [];
			const isUnknown = change.directive === undefined || change.value === 'unknown' || change.value === 'removed';
			const by = server.classes[0]?.settings[directive].by ?? '';
			const data = {job: change.job.name, path: change.path, value: change.value, by};
			return [{server, change, kind: isUnknown ? 'unknown' : change.isFirst ? 'sure' : 'outweighed', data}];
		}),
	);
}

/**
 * A note where sshd is shut off, since nobody gets in by it until somebody turns it on; at most a warning on Windows, where the policies speak of
 * Remote Desktop and its passwords.
 */
export function lowered(server: SshServer, most?: 'warning'): {readonly severity?: Severity} {
	if (isShut(server)) return {severity: 'note'};
	return server.isWindows || most !== undefined ? {severity: 'warning'} : {};
}

/** Whether sshd does not start by itself. */
function isShut({start}: SshServer): boolean {
	return start === 'masked' || start === 'off';
}

/**
 * Whether all that decides what is in effect was there and is understood, so that what is not found is not so: no job opens one of the directives, or
 * changes what is not known.
 */
export function isWhole({doubts, refusals, bootChanges}: SshServer, ...own: readonly SshDirective[]): boolean {
	return doubts.length === 0 && refusals.length === 0 && !bootChanges.some(({directive}) => directive === undefined || own.includes(directive));
}
