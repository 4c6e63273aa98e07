/** Calls of AWS in programs: a client's method, whichever of AWS's SDKs the client is of. */

import type {Text} from '../../contract.ts';
import type {ApiCall} from '../../evidence/policy-text.ts';
import {singleWordOperations} from '../../limits/api-actions.ts';
import {leaveOut, type UnreadParts} from '../unread.ts';
import {actionsOfOperation, operationOf, serviceOfSdk} from './operations.ts';
import {sliceOf} from './stretches.ts';

/** Calls of one text that are looked at. */
const most = 5000;

/** What makes a client: Python, JavaScript (both versions), Java, Go, Ruby, PHP and .NET, in this order. */
const makers = [
	String.raw`(?:boto3|aioboto3|[\w.]{0,60}[sS]ession(?:\([^()\n]{0,200}\))?)\.(?:client|resource)\(\s{0,80}(?:service_name\s{0,4}=\s{0,4})?["'](?<python>[a-z0-9-]{2,40})["']`,
	String.raw`new\s{1,4}AWS\.(?<script2>\w{2,60})(?:\.DocumentClient)?\(`,
	String.raw`new\s{1,4}(?:[\w.\\]{0,80}[.\\])?(?:Amazon|AWS)?(?<script3>[A-Z]\w{1,60}?)(?:Async)?Client\(`,
	String.raw`(?:Amazon|AWS)(?<java1>\w{2,60}?)(?:Async)?ClientBuilder\.`,
	String.raw`(?<java2>[A-Z]\w{1,60}?)(?:Async)?Client\.(?:builder|create)\(`,
	String.raw`(?<go>[a-z]\w{1,40})\.New(?:FromConfig)?\(`,
	String.raw`Aws::(?<ruby>\w{2,60})::(?:Client|Resource)\.new`,
];
const assignment = new RegExp(String.raw`\b(?<variable>[A-Za-z_]\w{0,60})[ \t]{0,20}:?=[ \t]{0,20}(?:await[ \t]{1,4})?(?:${makers.join('|')})`, 'g');
const imported = /\{(?<names>[^{}]{1,3000})\}\s{0,20}(?:=\s{0,20}require\(\s{0,20}|from\s{0,20})["']@aws-sdk\/client-(?<service>[a-z0-9-]{2,60})["']/g;

const call =
	/(?:\bboto3\.client\(\s{0,80}["'](?<direct>[a-z0-9-]{2,40})["'][^()\n]{0,200}\)|\b(?<variable>[A-Za-z_]\w{0,60}))\s{0,80}(?:\.|->)\s{0,80}(?<method>[A-Za-z]\w{2,80})(?=\s?\()|\bnew\s{1,4}(?<sent>[A-Z]\w{2,80})Command(?=\()/g;

/** Variables that can be nothing else than a client of the service, even where the text does not show what made them. */
const telling =
	/^(?:s3|ec2|sqs|sns|ssm|kms|iam|sts|ses|rds|ecr|ecs|eks|dynamo_?db|ddb|secrets_?manager|cloud_?formation|cloud_?watch(?:_?logs)?|route53|kinesis|firehose|athena|auto_?scaling|elbv2|cloud_?trail|redshift|sage_?maker|rekognition|bedrock|step_?functions|sfn|event_?bridge|lambda)(?:_?client|_?svc|_?service)?$/i;

/** Methods of clients that call nothing, or nothing that their name says. */
const idle = new Set([
	'GeneratePresignedUrl',
	'GeneratePresignedPost',
	'GetSignedUrl',
	'GetSignedUrlPromise',
	'GetPaginator',
	'GetWaiter',
	'CanPaginate',
	'WaitFor',
	'AddEventListener',
]);
const transfers: Readonly<Record<string, string>> = {
	DownloadFile: 'GetObject',
	DownloadFileobj: 'GetObject',
	GetObjectAsBytes: 'GetObject',
	TransferManager: 'PutObject',
	Upload: 'PutObject',
	UploadFile: 'PutObject',
	UploadFileobj: 'PutObject',
};

/** The calls of all programs in a text. What a client is of is taken from the last assignment before. What is beyond the bound is noted in `unread`. */
export function programCallsIn(text: Text, unread: UnreadParts): readonly Omit<ApiCall, 'origin'>[] {
	const {value} = text;
	if (!/boto3|\baws\b|amazon|client|\bs3\b|sdk/i.test(value)) return [];
	const clients = [...value.matchAll(assignment)].flatMap(({index, groups = {}}) => {
		const {variable = '', ...made} = groups;
		const service = serviceOfSdk(Object.values(made).find((name) => name !== undefined) ?? '');
		return service === undefined ? [] : [{index, variable, service}];
	});
	const commands = new Map(
		[...value.matchAll(imported)].flatMap(({groups = {}}) => {
			const service = serviceOfSdk(groups['service'] ?? '');
			return service === undefined
				? []
				: [...(groups['names'] ?? '').matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, name]): [string, string] => [name ?? '', service]);
		}),
	);
	const known = new Map<string, string>();
	let next = 0;
	const calls: Omit<ApiCall, 'origin'>[] = [];
	for (const {0: found, index, groups = {}} of value.matchAll(call)) {
		for (let client = clients[next]; client !== undefined && client.index < index; client = clients[++next]) known.set(client.variable, client.service);
		const {direct, variable = '', method = '', sent} = groups;
		const service = sent === undefined ? (direct === undefined ? (known.get(variable) ?? serviceByName(variable)) : serviceOfSdk(direct)) : commands.get(sent);
		const operation = sent ?? operationIn(service, method, value.slice(index + found.length, index + found.length + 80));
		if (service === undefined || operation === undefined) continue;
		if (calls.length >= most) {
			leaveOut(
				unread,
				sliceOf(text, index, index + found.length).place,
				`this file has more than ${most} calls of AWS; those from here on were not looked at: make several files of it`,
			);
			break;
		}
		for (const action of actionsOfOperation(service, operation))
			calls.push({by: 'program', ...action, call: sliceOf(text, index, index + found.length), sure: true});
	}
	return calls;
}

function serviceByName(variable: string): string | undefined {
	return telling.test(variable) ? serviceOfSdk(variable.replace(/_?(?:client|svc|service)$/i, '')) : undefined;
}

/** The operation that a method calls; nothing for the helpers of a client. */
function operationIn(service: string | undefined, method: string, rest: string): string | undefined {
	const name = operationOf(method).replace(/(?:Async|WithContext|Request|Paginator)$/, '');
	// A paginator calls what it is made for.
	if (name === 'Get' || /^get_?(?:paginator|waiter)$/i.test(method)) {
		const inner = /^\s?\(\s{0,10}["']([a-z_0-9]{3,60})["']/.exec(rest)?.[1];
		return inner === undefined || /waiter/i.test(method) ? undefined : operationOf(inner);
	}
	if (idle.has(name)) return undefined;
	if (service === 's3' && Object.hasOwn(transfers, name)) return transfers[name];
	const isOperation = /[a-z0-9][A-Z]/.test(name) || singleWordOperations.has(method.toLowerCase());
	return isOperation && !/^(?:Set|With|Is|On|New|To)[A-Z]/.test(name) ? name : undefined;
}
