/** Passwords that jobs give to accounts and services. */

import type {Place} from '../../../contract.ts';
import type {PasswordSetting, StartupJob} from '../../../evidence/startup.ts';
import {firstAccounts} from '../../../limits/first-accounts.ts';
import {type Act, lineOf, operandsOf, optionOf, wordsOf} from '../shell/acts.ts';
import {flat, type Origin, originOf, placeOf, sliceOf, type Value, textOf as writtenText} from '../shell/values.ts';
import {accountOf, parameterOf, toldTo} from './account-commands.ts';
import {type Job, plain, shown, startingActs} from './job.ts';

/** A password as a command gives it. */
export type Given = {readonly of: string; readonly value: Value; readonly sure: boolean; readonly empty?: true};

/** Every password that jobs set, once for each place. */
export function passwordsOf(jobs: readonly Job[]): readonly PasswordSetting[] {
	const found: PasswordSetting[] = [];
	for (const {job, act} of startingActs(jobs))
		for (const given of [...givenBy(act), ...environmentOf(act), ...firstAccountsOf(act)]) found.push(settingOf(job, given, act.place));
	for (const job of jobs) {
		if (job.off !== undefined) continue;
		for (const [name, value] of job.environment)
			if (isPasswordName(name) && isLikely(value)) found.push(settingOf(job, {of: name, value, sure: false}, job.place));
	}
	return surest(found);
}

/** One for each place: the one that surely is a password, where two say so of it. */
function surest(settings: readonly PasswordSetting[]): readonly PasswordSetting[] {
	const byPlace = new Map<string, PasswordSetting>();
	for (const setting of settings) {
		const {file, range} = setting.place;
		const key = range === undefined ? `${byPlace.size}` : `${file} ${range[0]} ${range[1]}`;
		const before = byPlace.get(key);
		if (before === undefined || (setting.sure && !before.sure)) byPlace.set(key, setting);
	}
	return [...byPlace.values()];
}

/** The first account of a program, by a variable that it is started with. */
function* firstAccountsOf(act: Act): Generator<Given> {
	for (const {variable, program, of} of firstAccounts) {
		const value = act.environment.get(variable);
		if (value !== undefined && program.test(lineOf(act))) yield {of, value, sure: true};
	}
}

export function settingOf(job: StartupJob, {of, value, sure, empty}: Given, place: Place): PasswordSetting {
	const origin = originOf(value);
	return {
		job: plain(job),
		of,
		origin: toldApart(origin),
		empty: empty === true || (origin === 'fixed' && flat(value) === ''),
		sure: sure && !value.some(({assumed}) => assumed === true),
		place: placeOf(value) ?? place,
	};
}

function toldApart(origin: Origin): PasswordSetting['origin'] {
	return origin === 'fixed' || origin === 'random' || origin === 'instance-id' ? origin : 'unknown';
}

export function* givenBy(act: Act): Generator<Given> {
	const {program, password} = act;
	if (password !== undefined) {
		if (password.sure || isLikely(password.value)) yield password;
		return;
	}
	switch (program) {
		case 'chpasswd':
			for (const given of pairs(act.input)) if (!/^[!*]/.test(flat(given.value))) yield given;
			return;
		case 'passwd':
			yield* passwd(act);
			return;
		case 'useradd':
		case 'usermod':
		case 'adduser': {
			const value = toldTo(act).options.get('p');
			// No hash that begins like this lets anybody in.
			if (value !== undefined && !/^(?:[!*].*|x)$/.test(flat(value))) yield {of: ownerOf(act, 'account'), value, sure: true};
			return;
		}
		case 'sql()':
			for (const value of act.args) yield* statements(value, 'the database');
			return;
		case 'mysql':
		case 'mariadb':
		case 'psql':
		case 'mongosh':
		case 'mongo':
		case 'sqlplus':
		case 'sqlcmd':
			for (const value of [...act.args, ...(act.input === undefined ? [] : [act.input])]) yield* statements(value, service(program));
			return;
		case 'mysqladmin':
		case 'mariadb-admin': {
			const at = act.args.findIndex((arg) => flat(arg) === 'password');
			const value = act.args[at + 1];
			if (at >= 0 && value !== undefined) yield {of: 'MySQL', value, sure: true};
			return;
		}
		case 'htpasswd': {
			const {options, operands} = toldTo(act);
			const value = operands[options.has('n') ? 1 : 2];
			const of = ownerOf(act, 'web user');
			if (options.has('b') && value !== undefined) yield {of, value, sure: true};
			else if (options.has('i')) yield* firstLine(act.input, of);
			return;
		}
		case 'rabbitmqctl': {
			const [verb, , value] = toldTo(act).operands;
			if (/^(?:add_user|change_password)$/.test(flat(verb ?? [])) && value !== undefined) yield {of: ownerOf(act, 'RabbitMQ user'), value, sure: true};
			return;
		}
		case 'redis-cli': {
			const at = wordsOf(act).findIndex((word) => /^requirepass$/i.test(word));
			const value = act.args[at + 1];
			if (at >= 0 && value !== undefined && flat(value) !== '') yield {of: 'Redis', value, sure: true};
			return;
		}
		case 'grafana':
		case 'grafana-cli': {
			const value = operandsOf(act, /^--(?:homepath|config)$/).at(-1);
			if (/\breset-admin-password\b/.test(lineOf(act)) && value !== undefined && flat(value) !== 'reset-admin-password')
				yield {of: 'Grafana', value, sure: true};
			return;
		}
		case 'wp': {
			const value = optionOf(act, '--admin_password', '--user_pass');
			if (value !== undefined) yield {of: 'WordPress', value, sure: true};
			return;
		}
		case 'smbpasswd':
		case 'pdbedit':
			yield* firstLine(act.input, ownerOf(act, 'Samba user'));
			return;
		case 'vncpasswd':
		case 'tigervncpasswd':
			yield* firstLine(act.input, 'VNC');
			return;
		case 'x11vnc': {
			const value = optionOf(act, '-passwd', '-storepasswd');
			if (value !== undefined && !/^[/~]/.test(flat(value))) yield {of: 'VNC', value, sure: true};
			return;
		}
		case 'net':
		case 'net1':
			yield* netUser(act);
			return;
		case 'set-localuser':
		case 'new-localuser':
		case 'set-adaccountpassword': {
			const value = parameterOf(act, /^-(?:p(?:a(?:ss\w*)?)?|newpassword)$/i);
			if (value !== undefined) yield {of: ownerOf(act, 'account'), value, sure: true};
			return;
		}
		case 'debconf-set-selections':
			yield* selections(act.input);
			return;
		default:
			yield* byName(act);
			yield* options(act);
			yield* newAccount(act);
	}
}

