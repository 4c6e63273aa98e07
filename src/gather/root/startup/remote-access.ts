/** Ways for others to reach or steer the instance that start by themselves. */

import {append} from '../../../append.ts';
import type {Place, Text} from '../../../contract.ts';
import type {RemoteAccess} from '../../../evidence/startup.ts';
import {type FileSystem, textAt} from '../../../filesystem.ts';
import {type Binding, type RemoteAgent, remoteAgents, vncServers} from '../../../limits/remote-access.ts';
import {cut} from '../lines.ts';
import {type Act, lineOf, operandsOf, optionOf, wordsOf} from '../shell/acts.ts';
import {flat, originOf, placeOf} from '../shell/values.ts';
import {firstOfRoot} from '../unread.ts';
import {hostOf, isOutside} from './hosts.ts';
import {type Job, plain, startingActs, unitOf} from './job.ts';

/** What of remote access starts on a root. */
export function remoteAccessOf(system: FileSystem, jobs: readonly Job[]): readonly RemoteAccess[] {
	const paths = [...system.contents.keys()];
	const found: RemoteAccess[] = [];
	for (const agent of remoteAgents) append(found, agentsOf(system, paths, jobs, agent));
	for (const {job, act} of startingActs(jobs))
		append(found, [...tunnelOf(system, job, act), ...reverseShellOf(job, act), ...bridgeOf(job, act), ...passwordOf(job, act), ...vncOf(job, act)]);
	return found;
}

/** One agent: bound by its command line, by its configuration, or let in as it is. */
function* agentsOf(system: FileSystem, paths: readonly string[], jobs: readonly Job[], agent: RemoteAgent): Generator<RemoteAccess> {
	const running = jobs.filter((own) => own.off === undefined && (isUnitOf(agent, own) || own.acts.some((act) => isRun(agent, act))));
	const [job] = running;
	if (job === undefined) return;
	const base = {job: plain(job), agent: agent.name, kind: agent.kind};
	const acts = running.flatMap((own) => own.acts.filter((act) => isRun(agent, act)).map((act) => ({own, act})));
	let bound = false;
	for (const {own, act} of acts) {
		const groups = agent.bound?.exec(lineOf(act))?.groups;
		if (groups === undefined || !(groups['key'] !== undefined || isBound(groups['host']))) continue;
		bound = true;
		yield {...base, job: plain(own), ...(groups['host'] === undefined ? {} : {bound: groups['host']}), keyed: groups['key'] !== undefined, place: act.place};
	}
	if (bound) return;
	const bindings = job.kind === 'unit' ? agent.bindings : [...agent.bindings, ...(agent.windows?.bindings ?? [])];
	for (const {own, act} of acts)
		for (const {host, key, place} of bindings.flatMap((binding) => [...boundByArguments(system, act, binding)])) {
			bound = true;
			yield {...base, job: plain(own), ...(host === undefined ? {} : {bound: host}), keyed: key, place};
		}
	if (bound) return;
	for (const binding of bindings)
		for (const {host, key, place} of boundIn(system, paths, binding)) {
			// One instance of a unit reads one file.
			if (agent.kind === 'network' && job.kind === 'unit' && !servesFile(running, place.file)) continue;
			bound = true;
			yield {...base, ...(host === undefined ? {} : {bound: host}), keyed: key, place};
		}
	if (!bound && !agent.idle) yield {...base, keyed: false, place: acts[0]?.act.place ?? job.commands[0]?.place ?? job.place};
}

function isUnitOf({units, windows}: RemoteAgent, job: Job): boolean {
	return job.kind === 'service' ? windows?.service?.test(unitOf(job)) === true : units.test(unitOf(job));
}

function isRun({program, line, windows}: RemoteAgent, act: Act): boolean {
	return (
		((program.test(act.program) && (line === undefined || line.test(lineOf(act)))) || windows?.program?.test(act.program) === true) &&
		!/\b(?:--version|version|--help|status|stop|down|logout|leave)\b/.test(wordsOf(act).join(' '))
	);
}

