/** Pieces of the product that jobs fetch. */

import type {Fetch} from '../../../evidence/startup.ts';
import {fetchers} from '../../../limits/downloads.ts';
import {type Act, lineOf, operandsOf, optionOf, wordsOf} from '../shell/acts.ts';
import {flat, originOf, placeOf, type Value} from '../shell/values.ts';
import {bucketOf, isElsewhere} from './addresses.ts';
import {downloadOf} from './downloads.ts';
import {hostOf, isOutside} from './hosts.ts';
import {isOfSession, type Job, plain, shown} from './job.ts';
import {type PackageSource, packageAddressOf, packageSourcesOf, writesOf, writtenBy} from './package-sources.ts';
import {pythonFetchesOf} from './python-fetches.ts';

const running = /^(?:(?:ba|da|a|k|z)?sh|python[\d.]*|perl|ruby|node|php|eval|source|\.|powershell|pwsh|cmd|[cw]script|msiexec|rundll32|mshta)$/;
const unpacking = /^(?:tar|unzip|bsdtar|cpio|dpkg|rpm|gunzip|7za?)$/;

/** What jobs fetch at boot, by schedule or on an event; what people do when they log in is theirs. */
export function fetchesOf(jobs: readonly Job[]): readonly Fetch[] {
	return jobs.flatMap((job) => (job.off === undefined && !isOfSession(job) ? [...fetchesIn(job)] : []));
}

/** Addresses before a program that are looked through for the one in its words. */
const mostCaptured = 500;

type Address = {readonly text: string; readonly place: Fetch['place']};

function* fetchesIn(job: Job): Generator<Fetch> {
	const base = plain(job);
	/** Files that were fetched, by path, and where from. */
	const files = new Map<string, Address>();
	const used = new Set<Address>();
	/** Addresses of programs whose output becomes a word, those of late last. */
	const captured: Address[] = [];
	/** Sources of packages that nothing was installed from yet, and programs of Python by the files that they are written to. */
	const sources = new Set<PackageSource>();
	const programs = new Map<string, Value>();
	for (const act of job.acts) {
		const own = addressOf(act);
		if (own !== undefined) for (const path of filesOf(act)) files.set(path, own);
		if (own !== undefined && act.captured) captured.push(own);
		const piped = act.from.map(addressOf).find((found) => found !== undefined);
		if (piped !== undefined && running.test(act.program))
			yield {job: base, how: 'run', ...surely(isProgramRead(act) && isWeb(piped)), what: piped.text, place: piped.place};
		else if (piped !== undefined && unpacking.test(act.program)) yield {job: base, how: 'unpack', what: piped.text, place: piped.place};
		else if (
			act.args.some((arg) => originOf(arg) === 'fetched') &&
			/^(?:sudo |env )?\S{0,40}\b(?:(?:ba|da|z|k)?sh|eval|source|python[\d.]*)\b|^\. /.test(lineOf(act))
		) {
			const from = captured.slice(-mostCaptured).findLast(({place}) => place.file === act.place.file && within(place.range, act.place.range));
			if (from !== undefined) yield {job: base, how: 'run', ...surely(isWeb(from)), what: from.text, place: from.place};
		}
		const use = fileUse(act, files);
		if (use !== undefined) {
			used.add(use.from);
			yield {job: base, how: use.how, ...surely(use.surely && isWeb(use.from)), what: use.from.text, place: use.from.place};
		}
		for (const source of packageSourcesOf(act)) sources.add(source);
		for (const source of sources)
			if (source.of.test(act.program) && isInstalling(act)) {
				sources.delete(source);
				yield {job: base, how: 'source', what: source.what, place: source.place};
			}
		const content = writtenBy(act);
		if (content !== undefined) for (const path of writesOf(act)) if (path.endsWith('.py')) programs.set(path, content);
		const program = pythonOf(act, programs);
		if (program !== undefined) for (const fetched of pythonFetchesOf(program)) yield {job: base, how: 'download', ...fetched};
		yield* packagesIn(act, base);
	}
	// What is kept and not looked at further is a piece of the product all the same.
	for (const address of new Set(files.values())) if (!used.has(address)) yield {job: base, how: 'download', what: address.text, place: address.place};
}

/** The program of Python that is run, where it is known. */
function pythonOf(act: Act, programs: ReadonlyMap<string, Value>): Value | undefined {
	const own = programs.get(act.path);
	if (own !== undefined || !/^python[\d.]*$/.test(act.program)) return own;
	const [file] = operandsOf(act, /^-[WX]$/);
	const text = optionOf(act, '-c');
	return text ?? (file === undefined || flat(file) === '-' ? act.input : programs.get(flat(file)));
}

