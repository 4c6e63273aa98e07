/** Commands that give passwords to databases and other services, and programs whose names or options say that they do. */

import {type Act, lineOf, operandsOf, optionOf, wordsOf} from '../shell/acts.ts';
import {flat, originOf, sliceOf, type Value} from '../shell/values.ts';
import {firstLine, type Given, isLikely, type Reader} from './given-password.ts';

/** Readers by program. */
export const serviceReaders: readonly (readonly [programs: string, reader: Reader])[] = [
	['sql()', (act) => statementsOf(act.args, 'the database')],
	['mysql mariadb psql mongosh mongo sqlplus sqlcmd', (act) => statementsOf([...act.args, ...(act.input === undefined ? [] : [act.input])], databaseOf(act))],
	['mysqladmin mariadb-admin', mysqladmin],
	['redis-cli', redis],
	['grafana grafana-cli', grafana],
	['wp', wordpress],
	['vncpasswd tigervncpasswd', (act) => firstLine(act.input, 'VNC')],
	['x11vnc', x11vnc],
	['debconf-set-selections', (act) => selections(act.input)],
];

/** What any other program is given. */
export function* otherPrograms(act: Act): Generator<Given> {
	yield* byName(act);
	yield* options(act);
	yield* newAccount(act);
}

function* statementsOf(values: readonly Value[], of: string): Generator<Given> {
	for (const value of values) yield* statements(value, of);
}

function databaseOf({program}: Act): string {
	return program === 'psql' ? 'PostgreSQL' : /^mongo/.test(program) ? 'MongoDB' : /^m/.test(program) ? 'MySQL' : 'the database';
}

function* mysqladmin({args}: Act): Generator<Given> {
	const at = args.findIndex((arg) => flat(arg) === 'password');
	const value = args[at + 1];
	if (at >= 0 && value !== undefined) yield {of: 'MySQL', value, sure: true};
}

function* redis(act: Act): Generator<Given> {
	const at = wordsOf(act).findIndex((word) => /^requirepass$/i.test(word));
	const value = act.args[at + 1];
	if (at >= 0 && value !== undefined && flat(value) !== '') yield {of: 'Redis', value, sure: true};
}

function* grafana(act: Act): Generator<Given> {
	const value = operandsOf(act, /^--(?:homepath|config)$/).at(-1);
	if (/\breset-admin-password\b/.test(lineOf(act)) && value !== undefined && flat(value) !== 'reset-admin-password') yield {of: 'Grafana', value, sure: true};
}

function* wordpress(act: Act): Generator<Given> {
	const value = optionOf(act, '--admin_password', '--user_pass');
	if (value !== undefined) yield {of: 'WordPress', value, sure: true};
}

function* x11vnc(act: Act): Generator<Given> {
	const value = optionOf(act, '-passwd', '-storepasswd');
	if (value !== undefined && !/^[/~]/.test(flat(value))) yield {of: 'VNC', value, sure: true};
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

/** Answers for packages: `mysql-server mysql-server/root_password password secret`. */
function* selections(input: Value | undefined): Generator<Given> {
	if (input === undefined) return;
	for (const match of flat(input).matchAll(/^[ \t]{0,20}(\S{1,100})[ \t]{1,20}\S{1,100}[ \t]{1,20}password[ \t]{1,20}([^\n]{1,200})$/gm)) {
		const end = match.index + match[0].length;
		yield {of: match[1] ?? '', value: sliceOf(input, end - (match[2]?.length ?? 0), end), sure: true};
	}
}

const passwordProgram = /(?:^|[-_.])(?:set|change|reset|update)[-_]?(?:[a-z]{1,20}[-_])?(?:passwd|password|pass)(?:\.\w{1,4})?$/i;

/** A program of the product's own whose name says that it sets a password. */
function* byName(act: Act): Generator<Given> {
	const value = passwordProgram.test(act.program) ? operandsOf(act).at(-1) : undefined;
	if (value !== undefined && (originOf(value) !== 'fixed' || isLikely(value))) yield {of: act.program, value, sure: false};
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
