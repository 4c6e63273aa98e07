/** What programs print: drawn values, what tells the instance apart, and texts handed through. */

import {append} from '../../../append.ts';
import {type Act, wordsOf} from './acts.ts';
import {flat, type Origin, type Part, sliceOf, type Value, placeOf as wholeOf} from './values.ts';

/** The address of instance metadata, in its spellings. */
const metadata = /(?:169\.254\.169\.254|\[?fd00:ec2::254\]?|\/\/instance-data(?:\.ec2\.internal)?)(?::80)?\/(?:latest|20\d\d-\d\d-\d\d|1\.0)\/(.{0,120})/i;
const randomDevice = /\/dev\/u?random\b|\/proc\/sys\/kernel\/random\/uuid\b/;
const randomPrograms = /^(?:pwgen|uuidgen|uuid|apg|makepasswd|mcookie|xkcdpass|diceware|dbus-uuidgen|shuf|gpw|secpwgen)$/;
const interpreters = /^(?:python[\d.]*|perl|ruby|node|php[\d.]*)$/;
const randomCode = /\bsecrets?\.|urandom|SecureRandom|randomBytes|random_bytes|random|uuid|\brand\b/i;
const fetching = /^(?:curl|wget|http|https|aria2c|lynx|GET)$/;
const addressServices =
	/\b(?:ifconfig\.(?:me|co|io)|api\.ipify\.org|ipinfo\.io|icanhazip\.com|checkip\.amazonaws\.com|ipecho\.net|ident\.me|whatismyip\.akamai\.com)\b/i;
/** They print what they read, or something made of it. */
const filters =
	/^(?:base64|base32|sha\d*sum|md5sum|b2sum|tr|cut|[gmn]?awk|sed|head|tail|xargs|fold|grep|egrep|rev|tee|cat|xxd|od|hexdump|sort|uniq|paste|jq|dd|strings|iconv|numfmt|bc|python[\d.]*|perl)$/;

/** What a command prints, as far as it is known. */
export function outputOf(act: Act, outputOfInput: Value | undefined): Value {
	const {program, args} = act;
	const words = wordsOf(act);
	const line = words.join(' ');
	const whole = (origin: Origin, about?: string): Value => [{origin, text: '', place: act.place, ...(about === undefined ? {} : {about})}];
	if (program === 'echo') return spaced(args.slice(args.findIndex((_, index) => !/^-[neE]{1,3}$/.test(words[index] ?? ''))), act, '\n');
	if (program === 'printf') return printed(act);
	const read = act.inputs.map(flat).join(' ');
	if (randomPrograms.test(program) || randomDevice.test(`${line} ${read}`)) return whole('random');
	if (/^(?:openssl rand|gpg2? --gen-random|systemd-id128 new|aws secretsmanager get-random-password|pass generate)\b/.test(`${program} ${line}`))
		return whole('random');
	if (interpreters.test(program) && randomCode.test(line)) return whole('random');
	if (program === 'openssl' && /^passwd\b/.test(line)) return handed(act, outputOfInput);
	if (program === 'mkpasswd' || (interpreters.test(program) && /\bcrypt\b/.test(line) && outputOfInput === undefined)) return handed(act, outputOfInput);
	const known = metadataOf(program, line);
	if (known !== undefined) return whole(known.origin, known.about);
	if (fetching.test(program)) return whole(addressServices.test(line) ? 'host' : 'fetched', addressServices.test(line) ? 'IP address' : undefined);
	const told = hostFact(program, `${line} ${read}`);
	if (told !== undefined) return whole(told.origin, told.about);
	if (outputOfInput !== undefined && isDecoder(program, words)) return decoded(outputOfInput) ?? whole('unknown');
	if (outputOfInput !== undefined && (filters.test(program) || (program === 'openssl' && /^(?:dgst|enc|base64|sha\d+|md5)\b/.test(line))))
		return filtered(line, outputOfInput);
	return whole('unknown');
}

/** Programs that turn base64 back into what it stands for. */
function isDecoder(program: string, words: readonly string[]): boolean {
	if (program === 'base64') return words.some((word) => /^(?:-\w{0,5}[dD]\w{0,5}|--decode)$/.test(word));
	return (
		program === 'openssl' &&
		/^(?:base64|enc)$/.test(words[0] ?? '') &&
		words.includes('-d') &&
		(words[0] === 'base64' || words.some((word) => /^-(?:base64|a)$/.test(word)))
	);
}

/** What a text in base64 stands for, at the place of that; a drawn part stays drawn. */
export function decoded(value: Value): Value | undefined {
	const [first] = value;
	if (first === undefined || value.some(({origin}) => origin !== 'fixed')) return first === undefined ? [] : value;
	const text = flat(value).replaceAll(/\s/g, '');
	if (!/^[A-Za-z0-9+/_-]{1,1000000}={0,2}$/.test(text)) return undefined;
	return [{origin: 'fixed', text: Buffer.from(text, 'base64').toString('utf8'), place: wholeOf(value) ?? first.place}];
}

type Known = {readonly origin: Origin; readonly about?: string};

