/** What jobs send to hosts that are written down, and which products report home. */

import type {Sending, StartupJob, Telemetry} from '../../../evidence/startup.ts';
import {entryAt, type FileSystem, fileOf, textAt} from '../../../filesystem.ts';
import {dataForwarders, type TelemetryProduct, telemetryProducts} from '../../../limits/telemetry.ts';
import {textOf} from '../../../tree.ts';
import type {CloudConfig} from '../cloud-files.ts';
import {cut} from '../lines.ts';
import {type Act, lineOf, wordsOf} from '../shell/acts.ts';
import {settingsIn} from '../shell/run.ts';
import {flat, placeOf, type Value} from '../shell/values.ts';
import {bucketOf} from './addresses.ts';
import {cloudInitJob} from './cloud-config.ts';
import {bucketCopyOf, downloadOf} from './downloads.ts';
import {hostOf, isOutside} from './hosts.ts';
import {isOfSession, type Job, plain, startingActs, unitOf} from './job.ts';

/** Everything that jobs send. */
export function sendingsOf(system: FileSystem, jobs: readonly Job[], config: CloudConfig): readonly Sending[] {
	return [
		...startingActs(jobs).flatMap(({job, act}) => (isOfSession(job) ? [] : sentBy(job, act))),
		...mailedBy(jobs),
		...forwardersOf(system, jobs),
		...phoneHomeOf(system, config),
	];
}

const bodyOption =
	/^(?:-d|--data|--data-(?:raw|binary|ascii|urlencode)|--json|-F|--form|--form-string|-T|--upload-file|--post-data|--post-file|--body-data|--body-file)(?:=|$)|^-[dFT]./;
const postOption = /^(?:-X|--request|--method)[= ]?(?:POST|PUT|PATCH)?$/i;

/** What a command sends, but for the job that it belongs to. */
type Sent = Omit<Sending, 'job'>;

/** Readers by program. */
const senders: ReadonlyMap<string, (act: Act) => Iterable<Sent>> = new Map(
	(
		[
			['curl wget wget2 http https', requestBy],
			['aws', toAws],
			['scp rsync sftp', copyBy],
			['mail mailx mutt sendmail msmtp swaks s-nail', mailBy],
		] as const
	).flatMap(([programs, reader]) => programs.split(' ').map((program) => [program, reader] as const)),
);

function sentBy(job: Job, act: Act): readonly Sending[] {
	return [...(senders.get(act.program)?.(act) ?? [])].map((sent) => ({job: plain(job), ...sent}));
}

function* requestBy(act: Act): Generator<Sent> {
	const address = downloadOf(act)?.addresses.find((own) => /^(?:(?:https?|ftps?|wss?):\/\/|[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?::\d{1,5})?\/)/i.test(flat(own)));
	const host = hostOf(flat(address ?? []));
	if (!isOutside(host) || address === undefined) return;
	const words = wordsOf(act);
	const what = toldBy(withInput(act));
	const hasBody = words.some((word) => bodyOption.test(word)) || (words.some((word) => postOption.test(word)) && /\b(?:POST|PUT|PATCH)\b/i.test(lineOf(act)));
	if (what.length > 0 || hasBody) yield {how: 'request', to: host, what, place: placeOf(address) ?? act.place};
}

/** `aws s3 cp file s3://bucket`, `aws sns publish`. */
function* toAws(act: Act): Generator<Sent> {
	const copy = bucketCopyOf(act);
	const bucket = copy === undefined ? undefined : bucketOf(flat(copy.to));
	if (copy !== undefined && bucket !== undefined && !flat(copy.from).startsWith('s3://'))
		yield {how: 'upload', to: `s3://${bucket}`, what: toldBy(act.args), place: placeOf(copy.to) ?? act.place};
	const topic = act.args.find((arg) => /^arn:aws[\w-]{0,10}:sns:[\w-]{1,30}:\d{12}:/.test(flat(arg)));
	if (topic !== undefined && /\bsns publish\b/.test(lineOf(act)))
		yield {how: 'request', to: flat(topic), what: toldBy(act.args), place: placeOf(topic) ?? act.place};
}

