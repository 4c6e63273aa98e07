/** For whom which settings are in effect: everybody of whom no Match block speaks, root, and whom each Match block speaks of. */

import type {SshClass, SshDirective, SshServer, SshSetting, SshWay} from '../../../evidence/ssh.ts';
import {sshdDefaults} from '../../../limits/openssh.ts';
import type {Accounts} from './accounts.ts';
import type {Connection} from './criteria.ts';
import {type Found, mainValues, matchValues, type Values} from './evaluate.ts';
import {loginsOf} from './logins.ts';
import {isOf, listSays} from './patterns.ts';
import type {MatchStep, Refusal, SetStep, Step} from './read.ts';

/** All that decides what is in effect. */
export type Server = {
	readonly steps: readonly Step[];
	/** What the command line sets. */
	readonly commandLine: readonly SetStep[];
	readonly defaults: Readonly<Record<SshDirective, string>>;
	/** What a default is told to come from: `the default of OpenSSH 9.2`. */
	readonly defaultBy: string;
	/** Whether ChallengeResponseAuthentication is another name of KbdInteractiveAuthentication. */
	readonly keyboardAlias: boolean;
	readonly pam: SshServer['pam'];
	readonly accounts: Accounts;
};

/** Match blocks and log-ins that are tried, and steps for all of them: each log-in takes a walk through the configuration. */
const most = {blocks: 100, logins: 4000, steps: 500_000};

const directives = Object.keys(sshdDefaults).filter((name): name is SshDirective => name in sshdDefaults);

/** The settings for one log-in. */
export function settingsFor(server: Server, connection: Connection): Settings {
	return settings(server, mainValues(server.steps, server.commandLine).values, matchValues(server.steps, connection).values);
}

function settings(server: Server, main: Values, own: Values): Settings {
	const entries = directives.map((directive) => [directive, setting(server, directive, own.get(directive) ?? main.get(directive))] as const);
	const all = Object.fromEntries(entries) as Record<SshDirective, SshSetting>;
	if (server.keyboardAlias || own.has('KbdInteractiveAuthentication')) return all;
	// Before 8.7 keyboard-interactive authentication was on when either of two directives said so; the second did by default.
	const challenge = main.get('ChallengeResponseAuthentication');
	if (challenge === undefined || challenge.words[0] === 'yes')
		return {...all, KbdInteractiveAuthentication: setting(server, 'KbdInteractiveAuthentication', challenge)};
	const keyboard = main.get('KbdInteractiveAuthentication');
	return {...all, KbdInteractiveAuthentication: setting(server, 'KbdInteractiveAuthentication', keyboard ?? challenge)};
}

function setting({defaults, defaultBy}: Server, directive: SshDirective, found: Found | undefined): SshSetting {
	if (found === undefined) return {value: defaults[directive], source: 'default', by: defaultBy};
	const {words, place, source, by} = found;
	return {value: words.join(' '), place, source, by};
}

/** The lines for which sshd would not start, beside those that can't be read. */
export function refusalsOf(server: Server): readonly Refusal[] {
	const {values, refusals} = mainValues(server.steps, server.commandLine);
	const inEffect = settings(server, values, new Map());
	const {place} = inEffect.AuthenticationMethods;
	if (place === undefined || methodSets(inEffect)?.length !== 0) return refusals;
	return [...refusals, {place, reason: 'AuthenticationMethods asks for ways of logging in that are off'}];
}

/** Log-ins that were tried, with what the Match blocks of each set. */
type Tried = {readonly connection: Connection; readonly values: Values; readonly blocks: readonly MatchStep[]};