/** `wg-quick@wg0` reads `wg0.conf`; what reads all of a folder serves each. */
function servesFile(jobs: readonly Job[], file: string): boolean {
	const own = file.slice(file.lastIndexOf('/') + 1).replace(/\.conf$/, '');
	return jobs.some((job) => {
		const {acts} = job;
		const name = unitOf(job);
		const instance = /@(.+)$/.exec(name)?.[1];
		if (instance !== undefined) return instance === own;
		return !/^openvpn|^wg-quick/.test(name) || name === 'openvpn' || acts.some((act) => wordsOf(act).some((word) => word.includes(own)));
	});
}

/** Networks and accounts are no hosts; hosts must be somebody else's. */
function isBound(host: string | undefined): boolean {
	if (host === undefined) return false;
	const name = hostOf(host);
	if (name !== undefined && /[.:]/.test(host)) return isOutside(name);
	return /^(?:mi-)?[0-9a-f-]{16,40}$/i.test(host);
}

type Bound = {readonly host?: string; readonly key: boolean; readonly place: Place};

function* boundIn(system: FileSystem, paths: readonly string[], {files, setting}: Binding): Generator<Bound> {
	for (const path of paths) if (files.test(path)) yield* boundAt(system, path, setting);
}

/** The files that a command line names, such as `rathole /opt/larkspur/link.toml`: they may be called as one likes. */
function* boundByArguments(system: FileSystem, act: Act, {setting}: Binding): Generator<Bound> {
	const paths = wordsOf(act).flatMap((word) => /(?:^|=)(\/[^=\s]{1,400})$/.exec(word)?.[1] ?? []);
	const why = `this command names more than ${mostPaths} paths; the files after them were not looked at`;
	for (const path of firstOfRoot(system, paths, mostPaths, () => act.place, why)) yield* boundAt(system, path, setting);
}

/** Paths of one command line that may be files of settings. */
const mostPaths = 50;

function* boundAt(system: FileSystem, path: string, setting: RegExp): Generator<Bound> {
	const text = textAt(system, path);
	const match = text === undefined ? null : new RegExp(setting.source, `${setting.flags}d`).exec(text.value);
	if (text === undefined || match === null) return;
	const {host, key} = match.groups ?? {};
	const indices = match.indices?.groups;
	const at = indices?.['host'] ?? indices?.['key'];
	if (host === undefined && key === undefined) {
		// A file whose name is the network.
		yield {host: path.slice(path.lastIndexOf('/') + 1).replace(/\.conf$/, ''), key: false, place: {file: text.place.file}};
	} else if (key !== undefined || isBound(host)) yield {...(host === undefined ? {} : {host}), key: key !== undefined, place: spot(text, at)};
}

function spot(text: Text, at: readonly [number, number] | undefined): Place {
	return at === undefined ? text.place : cut(text, ...at).place;
}

/** Options of ssh that take a word of their own. */
const sshValues = /^-[\w]{0,10}[BbcDEeFIiJLlmOoPpQRSWwM]$/;