/** A shell or an interpreter without a program of its own reads one from its input. */
function isProgramRead(act: Act): boolean {
	const words = wordsOf(act);
	return words.every(
		(word, index) => word === '-' || /^-[seuxl]{0,6}$/.test(word) || words.slice(0, index).some((before) => /^-[a-z]{0,5}s$|^--$/.test(before)),
	);
}

function surely(isSure: boolean): Pick<Fetch, 'surely'> {
	return isSure ? {surely: true} : {};
}

/** Of a bucket it is not known whose it is. */
function isWeb({text}: Address): boolean {
	return /^https?:/i.test(text) && bucketOf(text) === undefined;
}

function within(inner: readonly [number, number] | undefined, outer: readonly [number, number] | undefined): boolean {
	return inner !== undefined && outer !== undefined && inner[0] >= outer[0] && inner[1] <= outer[1];
}

/** The address that a program fetches from, where it is somebody's host. */
function addressOf(act: Act): Address | undefined {
	const address = downloadOf(act)?.addresses.find((own) => isElsewhere(flat(own)));
	return address === undefined ? undefined : {text: shown(address), place: placeOf(address) ?? act.place};
}

/** Where a program puts what it fetches. */
function filesOf(act: Act): readonly string[] {
	return [...(downloadOf(act)?.targets ?? []), ...act.outputs.map(({path}) => path)]
		.map(flat)
		.filter((path) => /[^&\d-]/.test(path) && !path.startsWith('/dev/'));
}

