/** Commands that make, change and lock accounts: whose account each means, and what its options say. */

import type {Act} from '../shell/acts.ts';
import {type Grammar, readOptions, type Told} from '../shell/getopt.ts';
import {flat, sliceOf, textOf, type Value} from '../shell/values.ts';

/** useradd(8) of shadow, with Ubuntu's `--extrausers` and Red Hat's former `-n`. */
const useradd: Grammar = {
	letters: 'b:c:d:De:f:Fg:G:hk:K:lmMnNop:P:rR:s:u:UZ:',
	long: {
		...{badname: '', 'base-dir': 'b', 'btrfs-subvolume-home': '', comment: 'c', 'home-dir': 'd', defaults: 'D', expiredate: 'e', inactive: 'f'},
		...{'add-subids-for-system': 'F', gid: 'g', groups: 'G', help: 'h', skel: 'k', key: 'K', 'no-log-init': 'l', 'create-home': 'm'},
		...{'no-create-home': 'M', 'no-user-group': 'N', 'non-unique': 'o', password: 'p', prefix: 'P', system: 'r', root: 'R', shell: 's', uid: 'u'},
		...{'user-group': 'U', 'selinux-user': 'Z', 'selinux-range': '=', extrausers: ''},
	},
};

/** usermod(8) of shadow. */
const usermod: Grammar = {
	letters: 'abc:d:e:f:g:G:hl:Lmop:P:rR:s:u:Uv:V:w:W:Z:',
	long: {
		...{append: 'a', badname: 'b', comment: 'c', home: 'd', expiredate: 'e', inactive: 'f', gid: 'g', groups: 'G', help: 'h', login: 'l', lock: 'L'},
		...{'move-home': 'm', 'non-unique': 'o', password: 'p', prefix: 'P', remove: 'r', root: 'R', shell: 's', uid: 'u', unlock: 'U'},
		...{'add-subuids': 'v', 'del-subuids': 'V', 'add-subgids': 'w', 'del-subgids': 'W', 'selinux-user': 'Z', 'selinux-range': '='},
	},
};

/** adduser(8): Debian's has long options, BusyBox's letters of its own (`h:g:s:G:DSHu:k:`), and elsewhere it is useradd. */
const adduser: Grammar = {
	letters: `${useradd.letters.replace('h', 'h:')}HS`,
	long: {
		...useradd.long,
		...{help: '', home: 'h', gecos: 'g', ingroup: 'G', system: 'S', group: '', conf: '=', firstuid: '=', lastuid: '=', firstgid: '=', lastgid: '='},
		...{'add-extra-groups': '', 'allow-all-names': '', 'allow-bad-names': '', 'allow-badname': '', 'force-badname': '', debug: '', quiet: '', verbose: ''},
		...{'disabled-login': '', 'disabled-password': '', 'empty-password': ''},
	},
};

/** passwd(1) of shadow and of Red Hat, and BusyBox's `-a`. */
const passwd: Grammar = {
	letters: 'a:defhi:kln:P:qr:R:sSuw:x:',
	long: {
		...{delete: 'd', expire: 'e', force: 'f', help: 'h', inactive: 'i', 'keep-tokens': 'k', lock: 'l', mindays: 'n', minimum: 'n', prefix: 'P', quiet: 'q'},
		...{repository: 'r', root: 'R', stdin: 's', status: 'S', unlock: 'u', warndays: 'w', warning: 'w', maxdays: 'x', maximum: 'x', all: ''},
	},
};

/** chsh(1) of shadow and of util-linux. */
const chsh: Grammar = {letters: 'hlR:s:uvV', long: {help: 'h', 'list-shells': 'l', root: 'R', shell: 's', version: 'v'}};

/** smbpasswd(8). */
const smbpasswd: Grammar = {letters: 'ac:dD:ehijLmnr:R:sU:w:Wx', long: {}};

