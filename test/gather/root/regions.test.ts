import test from 'ava';
import {debian} from '../../../src/examples.ts';
import {regionsOf} from '../../../src/gather/root/regions.ts';
import {noRegionLiteral} from '../../../validators/root/no-region-literal.ts';
import {systemOf} from '../../helpers/filesystem.ts';
import {checkFiles} from '../../helpers/submission.ts';

const of = (files: Readonly<Record<string, string>>) =>
	regionsOf(systemOf(files)).mentions.map(({kind, owner, name, elsewhere}) => `${kind} ${owner} ${name.value}${elsewhere === 'works' ? ' works' : ''}`);

/** A line of `opt/larkspur/larkspur.conf`, and what it is found to say. */
const lines: Readonly<Record<string, string | undefined>> = {
	'region = eu-west-1': 'setting region eu-west-1',
	'  aws_default_region: "us-west-2"': 'setting aws_default_region us-west-2',
	'{"awsRegion": "eu-west-1"}': 'setting awsRegion eu-west-1',
	"'region' => 'eu-west-1',": 'setting region eu-west-1',
	"$config['region'] = 'eu-west-1';": 'setting region eu-west-1',
	'<Region>eu-west-1</Region>': 'setting Region eu-west-1',
	'Environment="AWS_REGION=eu-west-1"': 'setting AWS_REGION eu-west-1',
	'aws s3 ls --region eu-west-1': 'setting --region eu-west-1 works',
	'aws sqs list-queues --region=eu-west-1': 'setting --region eu-west-1',
	'availability_zone=eu-west-1b': 'setting availability_zone eu-west-1b',
	's3_region = eu-west-1': 'setting s3_region eu-west-1 works',
	'endpoint = https://sqs.eu-west-1.amazonaws.com': 'address sqs.eu-west-1.amazonaws.com eu-west-1',
	'host = db.abc.eu-west-1.rds.amazonaws.com': 'address db.abc.eu-west-1.rds.amazonaws.com eu-west-1',
	'url = https://larkspur.s3-eu-west-1.amazonaws.com/x': 'address larkspur.s3-eu-west-1.amazonaws.com eu-west-1 works',
	'image = 1234.dkr.ecr.eu-west-1.amazonaws.com/x': 'address 1234.dkr.ecr.eu-west-1.amazonaws.com eu-west-1 works',
	'key = arn:aws-cn:kms:cn-north-1:111122223333:key/1': 'arn kms cn-north-1',
	'source_ami = ami-0a1b2c3d4e5f67890': 'image source_ami ami-0a1b2c3d4e5f67890',
	'# region = eu-west-1': undefined,
	'; region = eu-west-1': undefined,
	'region =   # e.g. eu-west-1': undefined,
	'title = our site in eu-west-1': undefined,
	'region = eu-west-1-backup': undefined,
	'regional = x-eu-west-1': undefined,
	'endpoint = https://pricing.us-east-1.amazonaws.com': undefined,
	'certificate = arn:aws:acm:us-east-1:111122223333:certificate/1': undefined,
	'role = arn:aws:iam::111122223333:role/x': undefined,
	'REGION="${AWS_REGION:-us-east-1}"': undefined,
	'if [ "$region" = "us-east-1" ]; then': undefined,
	'if test $region = us-east-1; then': undefined,
	'[[ "$REGION" == "us-east-1" ]] && x': undefined,
	"region = os.environ.get('AWS_REGION', 'us-east-1')": undefined,
	'name = ip-10-0-0-1.eu-west-1.compute.internal': undefined,
	'label: ami-0a1b2c3d4e5f67890': undefined,
};

for (const [line, expected] of Object.entries(lines)) {
	test(`configuration: ${line}`, (t) => t.deepEqual(of({'opt/larkspur/larkspur.conf': `first = 1\r\n${line}\r\n`}), expected === undefined ? [] : [expected]));
}

