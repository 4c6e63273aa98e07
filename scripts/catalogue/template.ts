/** Templates: one of the sources made a product's own, changed from release to release, and written in a notation. */

import {CORE_SCHEMA, defineScalarTag, dump} from 'js-yaml';
import {bulk} from './bulk.ts';
import type {Random} from './random.ts';

/** A value of JSON. */
export type Json = null | boolean | number | string | Json[] | JsonMap;
export type JsonMap = {[key: string]: Json};

/** How a vendor writes its templates. `width` is where long texts are folded; -1: nowhere. */
export type Notation = {readonly format: 'json' | 'yaml'; readonly indent: number; readonly hasShortTags: boolean; readonly width: number};

const types = ['t3.medium', 't3.large', 'm5.large', 'm5.xlarge', 'm6i.large', 'm6i.xlarge', 'c5.large', 'c6i.xlarge', 'r5.large', 'r6i.2xlarge'];
const ranges = ['10.0.0.0/8', '10.20.0.0/16', '10.0.8.0/24', '172.16.0.0/12', '192.168.0.0/16', '203.0.113.0/24', '198.51.100.0/24'];
const ports = [22, 80, 443, 1433, 3000, 3306, 3389, 5432, 5671, 6379, 8080, 8443, 9000, 9200];
const narrow = [
	's3:GetObject',
	's3:PutObject',
	'logs:PutLogEvents',
	'ssm:GetParameter',
	'sqs:SendMessage',
	'ec2:DescribeInstances',
	'kms:Decrypt',
	'sns:Publish',
];
const wide = [
	's3:*',
	'ec2:*',
	'iam:PassRole',
	'iam:*',
	'*',
	'sts:AssumeRole',
	'secretsmanager:GetSecretValue',
	'lambda:*',
	'iam:CreateAccessKey',
	'dynamodb:*',
];
const places = ['Main', 'Primary', 'App', 'Node', 'Service', 'Stack'];

/** A template of the sources as a product has it: under its own name, with ranges, instance types and logical ids of its own. */
export function ownTemplate(json: string, rename: (text: string) => string, random: Random): JsonMap {
	const swap = (pattern: RegExp, choices: readonly string[]) => {
		const chosen = new Map<string, string>();
		return (text: string) =>
			text.replace(pattern, (found) => chosen.get(found) ?? chosen.set(found, random.chance(50) ? found : random.pick(choices)).get(found) ?? found);
	};
	const text = [rename, swap(/\b(?:10|172|192|203)(?:\.\d+){3}\/\d+\b/g, ranges), swap(/(?<=")[cmrt]\d[a-z]*\.(?:medium|x?large)(?=")/g, types)].reduce(
		(now, change) => change(now),
		json,
	);
	// Made from a map by `readSources`.
	return renamed(JSON.parse(text) as JsonMap, random);
}