function metadataOf(program: string, line: string): Known | undefined {
	const path = metadata.exec(line)?.[1];
	if (path !== undefined) {
		if (/^meta-data\/instance-id\b/.test(path)) return {origin: 'instance-id'};
		if (/^user-data\b/.test(path)) return {origin: 'user-data'};
		if (/^meta-data\/(?:local-|public-)?hostname/.test(path)) return {origin: 'host', about: 'host name'};
		if (/^meta-data\/(?:local|public)-ipv4/.test(path)) return {origin: 'host', about: 'IP address'};
		if (/^meta-data\/mac\b/.test(path)) return {origin: 'host', about: 'MAC address'};
		if (/^dynamic\/instance-identity\//.test(path)) return {origin: 'host', about: 'identity document'};
		return {origin: 'unknown'};
	}
	if (/^ec2-?metadata$/.test(program)) {
		if (/(?:^|\s)(?:-i|--instance-id)\b/.test(line)) return {origin: 'instance-id'};
		if (/(?:^|\s)(?:-d|--user-data)\b/.test(line)) return {origin: 'user-data'};
		if (/(?:^|\s)(?:-h|-p|--local-hostname|--public-hostname)\b/.test(line)) return {origin: 'host', about: 'host name'};
		return {origin: 'unknown'};
	}
	if (program === 'cloud-init' && /^query\b/.test(line)) {
		if (/\binstance[_-]id\b/.test(line)) return {origin: 'instance-id'};
		return {origin: /\buserdata\b/.test(line) ? 'user-data' : 'unknown'};
	}
	return undefined;
}

function hostFact(program: string, line: string): Known | undefined {
	if (/\/var\/lib\/cloud\/data\/instance-id\b/.test(line)) return {origin: 'instance-id'};
	if (/\/var\/lib\/cloud\/instances?\/(?:[^/\s]{1,40}\/)?user-data/.test(line)) return {origin: 'user-data'};
	if (/\/etc\/machine-id\b|\/dbus\/machine-id\b/.test(line) || program === 'hostid') return {origin: 'host', about: 'machine id'};
	if (/\/dmi\/id\/|\/hypervisor\/uuid\b/.test(line) || program === 'dmidecode') return {origin: 'host', about: 'hardware id'};
	if (/\/etc\/hostname\b/.test(line) || program === 'hostnamectl' || (program === 'uname' && /-\w{0,5}n/.test(line)))
		return {origin: 'host', about: 'host name'};
	if (program === 'hostname') return {origin: 'host', about: /-\w{0,3}[iI]/.test(line) ? 'IP address' : 'host name'};
	if (program === 'ifconfig' || (program === 'ip' && /\b(?:a|addr|address|route)\b/.test(line))) return {origin: 'host', about: 'IP address'};
	if (program === 'aws' && /\bsts get-caller-identity\b/.test(line)) return {origin: 'host', about: 'AWS account id'};
	return undefined;
}

/** A field drawn from the identity document is the field; all else that goes through a filter keeps its origin. */
function filtered(line: string, input: Value): Value {
	const isDocument = input.some(({about}) => about === 'identity document');
	if (!isDocument) return input;
	const to = (origin: Origin, about?: string): Value =>
		input.slice(0, 1).map(({place}): Part => ({origin, text: '', place, ...(about === undefined ? {} : {about})}));
	if (/instanceId/.test(line)) return to('instance-id');
	if (/accountId/.test(line)) return to('host', 'AWS account id');
	return /\.|region|availabilityZone/.test(line) ? to('unknown') : input;
}

/** A password handed to a program that hashes it. */
function handed(act: Act, input: Value | undefined): Value {
	const words = wordsOf(act);
	const last = act.args.at(-1);
	const isOption = /^-/.test(words.at(-1) ?? '-') || words.length < (act.program === 'openssl' ? 2 : 1) || /^-(?:salt|m|S|R)$/.test(words.at(-2) ?? '');
	return (isOption ? undefined : last) ?? input ?? [{origin: 'unknown', text: '', place: act.place}];
}

/** Values with blanks between, and an end. */
function spaced(values: readonly Value[], {place}: Act, end: string): Value {
	const blank = (text: string): Part => ({origin: 'fixed', text, place: {...place, range: [place.range?.[0] ?? 0, place.range?.[0] ?? 0]}});
	return [...values.flatMap((value, index) => (index === 0 ? value : [blank(' '), ...value])), ...(end === '' ? [] : [blank(end)])];
}

/** `printf '%s:%s\n' a b`: values in the place of each `%s`; without one, the format itself. */
function printed(act: Act): Value {
	const values = act.args.filter((_, index) => index > 0 || !/^-v|^--$/.test(flat(act.args[0] ?? [])));
	const [format = [], ...rest] = values;
	const text = flat(format);
	const found: Part[] = [];
	let at = 0;
	let next = 0;
	const plain = (start: number, end: number) => {
		if (end > start) append(found, sliceOf(format, start, end));
	};
	for (const match of text.matchAll(/%-?\d{0,3}[sqbdi]|\\[nt]/g)) {
		plain(at, match.index);
		at = match.index + match[0].length;
		if (match[0].startsWith('\\')) found.push({origin: 'fixed', text: match[0] === '\\n' ? '\n' : '\t', place: act.place});
		else append(found, rest[next++] ?? []);
	}
	plain(at, text.length);
	return next > 0 || rest.length === 0 ? found : spaced([found, ...rest], act, '');
}