/** pdbedit(8). */
const pdbedit: Grammar = {
	letters: 'ab:c:C:d:D:e:f:gG:h:i:I:K:l:LmM:N:p:P:rs:S:tu:U:vVwxyzZ',
	long: {
		...{user: 'u', 'account-desc': 'N', fullname: 'f', homedir: 'h', drive: 'D', script: 'S', profile: 'p', domain: 'I', 'user SID': 'U', 'machine SID': 'M'},
		...{backend: 'b', import: 'i', export: 'e', 'account-policy': 'P', value: 'C', 'account-control': 'c', 'time-format': '=', 'kickoff-time': 'K'},
		...{'set-nt-hash': '=', debuglevel: 'd', configfile: 's', option: '=', 'log-basename': 'l', create: 'a', 'password-from-stdin': 't', modify: 'r'},
		...{list: 'L', verbose: 'v', machine: 'm', delete: 'x', group: 'g', policies: 'y', 'policies-reset': ''},
	},
};

/** htpasswd(1). */
const htpasswd: Grammar = {letters: '+25bBcC:dDimnpr:sv', long: {}};

/** rabbitmqctl(8). */
const rabbitmqctl: Grammar = {
	letters: 'ln:p:qst:',
	long: {node: 'n', vhost: 'p', timeout: 't', longnames: 'l', quiet: 'q', silent: 's', formatter: '=', printer: '='},
};

const grammars: ReadonlyMap<string, Grammar> = new Map(Object.entries({useradd, usermod, adduser, passwd, chsh, smbpasswd, pdbedit, htpasswd, rabbitmqctl}));

const nothing = readOptions({args: []}, {letters: '', long: {}});

/** What one of these commands is told; nothing of it for other commands. */
export function toldTo(act: Act): Told {
	const grammar = grammars.get(act.program);
	return grammar === undefined ? nothing : readOptions(act, grammar);
}

/** Whose account a command makes, changes or locks. Never a word that may be the value of an option: that may be a password. */
export function accountOf(act: Act): Value | undefined {
	const {options, operands} = toldTo(act);
	switch (act.program) {
		case 'useradd':
		case 'usermod':
		case 'passwd':
		case 'chsh':
			return onlyOne(operands);
		case 'adduser':
			// A second one is a group.
			return operands[0];
		case 'smbpasswd': {
			const user = options.get('U');
			// `name%password`
			return onlyOne(operands) ?? (user === undefined ? undefined : sliceOf(user, 0, `${flat(user)}%`.indexOf('%')));
		}
		case 'pdbedit':
			return options.get('u') ?? onlyOne(operands);
		case 'htpasswd':
			// The file comes first, unless the line is only printed.
			return operands[options.has('n') ? 0 : 1];
		case 'rabbitmqctl':
			return operands[1];
		case 'net':
		case 'net1': {
			const [verb, name] = act.args.filter((arg) => !/^\//.test(flat(arg)));
			return /^users?$/i.test(flat(verb ?? [])) ? name : undefined;
		}
		case 'set-localuser':
		case 'new-localuser':
		case 'set-adaccountpassword':
			return parameterOf(act, /^-(?:n(?:a(?:m(?:e)?)?)?|identity)$/i) ?? unnamed(act);
		default:
			return undefined;
	}
}

/** The only operand; of several, the only one that is written down, beside options that come from elsewhere (`$OPTIONS`). */
function onlyOne(operands: readonly Value[]): Value | undefined {
	const [first, ...more] = operands.length > 1 ? operands.filter((operand) => textOf(operand) !== undefined) : operands;
	return more.length > 0 ? undefined : first;
}

/** The value behind an option of PowerShell. */
export function parameterOf({args}: Act, pattern: RegExp): Value | undefined {
	const at = args.findIndex((arg) => pattern.test(flat(arg)));
	return at < 0 ? undefined : args[at + 1];
}

/** The account where a command names it without an option. */
function unnamed({args: [first]}: Act): Value | undefined {
	return first === undefined || flat(first).startsWith('-') ? undefined : first;
}
