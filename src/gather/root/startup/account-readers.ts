/** Commands that give passwords to accounts: of the operating system, and of services that have users of their own. */

import {type Act, wordsOf} from '../shell/acts.ts';
import {flat} from '../shell/values.ts';
import {parameterOf, toldTo} from './account-commands.ts';
import {firstLine, type Given, ownerOf, pairs, type Reader} from './given-password.ts';

/** Readers by program. */
export const accountReaders: readonly (readonly [programs: string, reader: Reader])[] = [
	['chpasswd', chpasswd],
	['passwd', passwd],
	['useradd usermod adduser', usermod],
	['net net1', netUser],
	['set-localuser new-localuser set-adaccountpassword', localUser],
	['htpasswd', htpasswd],
	['rabbitmqctl', rabbitmqctl],
	['smbpasswd pdbedit', (act) => firstLine(act.input, ownerOf(act, 'Samba user'))],
];

function* chpasswd(act: Act): Generator<Given> {
	for (const given of pairs(act.input)) if (!/^[!*]/.test(flat(given.value))) yield given;
}

function* passwd(act: Act): Generator<Given> {
	const {options} = toldTo(act);
	const of = ownerOf(act, 'account');
	if (options.has('d') && !options.has('l')) yield {of, value: [{origin: 'fixed', text: '', place: act.place}], sure: true, empty: true};
	else if (!['l', 'u', 'S', 'e'].some((letter) => options.has(letter))) yield* firstLine(act.input, of);
}

function* usermod(act: Act): Generator<Given> {
	const value = toldTo(act).options.get('p');
	// No hash that begins like this lets anybody in.
	if (value !== undefined && !/^(?:[!*].*|x)$/.test(flat(value))) yield {of: ownerOf(act, 'account'), value, sure: true};
}

/** `net user name password`; `*` asks for it, and `/random` draws it. */
function* netUser(act: Act): Generator<Given> {
	const [verb, , value] = act.args.filter((arg) => !/^\//.test(flat(arg)));
	const isSet = /^users?$/i.test(flat(verb ?? [])) && !wordsOf(act).some((word) => /^\/(?:delete|random)/i.test(word));
	if (isSet && value !== undefined && flat(value) !== '*') yield {of: ownerOf(act, 'account'), value, sure: true};
}

function* localUser(act: Act): Generator<Given> {
	const value = parameterOf(act, /^-(?:p(?:a(?:ss\w*)?)?|newpassword)$/i);
	if (value !== undefined) yield {of: ownerOf(act, 'account'), value, sure: true};
}

function* htpasswd(act: Act): Generator<Given> {
	const {options, operands} = toldTo(act);
	const value = operands[options.has('n') ? 1 : 2];
	const of = ownerOf(act, 'web user');
	if (options.has('b') && value !== undefined) yield {of, value, sure: true};
	else if (options.has('i')) yield* firstLine(act.input, of);
}

function* rabbitmqctl(act: Act): Generator<Given> {
	const [verb, , value] = toldTo(act).operands;
	if (/^(?:add_user|change_password)$/.test(flat(verb ?? [])) && value !== undefined) yield {of: ownerOf(act, 'RabbitMQ user'), value, sure: true};
}
