import test from 'ava';
import {changesBetween, roleWith} from '../helpers/diff.ts';

const more = `  Data: {Type: AWS::S3::Bucket}
  Table: {Type: AWS::DynamoDB::Table}
`;
const statement = (actions: string, resources: string) => `{Effect: Allow, Action: [${actions}], Resource: [${resources}]}`;
const bucket = '!GetAtt Data.Arn';
const objects = '!Sub "${Data.Arn}/*"';
const table = '!GetAtt Table.Arn';
const index = '!Sub "${Table.Arn}/index/*"';

const same = test.macro({
	async exec(t, old: string, next: string) {
		t.deepEqual(await changesBetween(t, roleWith(`[${old}]`, {more}), roleWith(`[${next}]`, {more})), []);
		t.deepEqual(await changesBetween(t, roleWith(`[${next}]`, {more}), roleWith(`[${old}]`, {more})), []);
	},
	title: (given = '') => `nothing more: ${given}`,
});
const grows = test.macro({
	async exec(t, old: string, next: string, ...messages: readonly string[]) {
		const changes = await changesBetween(t, roleWith(`[${old}]`, {more}), roleWith(`[${next}]`, {more}));
		t.deepEqual(
			changes.filter(({severity}) => severity === 'error').map(({message}) => message),
			messages,
		);
	},
	title: (given = '') => `growth: ${given}`,
});

test(
	'actions on objects and on the bucket in one statement',
	same,
	`${statement('s3:GetObject', objects)}, ${statement('s3:ListBucket', bucket)}`,
	statement('s3:GetObject, s3:ListBucket', `${bucket}, ${objects}`),
);
test(
	'the same by the ARN of a bucket that is written out',
	same,
	`${statement('s3:GetObject', '"arn:aws:s3:::data/*"')}, ${statement('s3:ListBucket', '"arn:aws:s3:::data"')}`,
	statement('s3:GetObject, s3:ListBucket', '"arn:aws:s3:::data", "arn:aws:s3:::data/*"'),
);
test('an action on tables, on indexes', same, statement('dynamodb:GetItem', table), statement('dynamodb:GetItem', `${table}, ${index}`));
test(
	'an action on indexes too',
	grows,
	statement('dynamodb:Query', table),
	statement('dynamodb:Query', `${table}, ${index}`),
	'Role AppRole may use dynamodb:Query on ${Table.Arn}/index/*; before on ${Table.Arn}.',
);
test(
	'a pattern that also takes objects',
	grows,
	statement('s3:GetObject', '"arn:aws:s3:::data/in/*"'),
	statement('s3:GetObject', '"arn:aws:s3:::data*"'),
	'Role AppRole may use s3:GetObject on arn:aws:s3:::data*; before on arn:aws:s3:::data/in/*.',
);
test(
	'a parameter that may name objects',
	grows,
	statement('s3:GetObject', objects),
	statement('s3:GetObject', `${objects}, !Sub "arn:aws:s3:::\${Bucket}"`),
	'Role AppRole may use s3:GetObject on arn:aws:s3:::${Bucket}; before on ${Data.Arn}/*.',
);
test(
	'objects through an access point',
	grows,
	statement('s3:GetObject', objects),
	statement('s3:GetObject', `${objects}, "arn:aws:s3:us-east-1:111122223333:accesspoint/a/object/*"`),
	'Role AppRole may use s3:GetObject on arn:aws:s3:us-east-1:111122223333:accesspoint/a/object/*; before on ${Data.Arn}/*.',
);
test(
	'a wildcard on a bucket and its objects, told as it is written',
	grows,
	statement('s3:GetObject', objects),
	statement('"s3:ListBucket*"', `${bucket}, ${objects}`),
	'Role AppRole gains s3:ListBucket* (3 actions) on ${Data.Arn} and ${Data.Arn}/*.',
);
test(
	'an action that takes no resource, as S3 lets it be written',
	grows,
	statement('s3:GetObject', objects),
	statement('s3:GetObject, s3:ListAllMyBuckets', `${objects}, "arn:aws:s3:::*"`),
	'Role AppRole gains s3:ListAllMyBuckets on ${Data.Arn}/* and arn:aws:s3:::*.',
	'Role AppRole may use s3:GetObject on arn:aws:s3:::*; before on ${Data.Arn}/*.',
);
test(
	'an action that nobody knows',
	grows,
	statement('s3:GetObject', objects),
	statement('s3:GetObject, s3:GetNewThing', objects),
	'Role AppRole gains s3:GetNewThing on ${Data.Arn}/*.',
);
