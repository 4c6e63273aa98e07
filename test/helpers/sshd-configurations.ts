/** Configurations of sshd made by chance, the same for a seed everywhere. */

import type {Connection} from '../../src/gather/root/ssh/criteria.ts';

/** A source of numbers from 0 up to 1 (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Files by absolute path, what goes on the command line, and the log-in that is asked for. */
type Generated = {
	readonly files: Readonly<Record<string, string>>;
	readonly commandLine: readonly string[];
	readonly connection: Omit<Connection, 'groups'> & {readonly groups: readonly string[]};
};

const flags = ['PasswordAuthentication', 'KbdInteractiveAuthentication', 'ChallengeResponseAuthentication', 'PermitEmptyPasswords', 'PubkeyAuthentication'];
// Not `any`, which 9.2 refuses after another value and later versions do not.
const methods = ['publickey', 'publickey,password', 'password', 'publickey,keyboard-interactive', 'publickey password', 'keyboard-interactive:pam'];
const userLists = ['root', 'nobody', 'daemon,bin', '*', '!root,*', 'r*', 'ro?t,nobody', '!root', 'nosuchuser', '"root"', 'root,!ro*', 'NOBODY'];
const groupLists = ['root', 'nogroup', '*', '!root,*', 'daemon,sys', 'nosuchgroup', 'no*'];
const addressLists = [
	'10.0.0.0/8',
	'10.1.2.3',
	'192.168.*',
	'!10.1.0.0/16,10.0.0.0/8',
	'*',
	'0.0.0.0/0',
	'2001:db8::/32',
	'::/0',
	'10.0.0.0/8,2001:db8::/32',
	'!10.1.2.3,*',
	'10.1.2.?',
	'*,!10.0.0.0/8',
	'198.51.100.0/24',
	'128.0.0.0/1',
];
const hostLists = ['*.example.com', 'db?.example.com', '!db1.example.com,*.EXAMPLE.com', 'other'];

