import test from 'ava';
import {type Case, many, one, says, template} from '../helpers/unread.ts';

const role = (statement: unknown, more: Readonly<Record<string, unknown>> = {}) =>
	one(template({Role: {Type: 'AWS::IAM::Role', Properties: {Policies: [{PolicyDocument: {Statement: statement}}]}}}, more));
const ofIam = /^what the IAM policies of this template come to is more than one check follows; not all from here on was looked at:/;
const narrow = {Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/b'};
const allowed = (count: number) =>
	role({...narrow, Action: {Ref: 'What'}}, {Parameters: {What: {Type: 'String', AllowedValues: many(count, (index) => `s3:Get${index}`)}}});
const bucket = (count: number) =>
	one(template({Policy: {Type: 'AWS::S3::BucketPolicy', Properties: {PolicyDocument: {Statement: {...narrow, Resource: many(count, () => 'a')}}}}}));

const cases: readonly Case[] = [
	['values that an action may have', allowed(1001), [[ofIam, JSON.stringify({Ref: 'What'})]], allowed(1000)],
	['statements of a policy', role(many(501, () => narrow)), [[ofIam, JSON.stringify(narrow)]], role(many(500, () => narrow))],
	[
		'conditions of a statement',
		role({...narrow, Condition: {StringEquals: Object.fromEntries(many(101, (index) => [`a:b${index}`, 'x']))}}),
		[[ofIam, '"a:b100"']],
		role({...narrow, Condition: {StringEquals: Object.fromEntries(many(100, (index) => [`a:b${index}`, 'x']))}}),
	],
	['items of a list in a policy of a resource', bucket(2001), [[ofIam, JSON.stringify(many(2001, () => 'a'))]], bucket(1990)],
];

for (const [title, beyond, expected, within] of cases) test(title, says, beyond, expected, within);