function* copyBy(act: Act): Generator<Sent> {
	const last = act.args.at(-1);
	const word = flat(last ?? []);
	const host = /^[^/]{1,200}:/.test(word) ? hostOf(word) : undefined;
	if (last !== undefined && isOutside(host)) yield {how: 'upload', to: host, what: toldBy(act.args), place: placeOf(last) ?? act.place};
}

function* mailBy(act: Act): Generator<Sent> {
	for (const arg of act.args) {
		const word = flat(arg);
		const host = /^[^\s@\uE000]{1,100}@([\w.-]{3,200})$/.exec(word)?.[1];
		if (isOutside(host)) yield {how: 'mail', to: word, what: toldBy(withInput(act)), place: placeOf(arg) ?? act.place};
	}
}

/** What a command is given: its words, and what it reads. */
function withInput({args, input}: Act): readonly Value[] {
	return [...args, ...(input === undefined ? [] : [input])];
}

/** What a request tells of the instance, in words. */
function toldBy(values: readonly Value[]): readonly string[] {
	const parts = values.flat();
	const told = parts.flatMap(({origin, about}) => (origin === 'instance-id' ? ['instance id'] : origin === 'host' ? [about ?? 'host name'] : []));
	return [...new Set(told)];
}

/** `MAILTO=` of a crontab: cron mails there what its jobs print. */
function* mailedBy(jobs: readonly Job[]): Generator<Sending> {
	const seen = new Set<string>();
	for (const job of jobs) {
		const to = job.kind === 'cron' && job.off === undefined ? job.environment.get('MAILTO') : undefined;
		const place = to === undefined ? undefined : placeOf(to);
		const address = to === undefined ? '' : flat(to);
		const host = /@([\w.-]{3,200})$/.exec(address)?.[1];
		const key = `${place?.file} ${place?.range?.[0]}`;
		if (place === undefined || !isOutside(host) || seen.has(key)) continue;
		seen.add(key);
		yield {job: plain(job), how: 'mail', to: address, what: [], place};
	}
}

/** Agents that hand logs and metrics on, to a host or with the key of an account that stands in the image. */
function* forwardersOf(system: FileSystem, jobs: readonly Job[]): Generator<Sending> {
	for (const {name, units, files, setting} of dataForwarders) {
		const job = jobs.find((own) => own.off === undefined && units.test(unitOf(own)));
		if (job === undefined) continue;
		for (const path of system.contents.keys()) {
			const text = files.test(path) ? textAt(system, path) : undefined;
			if (text === undefined) continue;
			for (const match of text.value.matchAll(new RegExp(setting.source, `${setting.flags}dg`))) {
				const {host, target, key} = match.groups ?? {};
				const named = host ?? target;
				const own = named === undefined ? undefined : (hostOf(named) ?? named);
				const at = match.indices?.groups?.[host !== undefined ? 'host' : target !== undefined ? 'target' : 'key'];
				if (at === undefined || (key === undefined && !isOutside(own) && !/^[\w-]{3,60}:[A-Za-z0-9+/=]{20,}$/.test(named ?? ''))) continue;
				yield {
					job: plain(job),
					how: key === undefined ? 'forwarder' : 'agent',
					to: key === undefined ? (own ?? name) : name,
					what: [],
					place: cut(text, ...at).place,
				};
			}
		}
	}
}

/** cloud-init's `phone_home`, which posts host name, instance id and keys. */
function phoneHomeOf(system: FileSystem, config: CloudConfig): readonly Sending[] {
	const url = config.get('phone_home', 'url');
	const text = url === undefined ? undefined : textOf(url.file, url.node);
	const host = hostOf(text?.value ?? '');
	if (url === undefined || text === undefined || !isOutside(host)) return [];
	const job: StartupJob = {...cloudInitJob(system, url.file, text.place), name: 'cloud-init phone_home'};
	return [{job, how: 'request', to: host, what: ['instance id', 'host name', 'public host keys'], place: text.place}];
}