/** `ssh -R`, in its forms; `autossh` the same. Without the option, `RemoteForward` in a configuration file does it. */
function* tunnelOf(system: FileSystem, job: Job, act: Act): Generator<RemoteAccess> {
	if (!/^(?:(?:auto)?ssh|dbclient|plink|klink)$/.test(act.program)) return;
	const words = wordsOf(act);
	const at = words.findIndex((word) => /^-[46AaCfGgKkMNnqsTtVvXxYy]{0,12}R/.test(word) || /^(?:-o)?RemoteForward\b/i.test(word));
	const operands = operandsOf(act, sshValues);
	const base = {job: plain(job), kind: 'tunnel' as const, keyed: false};
	const target = operands[0];
	if (at >= 0) {
		const host = target === undefined ? undefined : hostOf(flat(target));
		// A host of the buyer's own network is not the seller.
		if (host !== undefined && !isOutside(host)) return;
		const place = (target === undefined ? undefined : placeOf(target)) ?? act.place;
		yield {...base, agent: `${act.program} -R`, ...(isOutside(host) ? {bound: host} : {}), place: isOutside(host) ? place : act.place};
		return;
	}
	if (act.program !== 'autossh' && !words.some((word) => /^-[46AaCfgKkMnqsTtVvXxYy]{0,12}N/.test(word))) return;
	for (const path of ['etc/ssh/ssh_config', 'root/.ssh/config', flat(optionOf(act, '-F') ?? []).replace(/^\//, '')]) {
		const text = path === '' ? undefined : textAt(system, path);
		const match = text === undefined ? null : /^[ \t]{0,40}RemoteForward[ \t=]{1,20}[^\n]{1,200}/im.exec(text.value);
		if (text === undefined || match === null) continue;
		const name = target === undefined ? '' : flat(target).replace(/^.*@/, '');
		const host = hostNameIn(text.value, name) ?? hostOf(name);
		yield {
			...base,
			agent: `${act.program} with RemoteForward`,
			...(isOutside(host) ? {bound: host} : {}),
			place: cut(text, match.index, match.index + match[0].trimEnd().length).place,
		};
		return;
	}
}

/** The `HostName` of a `Host` in a configuration of ssh. */
function hostNameIn(text: string, name: string): string | undefined {
	let current = false;
	for (const line of text.split('\n')) {
		const [, key = '', value = ''] = /^[ \t]{0,40}(\w{1,40})[ \t=]{1,20}(\S{1,250})/.exec(line) ?? [];
		if (/^Host$/i.test(key)) current = line.split(/\s+/).includes(name);
		else if (current && /^HostName$/i.test(key)) return value.toLowerCase();
	}
	return undefined;
}

/** A shell handed to another host: `bash -i >& /dev/tcp/host/port`, `nc -e`. */
function* reverseShellOf(job: Job, act: Act): Generator<RemoteAccess> {
	const line = `${lineOf(act)} ${act.outputs.map(({path}) => flat(path)).join(' ')}`;
	const [, tcp] = /\/dev\/(?:tcp|udp)\/([^/\s]{1,200})\/\d/.exec(line) ?? [];
	const isShell =
		/^(?:ba|z|k)?sh$/.test(act.program) && wordsOf(act).some((word) => /^-[a-z]{0,5}i/.test(word)) && !wordsOf(act).some((word) => /^-[a-z]{0,5}c$/.test(word));
	const isNetcat =
		/^(?:nc|ncat|netcat)$/.test(act.program) && /(?:^|\s)(?:-\w{0,6}[ec]\w{0,3}|--exec|--sh-exec)(?:\s|=|$)/.test(line) && !/(?:^|\s)-\w{0,6}l/.test(line);
	const host = isShell ? tcp : isNetcat ? wordsOf(act).map(hostOf).find(isOutside) : undefined;
	if (isOutside(host)) yield {job: plain(job), agent: `a shell of ${act.program}`, kind: 'tunnel', bound: host, keyed: false, place: act.place};
}

/** Addresses of socat that connect to a host. */
const connects = /^(?:TCP[46]?(?:-CONNECT)?|OPENSSL(?:-CONNECT)?|SSL|UDP[46]?(?:-CONNECT)?|SOCKS4A?|PROXY|WS|WSS):(?<host>[^:,\s]{1,200})/i;

/** socat between another host and a shell or a port of the instance. */
function* bridgeOf(job: Job, act: Act): Generator<RemoteAccess> {
	if (act.program !== 'socat') return;
	const words = wordsOf(act);
	const hosts = words.flatMap((word) => connects.exec(word)?.groups?.['host'] ?? []);
	const host = hosts.map(hostOf).find(isOutside);
	const isShell = words.some((word) => /^(?:EXEC|SYSTEM|SHELL):/i.test(word));
	if (isOutside(host) && (isShell || hosts.length > 1)) yield {job: plain(job), agent: 'socat', kind: 'tunnel', bound: host, keyed: false, place: act.place};
}

/** `echo secret | anydesk --set-password` lets whoever knows the password in. */
function* passwordOf(job: Job, act: Act): Generator<RemoteAccess> {
	if (act.program !== 'anydesk' || !wordsOf(act).includes('--set-password') || act.input === undefined || originOf(act.input) !== 'fixed') return;
	yield {job: plain(job), agent: 'AnyDesk', kind: 'screen', keyed: true, place: placeOf(act.input) ?? act.place};
}

/** A VNC server that listens to others than the instance itself. */
function* vncOf(job: Job, act: Act): Generator<RemoteAccess> {
	const line = lineOf(act);
	if (!vncServers.program.test(act.program) || vncServers.local.test(line) || /(?:^|\s)-(?:kill|list|storepasswd|version|help)\b/.test(line)) return;
	yield {job: plain(job), agent: act.program, kind: 'screen', keyed: false, place: act.place};
}