/** The classes, and whether some Match blocks or log-ins were left out for their number. */
export function classesOf(server: Server): {readonly classes: readonly SshClass[]; readonly cut: boolean} {
	const main = mainValues(server.steps, server.commandLine).values;
	const {tried, cut} = triedLogins(server, main);
	const classFor = (who: string, {connection, values}: Tried, block?: MatchStep): SshClass => {
		const inEffect = settings(server, main, values);
		const isRoot = connection.user === 'root';
		return {
			who,
			...(block === undefined ? {} : {match: block.line}),
			root: isRoot,
			shutOut: isRoot && isShutOut(inEffect, connection.groups),
			settings: inEffect,
			...waysOf(inEffect, server.pam),
		};
	};
	const others = tried.filter(({connection}) => connection.user !== 'root');
	const ofRoot = tried.filter(({connection}) => connection.user === 'root');
	const [everybody, root] = [least(others), least(ofRoot)];
	if (everybody === undefined || root === undefined) return {classes: [], cut};
	// Where no log-in is outside of all Match blocks, those that speak of everybody are no exceptions; one that others are outside of is.
	const partial = everybody.blocks.find((block) => others.some(({blocks}) => !blocks.includes(block)));
	const all = partial === undefined ? classFor('everybody', everybody) : classFor(lines(everybody.blocks), everybody, partial);
	// What is root's alone is so by a block that speaks of root.
	const roots = root.blocks.find((block) => !everybody.blocks.includes(block));
	const isOwn = roots !== undefined && directives.some((directive) => settingOf(all, directive) !== settingOf(classFor('root', root), directive));
	const classes: SshClass[] = [all, isOwn ? classFor(roots.line.value, root, roots) : classFor('root', root)];
	const seen = new Set(classes.map(fingerprint));
	const add = (sshClass: SshClass) => {
		if (seen.has(fingerprint(sshClass))) return;
		seen.add(fingerprint(sshClass));
		classes.push(sshClass);
	};
	for (const block of new Set(tried.flatMap(({blocks}) => blocks))) {
		for (const some of [others, ofRoot]) {
			const first = least(some.filter(({blocks}) => blocks.includes(block)));
			if (first !== undefined) add(classFor(block.line.value, first, block));
		}
	}
	// Blocks that meet in one log-in are told where that makes another way to log in, or another line the one that counts for a way.
	const told = new Set(classes.flatMap(facets));
	for (const login of tried) {
		const [block] = login.blocks;
		if (block === undefined) continue;
		const made = classFor(lines(login.blocks), login, block);
		if (facets(made).every((facet) => told.has(facet))) continue;
		for (const facet of facets(made)) told.add(facet);
		add(made);
	}
	return {classes, cut};
}

/** The log-ins of whom different Match blocks speak, root's apart. */
function triedLogins(server: Server, main: Values): {readonly tried: readonly Tried[]; readonly cut: boolean} {
	const {blocks, cut} = blocksThatSet(server.steps);
	const own = blocks.map(({block}) => block);
	const criteria = blocks.map(({block, around}) => [...around, block].flatMap((one) => (typeof one.criteria === 'string' ? [] : one.criteria)));
	const letters = criteria.flat().reduce((sum, {value}) => sum + value.length, 0);
	const room = Math.max(2, Math.min(most.logins, Math.floor(most.steps / (server.steps.length + letters / 10 + 1))));
	const made = loginsOf({blocks: criteria, accounts: server.accounts, ports: portsOf(server, main), most: room});
	const byBlocks = new Map<string, Tried>();
	for (const connection of made.logins) {
		const {values, blocks: spoken} = matchValues(server.steps, connection);
		const caught = own.filter((block) => spoken.has(block));
		const key = `${connection.user === 'root' ? 'root' : ''} ${caught.map((block) => own.indexOf(block)).join(' ')}`;
		if (!byBlocks.has(key)) byBlocks.set(key, {connection, values, blocks: caught.filter(({criteria: asked}) => asked !== 'all')});
	}
	return {tried: [...byBlocks.values()], cut: cut || made.cut};
}