/** `net user name password`; `*` asks for it, and `/random` draws it. */
function* netUser(act: Act): Generator<Given> {
	const [verb, , value] = act.args.filter((arg) => !/^\//.test(flat(arg)));
	const isSet = /^users?$/i.test(flat(verb ?? [])) && !wordsOf(act).some((word) => /^\/(?:delete|random)/i.test(word));
	if (isSet && value !== undefined && flat(value) !== '*') yield {of: ownerOf(act, 'account'), value, sure: true};
}

/** Whose password a command sets: `account admin`, `a web user` where it does not tell. */
function ownerOf(act: Act, kind: 'account' | 'web user' | 'Samba user' | 'RabbitMQ user'): string {
	const account = accountOf(act);
	return account === undefined ? `${kind === 'account' ? 'an' : 'a'} ${kind}` : `${kind} ${shown(account)}`;
}

function service(program: string): string {
	return program === 'psql' ? 'PostgreSQL' : /^mongo/.test(program) ? 'MongoDB' : /^m/.test(program) ? 'MySQL' : 'the database';
}

/** Lines `account:password`. */
export function* pairs(input: Value | undefined): Generator<Given> {
	if (input === undefined) return;
	for (const match of flat(input).matchAll(/^([^:\n]{1,200}):([^\n]{1,1000})$/gm)) {
		const [line, account = '', password = ''] = match;
		const end = match.index + line.length;
		yield {of: `account ${shown(sliceOf(input, match.index, match.index + account.length))}`, value: sliceOf(input, end - password.length, end), sure: true};
	}
}

function* firstLine(input: Value | undefined, of: string): Generator<Given> {
	const line = input === undefined ? null : /^[^\n]{1,1000}/.exec(flat(input));
	// What `echo -e` makes of a backslash is the end of the line too.
	const end = line?.[0].split('\\n')[0]?.length ?? 0;
	if (input !== undefined && end > 0) yield {of, value: sliceOf(input, 0, end), sure: true};
}

function* passwd(act: Act): Generator<Given> {
	const {options} = toldTo(act);
	const of = ownerOf(act, 'account');
	if (options.has('d') && !options.has('l')) yield {of, value: [{origin: 'fixed', text: '', place: act.place}], sure: true, empty: true};
	else if (!['l', 'u', 'S', 'e'].some((letter) => options.has(letter))) yield* firstLine(act.input, of);
}

const inStatements: readonly RegExp[] = [
	/\bIDENTIFIED\s{1,20}(?:WITH\s{1,20}[\w'"`]{1,60}\s{1,20})?(?:BY|AS)\s{1,20}(?:PASSWORD\s{1,20})?(['"])(?<value>[^'"\n]{0,300})\1/dgi,
	/\bPASSWORD\s{0,20}(?:=\s{0,20})?\(?\s{0,20}(['"])(?<value>[^'"\n]{0,300})\1/dgi,
	/\bpwd\s{0,20}:\s{0,20}(['"])(?<value>[^'"\n]{1,300})\1/dg,
];

/** Who administers a database. */
const administrators = /\b(?:root|admin|administrator|postgres|sa|sys|system)\b/i;

/** SQL that sets passwords. Users of the product's own are of less weight than the database's administrators. */
function* statements(value: Value, of: string): Generator<Given> {
	const text = flat(value);
	for (const pattern of inStatements)
		for (const match of text.matchAll(pattern)) {
			const [start, end] = match.indices?.groups?.['value'] ?? [0, 0];
			const before = text.slice(Math.max(0, match.index - 200), match.index);
			const statement = before.slice(before.lastIndexOf(';') + 1);
			yield {of, value: sliceOf(value, start, end), sure: administrators.test(statement)};
		}
}

const passwordProgram = /(?:^|[-_.])(?:set|change|reset|update)[-_]?(?:[a-z]{1,20}[-_])?(?:passwd|password|pass)(?:\.\w{1,4})?$/i;

/** A program of the product's own whose name says that it sets a password. */
function* byName(act: Act): Generator<Given> {
	const value = passwordProgram.test(act.program) ? operandsOf(act).at(-1) : undefined;
	if (value !== undefined && (originOf(value) !== 'fixed' || isLikely(value))) yield {of: act.program, value, sure: false};
}

/** Answers for packages: `mysql-server mysql-server/root_password password secret`. */
function* selections(input: Value | undefined): Generator<Given> {
	if (input === undefined) return;
	for (const match of flat(input).matchAll(/^[ \t]{0,20}(\S{1,100})[ \t]{1,20}\S{1,100}[ \t]{1,20}password[ \t]{1,20}([^\n]{1,200})$/gm)) {
		const end = match.index + match[0].length;
		yield {of: match[1] ?? '', value: sliceOf(input, end - (match[2]?.length ?? 0), end), sure: true};
	}
}

const adminOption = /^--?(?:admin|root|initial|default|administrator|superuser|dashboard)[-_]?(?:user[-_])?(?:password|passwd|pass|pwd)(?==|$)/i;

const makesAdministrator =
	/\b(?:createsuperuser|create[-_:]?(?:super)?(?:admin|user)|(?:add|create)[-_:]?admin|admin[-_: ](?:user[-_: ])?(?:create|add|set)|users?[-_: ](?:create|add)|(?:fab )?create-admin)\b/i;

/** The command of an application that makes an account: `superset fab create-admin --username admin --password secret`. */
function* newAccount(act: Act): Generator<Given> {
	const value = makesAdministrator.test(lineOf(act)) ? optionOf(act, '--password', '--pass', '--passwd') : undefined;
	if (value !== undefined && isLikely(value)) yield {of: `an account of ${act.program}`, value, sure: false};
}

/** Options of other programs whose names say that an administrator's password follows. */
function* options({args, program}: Act): Generator<Given> {
	for (const [index, arg] of args.entries()) {
		const word = flat(arg);
		const name = adminOption.exec(word)?.[0];
		if (name === undefined) continue;
		const value = word.startsWith(`${name}=`) ? sliceOf(arg, name.length + 1, word.length) : args[index + 1];
		if (value !== undefined && isLikely(value)) yield {of: program, value, sure: false};
	}
}

/** Variables that containers are started with: `docker run -e POSTGRES_PASSWORD=secret`. */
function* environmentOf(act: Act): Generator<Given> {
	if (!/^(?:docker|podman|nerdctl)$/.test(act.program)) return;
	for (const [index, arg] of act.args.entries()) {
		const word = flat(arg);
		const joined = /^(?:--env=|-e(?=\w))/.exec(word)?.[0].length;
		const setting = joined === undefined ? (/^(?:-e|--env)$/.test(flat(act.args[index - 1] ?? [])) ? arg : undefined) : sliceOf(arg, joined, word.length);
		const [, name] = /^([A-Za-z_]\w{0,100})=/.exec(flat(setting ?? [])) ?? [];
		if (setting === undefined || name === undefined || !isPasswordName(name)) continue;
		const value = sliceOf(setting, name.length + 1, flat(setting).length);
		if (isLikely(value)) yield {of: name, value, sure: false};
	}
}

/** Names of variables that hold the password of an account or service. */
function isPasswordName(name: string): boolean {
	return /(?:PASSWORD|PASSWD|_PASS|_PWD)$/i.test(name) && !/^(?:OLDPWD|PWD|ASK_PASS|.*(?:SSHPASS|PROXY_PASS))$/i.test(name);
}

/** Whether a value is a password that stands there rather than a path, a switch or a blank to be filled in. */
function isLikely(value: Value): boolean {
	const text = writtenText(value);
	return text !== undefined && text.length >= 3 && !/^[/~.<{[(@%*]|^__|^(?:true|false|yes|no|none|null|required|optional)$/i.test(text);
}
