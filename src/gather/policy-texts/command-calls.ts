/** Calls of AWS in commands: `aws s3 cp`, `aws ec2 describe-instances`. */

import type {ApiCall} from '../../evidence/policy-text.ts';
import {toneAt} from '../../language/asked.ts';
import {commandActions, singleWordOperations} from '../../limits/api-actions.ts';
import {firstOf, leaveOut, type UnreadParts} from '../unread.ts';
import {actionsOfOperation, operationOf, type ServiceAction, serviceOfCommand, split} from './operations.ts';
import type {Segment} from './segments.ts';
import {sliceOf} from './stretches.ts';

const command = /(?<![\w./:@-])aws(?:\.exe)?(?=(?:[ \t]|\\\r?\n){1,40}[a-z-])/g;
const word = /"[^"\n]{0,300}"|'[^'\n]{0,300}'|[^\s"'|;&`()<>]+|[\n|;&`()<>]/g;
/** Units of one command, and commands of one segment, that are looked at. */
const longest = 2000;
const most = 100;

/** Options before the service that take no value. */
const flags = /^--(?:debug|no-[a-z-]+|cli-auto-prompt|v2-debug|version)$/;

/** The calls of a segment's commands, but for those that it tells not to run; what is beyond the bounds is noted in `unread`. */
export function commandCallsIn({text, isCode}: Segment, unread: UnreadParts): readonly Omit<ApiCall, 'origin'>[] {
	const {value} = text;
	const placeOf = ({0: name, index}: RegExpExecArray) => sliceOf(text, index, index + name.length).place;
	const why = `this line has more than ${most} commands; those from here on were not looked at: make several lines of it`;
	return firstOf(unread, [...value.matchAll(command)], most, placeOf, why).flatMap(({0: name, index}) => {
		const read = readCommand(value, index + name.length);
		if (read === undefined || (!isCode && !isCommand(read.service, read.verb)) || (!isCode && toneAt(value, index, read.end) === 'refused')) return [];
		const call = sliceOf(text, index, read.end);
		if (isCode && read.cut) leaveOut(unread, call.place, `this command is longer than ${longest} characters; its end was not looked at: write it shorter`);
		return actionsOf(read).map(({sure, ...action}): Omit<ApiCall, 'origin'> => ({by: 'command', ...action, call, sure}));
	});
}

type Command = {
	/** As the command line calls it, and as IAM does. */
	readonly name: string;
	readonly service: string;
	readonly verb: string;
	readonly args: readonly string[];
	/** Where the verb ends. */
	readonly end: number;
	/** Whether it may go on beyond what is read. */
	readonly cut: boolean;
};

function readCommand(value: string, from: number): Command | undefined {
	// A backslash at a line's end carries a command over.
	const rest = value.slice(from, from + longest).replace(/\\(?=\r?\n)|(?<=\\\r?)\n/g, ' ');
	const words: {readonly text: string; readonly end: number}[] = [];
	let cut = value.length > from + longest;
	for (const {0: text, index} of rest.matchAll(word)) {
		if (/^[\n|;&`()<>]$/.test(text)) {
			// A placeholder in angle brackets is a word in pieces.
			if (text === '<' || text === '>') continue;
			cut = false;
			break;
		}
		words.push({text, end: from + index + text.length});
	}
	let at = 0;
	for (let option = words[at]; option?.text.startsWith('--'); option = words[at]) at += flags.test(option.text) || option.text.includes('=') ? 1 : 2;
	const name = words[at]?.text ?? '';
	const verb = words[at + 1];
	const service = serviceOfCommand(name);
	const plain = (verb?.text ?? '').replace(/[.,:!?]{1,50}$/, '');
	if (service === undefined || verb === undefined || !/^[a-z][a-z0-9-]{1,60}$/.test(plain)) return undefined;
	return {name, service, verb: plain, args: words.slice(at + 2).map(({text}) => text), end: verb.end - (verb.text.length - plain.length), cut};
}

const copies = new Set(['cp', 'mv', 'sync']);
const transfers = new Set([...copies, 'ls', 'rm', 'mb', 'rb', 'presign', 'website']);

/** Whether words of prose are a command: `aws s3 buckets` is none. */
function isCommand(service: string, verb: string): boolean {
	return verb.includes('-') || singleWordOperations.has(verb) || (service === 's3' && transfers.has(verb));
}

function actionsOf(read: Command): readonly (ServiceAction & {readonly sure: boolean})[] {
	const {name, service, verb} = read;
	if (name === 's3') return transfersOf(read);
	// Waiting and helping are no operations; what is waited for is not spelled like one.
	if (verb === 'wait' || verb === 'help') return [];
	const special = commandActions.byCommand.get(`${service} ${verb}`);
	return (special === undefined ? actionsOfOperation(service, operationOf(verb)) : split(special)).map((action) => ({...action, sure: true}));
}

/** What `aws s3` needs hangs on where it reads and writes. */
function transfersOf({verb, args}: Command): readonly (ServiceAction & {readonly sure: boolean})[] {
	const paths = args.filter((arg) => !arg.startsWith('--')).map((arg) => arg.replace(/^["']|["']$/g, ''));
	const isS3 = (path: string | undefined) => path?.startsWith('s3://') === true;
	const isOpen = (path: string | undefined) => path === undefined || /^[$<{%]/.test(path);
	const sure = (...actions: readonly string[]) => actions.map((action) => ({service: 's3', action, sure: true}));
	const many = verb === 'sync' || args.includes('--recursive') ? sure('ListBucket') : [];
	const [source, target] = paths;
	if (copies.has(verb)) {
		const reads = isS3(source);
		const writes = isS3(target);
		// Between two paths that can't be seen either may lie in S3; between one in S3 and such a one, that one may too.
		const maybe = (action: string, path: string | undefined) => (isOpen(path) ? [{service: 's3', action, sure: false}] : []);
		return [
			...many,
			...(reads ? sure('GetObject') : writes && !isOpen(source) ? [] : maybe('GetObject', source)),
			...(writes ? sure('PutObject') : reads && !isOpen(target) ? [] : maybe('PutObject', target)),
			...((verb === 'mv' && reads) || (args.includes('--delete') && writes) ? sure('DeleteObject') : []),
		];
	}
	switch (verb) {
		case 'ls':
			return sure(source === undefined ? 'ListAllMyBuckets' : 'ListBucket');
		case 'rm':
			return [...many, ...sure('DeleteObject')];
		case 'mb':
			return sure('CreateBucket');
		case 'rb':
			return sure('DeleteBucket', ...(args.includes('--force') ? ['DeleteObject', 'ListBucket'] : []));
		case 'presign':
			return sure('GetObject');
		case 'website':
			return sure('PutBucketWebsite');
		default:
			return [];
	}
}