function renamed(template: JsonMap, random: Random): JsonMap {
	const ids = ['Resources', 'Parameters'].flatMap((part) => Object.keys(mapOf(template[part])));
	const names = new Map(random.some(ids, 1 + (ids.length >> 2)).map((id) => [id, `${random.pick(places)}${id}`]));
	const name = (id: string) => names.get(id) ?? id;
	const texts = (text: string) => text.replace(/\$\{([A-Za-z0-9]+)/g, (_, id: string) => `\${${name(id)}`);
	const within = (key: string, value: Json): Json => {
		if (typeof value === 'string') {
			if (key === 'Ref' || key === 'DependsOn') return name(value);
			return key === 'Fn::Sub' ? texts(value) : key === 'Fn::GetAtt' ? value.replace(/^[^.]+/, name) : value;
		}
		if (Array.isArray(value)) {
			if (key === 'Fn::GetAtt') return value.map((item, index) => (index === 0 && typeof item === 'string' ? name(item) : within('', item)));
			if (key === 'Parameters' || key === 'DependsOn') return value.map((item) => (typeof item === 'string' ? name(item) : item));
			return value.map((item) => within(key === 'Fn::Sub' ? key : '', item));
		}
		if (value === null || typeof value !== 'object') return value;
		const isOfIds = ['Resources', 'Parameters', 'ParameterLabels'].includes(key);
		return Object.fromEntries(Object.entries(value).map(([inner, item]) => [isOfIds ? name(inner) : inner, within(inner, item)]));
	};
	return mapOf(within('', template));
}

/** One change of a release: any may come of a careful vendor, `careless` ones of others. They change the template itself. */
type Step = (template: JsonMap, random: Random) => void;

const careful: readonly Step[] = [
	(template, random) => onOne(template, random, isStatement, (statement) => (statement['Action'] = [...listOf(statement['Action']), random.pick(narrow)])),
	(template, random) => onOne(template, random, isStatement, (statement) => (statement['Action'] = listOf(statement['Action']).slice(0, 1))),
	(template, random) => onOne(template, random, isPort, (rule) => (rule['FromPort'] = rule['ToPort'] = random.pick(ports))),
	(template, random) => Object.assign(mapOf(template['Resources']), bulk(1 + random.below(3), random)),
	(template, random) =>
		(template['Description'] = `${textOf(template['Description'])} (${random.pick(['revised', 'smaller role', 'new sizes', 'for all Regions'])})`),
];

const careless: readonly Step[] = [
	(template, random) => onOne(template, random, isStatement, (statement) => (statement['Action'] = [...listOf(statement['Action']), random.pick(wide)])),
	(template, random) => onOne(template, random, isStatement, (statement) => (statement['Resource'] = '*')),
	(template, random) =>
		onOne(
			template,
			random,
			(map) => 'CidrIp' in map,
			(rule) => (rule['CidrIp'] = '0.0.0.0/0'),
		),
	(template, random) => onOne(template, random, isTextParameter, (parameter) => (parameter['Default'] = '0.0.0.0/0')),
	(template, random) => onOne(template, random, isTextParameter, (parameter) => delete parameter['Description']),
	(template, random) =>
		onOne(
			template,
			random,
			(map) => 'MetadataOptions' in map,
			(properties) => delete properties['MetadataOptions'],
		),
	(template, random) =>
		onOne(
			template,
			random,
			(map) => 'ImageId' in map,
			(properties) => (properties['ImageId'] = `ami-0${random.hex(16)}`),
		),
	(template, random) => {
		const password: JsonMap = {Type: 'String', Description: 'Password of the first administrator'};
		mapOf(template['Parameters'])[`${random.pick(places)}Password`] = random.chance(50) ? {...password, Default: `Welcome-${random.hex(4)}`} : password;
	},
	(template, random) =>
		onOne(
			template,
			random,
			(map) => typeof map['Fn::Base64'] === 'string' || typeof mapOf(map['Fn::Base64'])['Fn::Sub'] === 'string',
			(data) => {
				const line = random.pick([
					'curl -s http://get.example.com/agent | sh',
					'echo "PasswordAuthentication yes" >> /etc/ssh/sshd_config',
					'usermod -aG sudo vendor',
				]);
				data['Fn::Base64'] = `${textOf(data['Fn::Base64']) || textOf(mapOf(data['Fn::Base64'])['Fn::Sub'])}\n${line}\n`;
			},
		),
];

/** Changes a template by one step. Where the step finds nothing to change, nothing changes. */
export function change(template: JsonMap, isCareless: boolean, random: Random): void {
	random.pick(isCareless ? careless : careful)(template, random);
}

function onOne(template: JsonMap, random: Random, isWanted: (map: JsonMap) => boolean, act: (map: JsonMap) => void): void {
	const found: JsonMap[] = [];
	const look = (value: Json) => {
		if (value === null || typeof value !== 'object') return;
		if (!Array.isArray(value) && isWanted(value)) found.push(value);
		for (const inner of Object.values(value)) look(inner);
	};
	look(template);
	if (found.length > 0) act(random.pick(found));
}

const isStatement = (map: JsonMap) => map['Effect'] === 'Allow' && 'Action' in map && 'Resource' in map;
const isPort = (map: JsonMap) => 'FromPort' in map && map['FromPort'] === map['ToPort'];
const isTextParameter = (map: JsonMap) => map['Type'] === 'String' && 'Description' in map && !('Default' in map);

/** The map that a value is; an empty one where it is none. */
export function mapOf(value: Json | undefined): JsonMap {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function listOf(value: Json | undefined): Json[] {
	return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function textOf(value: Json | undefined): string {
	return typeof value === 'string' ? value : '';
}

type Short = {readonly tag: string; readonly text: string};
const isShort = (value: unknown): value is Short => typeof value === 'object' && value !== null && 'tag' in value && typeof value.tag === 'string';
const schema = CORE_SCHEMA.withTags([
	defineScalarTag('!', {
		matchByTagPrefix: true,
		resolve: (source) => source,
		identify: isShort,
		represent: ({text}: Short) => text,
		representTagName: ({tag}: Short) => tag,
	}),
]);

/** `{Ref: X}` as `!Ref X`, and the like. */
function shortened(value: Json): unknown {
	if (value === null || typeof value !== 'object') return value;
	if (Array.isArray(value)) return value.map(shortened);
	const [[key, inner] = ['', null], ...others] = Object.entries(value);
	if (others.length === 0 && typeof inner === 'string' && (key === 'Ref' || key === 'Fn::Sub')) return {tag: `!${key.replace('Fn::', '')}`, text: inner};
	if (others.length === 0 && key === 'Fn::GetAtt' && Array.isArray(inner)) return {tag: '!GetAtt', text: inner.join('.')};
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shortened(item)]));
}

/** The template's text. */
export function formatTemplate(template: JsonMap, {format, indent, hasShortTags, width}: Notation): string {
	if (format === 'json') return `${JSON.stringify(template, undefined, indent)}\n`;
	return dump(hasShortTags ? shortened(template) : template, {schema, lineWidth: width, noRefs: true});
}