const left: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'a list of Regions': {'opt/a/regions.conf': 'region=us-east-1\nregion=us-west-2\nregion=eu-west-1\n'},
	'what asks the instance': {'opt/a/run.sh': 'REGION=$(curl http://169.254.169.254/latest/meta-data/placement/region)\n[ -n "$REGION" ] || REGION=us-east-1\n'},
	'libraries, documents, examples': Object.fromEntries(
		[
			'opt/a/node_modules/x/a.json',
			'usr/local/lib/python3.12/site-packages/a.conf',
			'opt/a/README.md',
			'opt/a/doc/a.conf',
			'opt/a/a.conf.example',
			'usr/local/aws-cli/v2/a.conf',
		].map((path) => [path, 'region = eu-west-1\n']),
	),
	'what is of the instance that the image was made on': Object.fromEntries(
		['var/lib/cloud/instances/i-1/a.txt', 'var/lib/amazon/ssm/a.json', 'etc/yum/vars/awsregion', 'etc/resolv.conf', 'var/log/a.conf', 'etc/hosts'].map(
			(path) => [path, 'region = eu-west-1\nsearch x.eu-west-1.amazonaws.com\n'],
		),
	),
	'a store that speaks S3’s language': {'opt/a/a.yml': 'endpoint: http://minio:9000\nregion: us-east-1\n'},
	'what a program says to its readers': {'opt/a/a.py': '"""\nregion = "eu-west-1"\n"""\n', 'opt/a/a.js': '/*\n  region: "eu-west-1"\n*/\n'},
	'bytes that are no text': {'opt/a/a.conf': 'region = eu-west-1\0'},
};

for (const [name, files] of Object.entries(left)) {
	test(`left out: ${name}`, (t) => t.deepEqual(of(files), []));
}

test('mirrors: cloud-init rewrites them, unless it must not', (t) => {
	const mirror = {'etc/apt/sources.list': 'deb http://eu-west-1.ec2.archive.ubuntu.com/ubuntu noble main\n'};
	const found = ['mirror eu-west-1.ec2.archive.ubuntu.com eu-west-1 works'];
	t.deepEqual(of(mirror), found);
	t.deepEqual(of({...mirror, 'etc/cloud/cloud.cfg': 'x: 1\n'}), []);
	t.deepEqual(of({...mirror, 'etc/cloud/cloud.cfg': 'x: 1\n', 'etc/cloud/cloud.cfg.d/9.cfg': 'apt:\n  preserve_sources_list: true\n'}), found);
});

test('one name is told once in a file, at its first place; severity by what is known', async (t) => {
	const root = debian({
		'opt/a/a.conf': '\ufeffregion = eu-west-1\nregion = eu-west-1\n',
		'opt/a/a.py': 'region = "eu-west-1"\n',
		'etc/b.conf': 'url = https://x.s3.eu-west-1.amazonaws.com\n',
	});
	const {findings} = await checkFiles({}, [noRegionLiteral], {root});
	t.deepEqual(
		findings.map(({place, start, severity, excerpt}) => [place.file, start?.line, start?.column, severity, excerpt]),
		[
			['image/etc/b.conf', 1, 20, 'note', 'eu-west-1'],
			['image/opt/a/a.conf', 1, 11, 'warning', 'eu-west-1'],
			['image/opt/a/a.py', 1, 11, 'note', 'eu-west-1'],
		],
	);
});

test('hostile files are read in time', (t) => {
	const started = Date.now();
	const mentions = of({
		'opt/a/a.conf': 'region = eu-west-1 '.repeat(50_000),
		'opt/a/b.conf': `${'region'.repeat(100_000)} = eu-west-1`,
		'opt/a/c.py': `${'"""'.repeat(100_000)} '''eu-west-1 /*`,
		'opt/a/d.conf': 'arn:aws:x:eu-west-1:ami-0a1b2c3d '.repeat(30_000),
		'opt/a/e.conf': `endpoint${' '.repeat(500_000)}eu-west-1`,
		...Object.fromEntries(Array.from({length: 3000}, (_, index) => [`opt/b/${index}.conf`, 'region = eu-west-1\n'])),
	});
	t.is(mentions.length, 500);
	t.true(Date.now() - started < 8000, `${Date.now() - started} ms`);
});