/** The ports that sshd listens on: those of Port, or of the addresses that name one. */
function portsOf({defaults}: Server, main: Values): readonly number[] {
	const listened = (main.get('ListenAddress')?.words ?? []).map((word) => /^(?:\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(word)?.[1]);
	const plain = main.get('Port')?.words ?? [defaults.Port];
	const isPlain = listened.length === 0 || listened.includes(undefined);
	return [...new Set([...(isPlain ? plain : []), ...listened.flatMap((port) => port ?? [])].map(Number))];
}

/** The log-in of whom the fewest Match blocks speak. */
function least(tried: readonly Tried[]): Tried | undefined {
	return tried.reduce<Tried | undefined>((found, login) => (found === undefined || login.blocks.length < found.blocks.length ? login : found), undefined);
}

/** Match lines that hold together, the first ones of many. */
function lines(blocks: readonly MatchStep[]): string {
	return blocks
		.slice(0, 3)
		.map(({line}) => line.value)
		.join(' and ');
}

/** What is told of a class, line by line: rules point at a line once for each way that it leads to. */
function facets(sshClass: SshClass): readonly string[] {
	const {root, shutOut, password, keyboard, key, settings: all} = sshClass;
	const ways = [root, shutOut, password, keyboard, key, all.PermitRootLogin.value, all.PermitEmptyPasswords.value];
	return directives.map((directive) => JSON.stringify([directive, settingOf(sshClass, directive), ...ways]));
}

/** Two classes with one fingerprint are told once. */
function fingerprint(sshClass: SshClass): string {
	return JSON.stringify([sshClass.root, sshClass.shutOut, directives.map((directive) => settingOf(sshClass, directive))]);
}

function settingOf({settings: all}: SshClass, directive: SshDirective): string {
	return JSON.stringify([all[directive].value, all[directive].place]);
}

type Block = {readonly block: MatchStep; readonly around: readonly MatchStep[]};

/** The Match blocks that set something, each with those around the file that it lies in. */
function blocksThatSet(steps: readonly Step[]): {readonly blocks: readonly Block[]; readonly cut: boolean} {
	const blocks = new Set<Block>();
	let current: Block | undefined;
	const outer: (Block | undefined)[] = [];
	for (const step of steps) {
		if (step.kind === 'enter') outer.push(current);
		else if (step.kind === 'leave') current = outer.pop();
		else if (step.kind === 'match') {
			const within = outer.at(-1);
			current = {block: step, around: within === undefined ? [] : [...within.around, within.block]};
		} else if (current !== undefined) blocks.add(current);
	}
	const limit = Math.min(most.blocks, Math.ceil(most.steps / steps.length));
	return {blocks: [...blocks].slice(0, limit), cut: blocks.size > limit};
}

type Settings = Readonly<Record<SshDirective, SshSetting>>;

const isPassword = (method: string) => method === 'password';
const isKeyboard = (method: string) => /^keyboard-interactive(?::|$)/.test(method);
const isHost = (method: string) => method === 'hostbased';
const isKey = (method: string) => /^publickey(?::|$)/.test(method);

/** The sets of ways that AuthenticationMethods asks for, without those that hold a way that is off; nothing where any way will do. */
function methodSets(inEffect: Settings): readonly (readonly string[])[] | undefined {
	const methods = inEffect.AuthenticationMethods.value;
	if (methods === 'any') return undefined;
	const isOff = (method: string) =>
		(isPassword(method) && inEffect.PasswordAuthentication.value === 'no') ||
		(isKeyboard(method) && inEffect.KbdInteractiveAuthentication.value === 'no') ||
		(isHost(method) && inEffect.HostbasedAuthentication.value === 'no') ||
		(isKey(method) && inEffect.PubkeyAuthentication.value === 'no');
	return methods
		.split(' ')
		.map((set) => set.split(','))
		.filter((set) => !set.some(isOff));
}

/** What AuthenticationMethods makes of a way that is on. */
function wayOf(sets: readonly (readonly string[])[] | undefined, own: (method: string) => boolean): Exclude<SshWay, 'off'> {
	if (sets === undefined) return 'alone';
	const mine = sets.filter((set) => set.some(own));
	if (mine.some((set) => set.every((method) => isPassword(method) || isKeyboard(method)))) return 'alone';
	return mine.length > 0 ? 'together' : 'barred';
}

function waysOf(inEffect: Settings, pam: SshServer['pam']): Pick<SshClass, 'password' | 'keyboard' | 'key'> {
	const sets = methodSets(inEffect);
	const isOn = (directive: SshDirective) => inEffect[directive].value === 'yes';
	const asks = isOn('KbdInteractiveAuthentication') && isOn('UsePAM') && pam !== 'does not ask';
	return {
		password: isOn('PasswordAuthentication') ? wayOf(sets, isPassword) : 'off',
		keyboard: asks ? wayOf(sets, isKeyboard) : 'off',
		key: !isOn('PubkeyAuthentication') ? 'off' : wayOf(sets, isKey) === 'barred' ? 'barred' : 'on',
	};
}

/** Whether the lists of users and groups shut root out. Patterns with a host (`root@10.0.0.1`) are taken to let in and not to shut out. */
function isShutOut(all: Settings, groups: readonly string[]): boolean {
	const words = (directive: SshDirective) => (all[directive].value === '' ? [] : all[directive].value.split(' '));
	const [allow, deny, allowGroups, denyGroups] = [words('AllowUsers'), words('DenyUsers'), words('AllowGroups'), words('DenyGroups')];
	if (deny.some((pattern) => isOf('root', pattern))) return true;
	if (allow.length > 0 && !allow.some((pattern) => isOf('root', pattern.split('@', 1)[0] ?? ''))) return true;
	const inList = (list: readonly string[]) => groups.some((group) => list.some((pattern) => listSays(group, pattern) === 'yes'));
	return inList(denyGroups) || (allowGroups.length > 0 && !inList(allowGroups));
}