/** One configuration of some files below a folder. */
export function generatedConfiguration(random: () => number, folder: string): Generated {
	const below = (limit: number) => Math.floor(random() * limit);
	const chance = (share: number) => random() < share;
	const one = (list: readonly string[]): string => list[below(list.length)] ?? '';
	const cased = (word: string) => (chance(0.15) ? word.toLowerCase() : chance(0.1) ? word.toUpperCase() : word);
	const space = () => one([' ', ' ', ' ', '\t', '  ', '=', ' = ', '= ']);
	const end = () => one(['', '', '', ' ', '\t', '\r', ' # why', '  #']);
	const value = (word: string) => (chance(0.12) ? `"${word}"` : word);
	const files: Record<string, string> = {};

	const criterion = (): string => {
		const gap = one([' ', ' ', ' ', '=', '\t']);
		const kind = below(6);
		if (kind === 0) return `${cased('User')}${gap}${one(userLists)}`;
		if (kind === 1) return `${cased('Group')}${gap}${one(groupLists)}`;
		if (kind === 2) return `${cased('Address')}${gap}${one(addressLists)}`;
		if (kind === 3) return `${cased('Host')}${gap}${one(hostLists)}`;
		if (kind === 4) return `${cased('LocalPort')}${gap}${one(['22', '2222', '443'])}`;
		return `${cased('LocalAddress')}${gap}${one(addressLists)}`;
	};
	const matchLine = (): string => {
		if (chance(0.12)) return `${cased('Match')} ${cased('all')}`;
		const criteria = Array.from({length: 1 + below(2)}, criterion);
		return `${cased('Match')}${one([' ', ' ', '\t', '='])}${criteria.join(' ')}${one(['', '', ' ', ' # whom'])}`;
	};
	const setLine = (inMatch: boolean): string => {
		const kind = below(inMatch ? 10 : 12);
		const flag = (name: string) => `${cased(name)}${space()}${value(cased(one(['yes', 'no'])))}${end()}`;
		if (kind < 5) return flag(flags[kind] ?? '');
		if (kind === 5)
			return `${cased('PermitRootLogin')}${space()}${value(one(['yes', 'no', 'prohibit-password', 'without-password', 'forced-commands-only', 'No']))}${end()}`;
		if (kind === 6) return `AuthenticationMethods ${one(methods)}${end()}`;
		if (kind === 7) return `AuthorizedKeysFile${space()}${one(['.ssh/authorized_keys', '/etc/keys/%u', '"/etc/my keys/%u" .ssh/k', 'none', 'a\\ b'])}${end()}`;
		if (kind === 8)
			return `${one(['AllowUsers', 'DenyUsers', 'AllowGroups', 'DenyGroups'])}${space()}${one(['root', 'a b', 'admin@10.0.0.1', '"x" y'])}${end()}`;
		if (kind === 9)
			return one([
				`TrustedUserCAKeys${space()}${one(['/etc/ssh/ca.pub', 'none'])}${end()}`,
				`AuthorizedKeysCommand ${one(['/usr/bin/keys %u', 'none', '/bin/k'])}\nAuthorizedKeysCommandUser nobody`,
			]);
		if (kind === 10) return flag('UsePAM');
		return `Port${space()}${one(['22', '2222', '2200'])}`;
	};
	const faultyLine = (): string =>
		one([
			'PasswordAuthentication maybe',
			'PasswordAuthentication',
			'PermitRootLogin yes no',
			'Match',
			'Match User',
			'Match Address 10.0.0.1/8',
			'Match all User root',
			'Match final',
			'PasswordAuthentication "yes',
			'AuthorizedKeysCommand keys',
			'UsePAM == yes',
			'AuthenticationMethods any publickey',
			`Include ${folder}/loop.conf`,
		]);
	let made = 0;
	const include = (depth: number): string => {
		const kind = below(4);
		const name = `${folder}/i${++made}`;
		if (kind === 0 || depth > 3) {
			files[`${name}.conf`] = body(depth + 1);
			return `${cased('Include')} ${chance(0.2) ? `"${name}.conf"` : `${name}.conf`}`;
		}
		if (kind === 1) return `Include ${name}.d/*.conf`;
		for (const file of ['10-a.conf', '50-cloud-init.conf', '9-z.conf', '.hidden.conf', 'a.txt', 'B.conf'])
			if (chance(0.5)) files[`${name}.d/${file}`] = body(depth + 1);
		return `Include ${one([`${name}.d/*.conf`, `${name}.d/[0-9]*.conf`, `${name}.d/*`, `${name}.d/?0-*.conf ${name}.d/B.conf`, `${name}.d/[!0-9]*`])}`;
	};
	const body = (depth: number): string => {
		const lines: string[] = [];
		// What stands in the main part alone is refused in most included files' blocks.
		let inMatch = depth > 0 && chance(0.9);
		for (let left = 2 + below(depth === 0 ? 10 : 4); left > 0; left--) {
			const roll = random();
			if (roll < 0.08) lines.push(one(['', '# a comment', '  #PasswordAuthentication yes', '\t', 'X11Forwarding no', 'Banner "/etc/a banner"']));
			else if (roll < 0.28) {
				lines.push(matchLine());
				inMatch = true;
			} else if (roll < 0.4 && depth < 4) lines.push(include(depth));
			else if (roll < 0.409) lines.push(faultyLine());
			else lines.push(`${one(['', '', '', '\t', '    '])}${setLine(inMatch)}`);
		}
		return `${lines.join(one(['\n', '\n', '\r\n']))}${one(['\n', ''])}`;
	};
	const option = () =>
		one([
			'PasswordAuthentication=yes',
			'PasswordAuthentication no',
			'permitrootlogin=yes',
			'UsePAM=yes',
			'AllowUsers root',
			'KbdInteractiveAuthentication = "yes"',
			'Port=2022',
		]);
	const commandLine = Array.from({length: chance(0.25) ? 1 + below(2) : 0}, () =>
		chance(0.5) ? ['-o', option()] : [chance(0.2) ? '-p2121' : `-4o${option()}`],
	).flat();
	files[`${folder}/sshd_config`] = body(0);
	files[`${folder}/loop.conf`] = `Include ${folder}/loop.conf\n`;
	const told = <Value>(share: number, from: readonly Value[]): Value | undefined => (chance(share) ? from[below(from.length)] : undefined);
	const user = told(0.8, ['root', 'nobody', 'daemon', 'nosuchuser']);
	const host = told(0.6, ['db1.example.com', 'web.example.com', 'elsewhere.org']);
	const address = told(0.7, ['10.1.2.3', '10.9.9.9', '192.168.1.1', '2001:db8::7', '198.51.100.4']);
	const localAddress = told(0.4, ['10.1.2.3', '172.31.0.5']);
	// sshd -T ends where Match asks for a local port that it was not told.
	const localPort = chance(0.7) ? 22 : 2222;
	return {
		files,
		commandLine,
		connection: {
			groups: [],
			...(user === undefined ? {} : {user}),
			...(host === undefined ? {} : {host}),
			...(address === undefined ? {} : {address}),
			...(localAddress === undefined ? {} : {localAddress}),
			localPort,
		},
	};
}

/** A configuration whose Match blocks turn something on or off for most, for few or for all but some, and log-ins that they tell apart. */
export function restrictedConfiguration(random: () => number): {readonly text: string; readonly connections: readonly Omit<Connection, 'groups'>[]} {
	const one = <Value>(list: readonly [Value, ...Value[]]): Value => list[Math.floor(random() * list.length)] ?? list[0];
	const ports = one([['22'], ['22', '2222'], ['2222', '443']]);
	const set = () => one(['PasswordAuthentication', 'PermitRootLogin', 'KbdInteractiveAuthentication', 'PubkeyAuthentication', 'PermitEmptyPasswords']);
	const lines = (count: number) => Array.from({length: count}, () => `${set()} ${one(['yes', 'no'])}`);
	const lists = ['*', '0.0.0.0/0', '::/0', '*,!10.0.0.0/8', '198.51.100.0/24', '128.0.0.0/1', '0.0.0.0/1', '!10.*,*', '10.0.0.0/8', '172.16.0.0/12'] as const;
	const criterion = () =>
		one([
			() => `User ${one(['*', '*,!daemon', '*,!root', 'nobody', 'root', '!nobody,*', 'r*', 'd*,!daemon'])}`,
			() => `Group ${one(['*', '*,!nogroup', '*,!root', 'daemon', 'root'])}`,
			() => `Address ${one(lists)}`,
			() => `LocalAddress ${one(lists)}`,
			() => `LocalPort ${one(['22', '2222', '443'])}`,
			() => `Host ${one(['*', '*,!*.example.com', '*.example.com'])}`,
		])();
	const block = () => [`Match ${Array.from({length: one([1, 1, 2])}, criterion).join(' ')}`, ...lines(one([1, 2]))];
	const text = [...ports.map((port) => `Port ${port}`), ...lines(4), ...Array.from({length: one([1, 1, 2, 3])}, block).flat()].join('\n');
	const addresses = ['10.1.2.3', '198.51.100.77', '203.0.113.5', '100.64.1.1', '2001:db8::7', '172.16.0.9'] as const;
	const connections = Array.from({length: 8}, () => {
		const address = one(addresses);
		const host = one([address, address, 'db1.example.com', 'elsewhere.org']);
		return {user: one(['root', 'nobody', 'daemon', 'bin']), host, address, localAddress: one(addresses), localPort: Number(one([ports[0] ?? '', ...ports]))};
	});
	return {text: `${text}\n`, connections};
}
