/** The units of systemd that commands start or stop, now or from the next boot on. */

import {type Act, operandsOf, wordsOf} from '../shell/acts.ts';
import {flat} from '../shell/values.ts';

/** A program that starts and stops units. */
type Manager = {
	/** Where its verb and its units stand among its operands. */
	readonly order: 'verb units' | 'unit verb';
	readonly start: RegExp;
	readonly stop: RegExp;
	/** Options with a value. */
	readonly values?: RegExp;
};

/** What runs already is not started by `try-restart`; what does not is by `restart` and `reload-or-restart` (man systemctl). */
const systemctl: Manager = {
	order: 'verb units',
	start: /^(?:start|restart|reload-or-restart|enable|reenable)$/,
	stop: /^(?:stop|disable|mask)$/,
	values: /^-[HMtpsonPC]$|^--(?:host|machine|type|state|property|job-mode|signal|output|lines|root|image|preset-mode|kill-whom|kill-who|what)$/,
};
const service: Manager = {order: 'unit verb', start: /^(?:start|restart)$/, stop: /^stop$/};

/** man systemctl, service, invoke-rc.d, deb-systemd-helper, chkconfig, update-rc.d; https://github.com/OpenRC/openrc/tree/master/man */
const managers: ReadonlyMap<string, Manager> = new Map([
	['systemctl', systemctl],
	['deb-systemd-invoke', systemctl],
	['deb-systemd-helper', systemctl],
	['service', service],
	['rc-service', service],
	['invoke-rc.d', service],
	['chkconfig', {order: 'unit verb', start: /^(?:on|reset)$/, stop: /^off$/, values: /^--levels?$/}],
	['update-rc.d', {order: 'unit verb', start: /^(?:enable|defaults|start)$/, stop: /^(?:disable|remove|stop)$/}],
	['rc-update', {order: 'verb units', start: /^add$/, stop: /^(?:del|delete)$/}],
]);

/** The units that a command starts or stops, with their endings: `systemctl enable x` those of `x.service`. */
export function unitsNamed(act: Act, how: 'start' | 'stop'): readonly string[] {
	// A link or a file in such a folder is what enabling makes.
	if (/^(?:ln|cp|install)$/.test(act.program)) {
		const words = wordsOf(act);
		return how === 'start' && words.some((word) => /\.(?:wants|requires)(?:\/|$)/.test(word)) ? words.filter(hasEnding).flatMap(nameOf) : [];
	}
	const manager = managers.get(act.program);
	if (manager === undefined) return [];
	const operands = operandsOf(act, manager.values).map(flat);
	const [first = '', second = ''] = operands;
	// `chkconfig --add x` switches it on where the script says so itself.
	const added = act.program === 'chkconfig' && how === 'start' && wordsOf(act).includes('--add');
	if (manager.order === 'unit verb') return added || manager[how].test(second) ? nameOf(first) : [];
	// What stands behind OpenRC's unit is a runlevel.
	const units = act.program === 'rc-update' ? [second] : operands.slice(1);
	return manager[how].test(first) ? units.flatMap(nameOf) : [];
}

function hasEnding(name: string): boolean {
	return /\.(?:service|timer|socket|path|target|mount|automount|swap|slice|scope|device)$/.test(name);
}

/** A word as the name of a unit: `larkspur` is `larkspur.service`, `/opt/larkspur.timer` is `larkspur.timer`; nothing where it is not known. */
function nameOf(word: string): readonly string[] {
	const name = word.slice(word.lastIndexOf('/') + 1);
	if (!/^[\w:.@\\-]{1,255}$/.test(name)) return [];
	return hasEnding(name) ? [name] : [`${name}.service`];
}