/** Products whose usage reports are on. */
export function telemetryOf(system: FileSystem, jobs: readonly Job[]): readonly Telemetry[] {
	const packages = packagesOf(system);
	const everywhere = variablesOf(system);
	return telemetryProducts.flatMap((product) => telemetryOfProduct(product, {system, jobs, packages, everywhere}));
}

type Around = {
	readonly system: FileSystem;
	readonly jobs: readonly Job[];
	readonly packages: ReadonlyMap<string, Telemetry['place']>;
	readonly everywhere: ReadonlyMap<string, string>;
};

function telemetryOfProduct({product, units, packages, on, off, offFile, offVariables = [], how}: TelemetryProduct, around: Around): readonly Telemetry[] {
	const {system, jobs, everywhere} = around;
	const find = (files: RegExp, setting: RegExp) => {
		for (const path of system.contents.keys()) {
			const text = files.test(path) ? textAt(system, path) : undefined;
			const match = text === undefined ? null : new RegExp(setting.source, `${setting.flags}d`).exec(text.value);
			const at = match?.indices?.[1];
			if (text !== undefined && at !== undefined) return cut(text, ...at).place;
		}
		return undefined;
	};
	const job = units === undefined ? undefined : jobs.find((own) => own.off === undefined && units.test(unitOf(own)));
	if (units !== undefined && job === undefined) return [];
	const installed = packages === undefined ? undefined : [...around.packages].find(([name]) => packages.test(name))?.[1];
	if (packages !== undefined && installed === undefined) return [];
	const said = on === undefined ? undefined : find(on.files, on.setting);
	if (on !== undefined && said === undefined) return [];
	if (offFile !== undefined && entryAt(system, offFile) !== undefined) return [];
	if (off.some(({files, setting}) => find(files, setting) !== undefined)) return [];
	const isOff = offVariables.some(({name, value}) => {
		const own = job?.environment.get(name);
		return (own !== undefined && value.test(flat(own))) || (packages !== undefined && value.test(everywhere.get(name) ?? ''));
	});
	if (isOff) return [];
	const place = said ?? job?.commands[0]?.place ?? job?.place ?? installed;
	return place === undefined ? [] : [{product, off: how, byItself: packages === undefined, place}];
}

/** Installed packages of Debian and Alpine, with the place of their names. */
function packagesOf(system: FileSystem): ReadonlyMap<string, Telemetry['place']> {
	const found = new Map<string, Telemetry['place']>();
	for (const [path, pattern] of [
		['var/lib/dpkg/status', /^Package: ([\w.+-]{1,200})$/gm],
		['lib/apk/db/installed', /^P:([\w.+-]{1,200})$/gm],
	] as const) {
		const text = textAt(system, path);
		if (text === undefined) continue;
		for (const match of text.value.matchAll(pattern)) {
			const name = match[1] ?? '';
			const end = match.index + match[0].length;
			const status = /^Status: (.{1,100})$/m.exec(text.value.slice(end, end + 400))?.[1] ?? 'installed';
			if (/\binstalled$/.test(status)) found.set(name, {file: fileOf(system, path), range: [end - name.length, end]});
		}
	}
	return found;
}

/** Variables that are set for everybody: `etc/environment` and `etc/profile.d`. */
function variablesOf(system: FileSystem): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const path of system.contents.keys()) {
		if (!/^etc\/(?:environment(?:\.d\/[^/]+)?|profile|profile\.d\/[^/]+|bash\.bashrc|bashrc)$/.test(path)) continue;
		const text = textAt(system, path);
		if (text === undefined) continue;
		for (const [name, value] of settingsIn(text)) found.set(name, flat(value));
		for (const match of text.value.matchAll(/^[ \t]{0,20}export[ \t]{1,20}([A-Za-z_]\w{0,100})=["']?([^\s"']{1,200})/gm))
			found.set(match[1] ?? '', match[2] ?? '');
	}
	return found;
}