/** A file that was fetched and is run, unpacked or installed. */
function fileUse(
	act: Act,
	files: ReadonlyMap<string, Address>,
): {readonly how: 'run' | 'unpack'; readonly surely: boolean; readonly from: Address} | undefined {
	if (files.size === 0 || fetchers.has(act.program)) return undefined;
	const words = [act.path, ...wordsOf(act)].map((word) => word.replace(/^\.\//, ''));
	const used = words.find((word) => files.has(word) || files.has(`./${word}`));
	const from = used === undefined ? undefined : (files.get(used) ?? files.get(`./${used}`));
	if (from === undefined) return undefined;
	const isRun =
		act.path.replace(/^\.\//, '') === used ||
		running.test(act.program) ||
		(act.program === 'chmod' && /[+=][rw]*x|^[0-7]{0,3}[1357][0-7]{0,2}$/.test(wordsOf(act)[0] ?? ''));
	const isNamed = act.path.replace(/^\.\//, '') === used || (running.test(act.program) && flat(operandsOf(act)[0] ?? []).replace(/^\.\//, '') === used);
	if (isRun) return {how: 'run', surely: isNamed, from};
	return unpacking.test(act.program) || /^(?:apt(?:-get)?|yum|dnf|pip3?|npm|gem)$/.test(act.program) ? {how: 'unpack', surely: false, from} : undefined;
}

/** Programs that install packages, the word that tells them to, and options with a value. */
const installers: readonly {readonly program: RegExp; readonly verb: RegExp; readonly values?: RegExp}[] = [
	{program: /^(?:apt|apt-get|aptitude)$/, verb: /^install$/, values: /^-[ot]$/},
	{program: /^(?:yum|dnf|microdnf|tdnf|zypper)$/, verb: /^(?:install|localinstall|groupinstall)$/},
	{program: /^apk$/, verb: /^add$/, values: /^(?:-X|-t|--repository|--virtual)$/},
	{program: /^pip[\d.]*$/, verb: /^install$/, values: /^(?:-[cirt]|--(?:index-url|extra-index-url|target|requirement|constraint))$/},
	{program: /^(?:npm|pnpm|yarn)$/, verb: /^(?:install|i|ci|add)$/},
	{program: /^gem$/, verb: /^install$/, values: /^-[vi]$/},
	{program: /^snap$/, verb: /^install$/},
	{program: /^(?:cargo|go|conda|mamba|choco|winget|scoop|Install-(?:Module|Package|Script))$/, verb: /^install$/},
];

/** Whether a program installs packages, with the word that tells it to. */
function isInstalling(act: Act): boolean {
	if (act.program === 'helm') return wordsOf(act).some((word) => /^(?:install|upgrade|pull|template)$/.test(word));
	if (act.program === 'kubectl') return wordsOf(act).some((word) => /^(?:apply|create)$/.test(word));
	const installer = installers.find(({program}) => program.test(act.program));
	return installer?.verb.test(flat(operandsOf(act, installer.values)[0] ?? [])) === true;
}

/** `python -m pip` as the program that it runs. */
function moduleOf(act: Act): Act {
	const [option, name, ...args] = act.args;
	return /^python[\d.]*$/.test(act.program) && flat(option ?? []) === '-m' && flat(name ?? []) === 'pip' ? {...act, program: 'pip', args} : act;
}

function* packagesIn(called: Act, job: Fetch['job']): Generator<Fetch> {
	const act = moduleOf(called);
	const base = {job, place: act.place};
	const takesAddress = isInstalling(act) || (act.program === 'rpm' && wordsOf(act).some((word) => /^-[a-zA-Z]{0,6}[iUF]|^--(?:install|upgrade)$/.test(word)));
	const address = takesAddress ? packageAddressOf(act) : undefined;
	if (address !== undefined) {
		yield {job, how: 'install', address: true, ...address};
		return;
	}
	const installer = installers.find(({program}) => program.test(act.program));
	if (installer !== undefined) {
		const [verb, ...packages] = operandsOf(act, installer.values);
		const named = packages.filter((name) => !isLocal(name));
		const isOffline = wordsOf(act).some((word) => /^--(?:no-index|offline|download-only|no-network|simulate|dry-run)$/.test(word));
		if (
			verb !== undefined &&
			installer.verb.test(flat(verb)) &&
			!isOffline &&
			(named.length > 0 || (packages.length === 0 && /^(?:npm|pnpm|yarn|pip)/.test(act.program)))
		)
			yield {
				...base,
				how: 'install',
				what: packageNames(named, act.program),
			};
		return;
	}
	if (/^(?:docker|podman|nerdctl|docker-compose|ctr|crictl)$/.test(act.program)) {
		const what = imagesOf(act);
		if (what !== undefined) yield {...base, how: 'image', what};
		return;
	}
	if (act.program === 'git') {
		const [verb, from] = operandsOf(act, /^(?:-[Cbc]|--(?:branch|depth|git-dir|work-tree))$/);
		const isClone = flat(verb ?? []) === 'clone' && from !== undefined && isOutside(hostOf(flat(from)));
		if (isClone) yield {...base, how: 'clone', what: shown(from), place: placeOf(from) ?? act.place};
		else if (flat(verb ?? []) === 'pull') yield {...base, how: 'clone', what: 'what its git remote holds'};
	}
}

/** Options of `docker run` with a value. https://docs.docker.com/reference/cli/docker/container/run/ */
const runValues =
	/^(?:-[acehlmpuvw]|--(?:add-host|cap-add|cap-drop|cidfile|cpus|cpuset-cpus|cpu-shares|device|dns|entrypoint|env|env-file|expose|gpus|group-add|health-\w+|hostname|ip|ipc|label|log-driver|log-opt|memory|mount|name|network|pid|platform|publish|pull|restart|runtime|security-opt|shm-size|stop-signal|sysctl|tmpfs|ulimit|user|userns|volume|workdir))$/;

/** The images that a program for containers fetches; without word to do so, it may run one that lies in the AMI. */
function imagesOf(act: Act): string | undefined {
	const words = wordsOf(act);
	if (words.includes('pull')) {
		const image = operandsOf(act, /^(?:-[fHp]|--(?:file|project-name|platform|context))$/).at(-1);
		return image === undefined || flat(image) === 'pull' ? 'the images of its compose file' : shown(image);
	}
	if (!words.some((word, index) => /^--pull=(?:always|newer)$/.test(word) || (word === '--pull' && words[index + 1] === 'always'))) return undefined;
	const operands = operandsOf(act, runValues);
	const image = operands[operands.findIndex((word) => /^(?:run|create)$/.test(flat(word))) + 1];
	return words.includes('up') || image === undefined ? 'the images of its compose file' : shown(image);
}

/** The first packages, for people; those that variables name are left out. */
function packageNames(packages: readonly Value[], program: string): string {
	const known = packages.map(shown).filter((name) => /[a-z0-9]{2}/i.test(name));
	return known.length === 0 ? `packages with ${program}` : `${known.slice(0, 3).join(', ')}${packages.length > 3 ? ' and more' : ''}`;
}

/** A package that is a file, or comes from one. */
function isLocal(name: Value): boolean {
	return /^(?:\.{1,2}$|\.{0,2}\/|file:)|\/[^/]*\*|\.(?:deb|rpm|apk|whl|tgz|gem|snap)$/.test(flat(name));
}
