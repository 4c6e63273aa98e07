import {defineValidator} from '../../src/contract.ts';
import {get, type SourceNode, stringOf} from '../../src/tree.ts';

const helper = (code: string, parameters = '') => `${parameters}Resources:\n  Helper:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code: ${code}\n`;

/** Where Lambda resources name the bucket of their code. */
const codePaths: Readonly<Record<string, readonly string[]>> = {
	'AWS::Lambda::Function': ['Code.S3Bucket'],
	'AWS::Lambda::LayerVersion': ['Content.S3Bucket'],
	'AWS::Serverless::Function': ['CodeUri', 'CodeUri.Bucket'],
};

/** A name that is put together by `Fn::Sub`, as it is written; one of the AWS CDK tells whose it is: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html */
function putTogether(node: SourceNode): string | undefined {
	const name = stringOf(get(node, 'Fn::Sub'));
	const account = name === undefined ? undefined : /^cdk-[a-z0-9]{1,20}-assets-(\d{12})-/.exec(name)?.[1];
	if (account !== undefined) return `${name}, where the AWS CDK puts the assets of account ${account}`;
	return name === undefined || /^\$\{[^}]{1,255}\}$/.test(name) ? undefined : name;
}

export const noSellerBucketCode = defineValidator({
	id: 'template/no-seller-bucket-code',
	policy: 'usage.self-contained',
	severity: 'warning',
	about: "Lambda code stands in the template rather than in a bucket of the seller's.",
	why: 'A seller reported that code zipped in a bucket of their own was rejected as an external dependency, and that inline code was accepted. AWS does not document it.',
	source: 'https://github.com/unionai-oss/flyte-aws-marketplace/blob/main/devbox/MARKETPLACE.md',
	reads: ['templates'],
	messages: {
		bucket: {
			message: '{resource} takes its code from {bucket}, which may be refused as an external dependency.',
			help: 'Write short code inline as ZipFile, or move the work to the instance. A bucket must also be in the Region of the function.',
		},
	},
	examples: [
		{
			name: "a bucket of the seller's",
			files: {'template.yaml': helper('{S3Bucket: larkspur-code, S3Key: helper.zip}')},
			expect: [{message: 'bucket', at: 'larkspur-code', subject: 'Helper'}],
		},
		{
			name: 'a bucket by parameter',
			files: {'template.yaml': helper('{S3Bucket: !Ref CodeBucket, S3Key: helper.zip}', 'Parameters:\n  CodeBucket: {Type: String, Default: larkspur-code}\n')},
			expect: [{message: 'bucket', at: '!Ref CodeBucket'}],
		},
		{
			name: 'a bucket of the AWS CDK',
			files: {'template.yaml': helper("{S3Bucket: !Sub 'cdk-hnb659fds-assets-111122223333-${AWS::Region}', S3Key: helper.zip}")},
			expect: [{message: 'bucket', at: "!Sub 'cdk-hnb659fds-assets-111122223333-${AWS::Region}'"}],
		},
		{name: 'inline code', files: {'template.yaml': helper("{ZipFile: 'def handler(event, context): pass'}")}, expect: []},
		{
			name: 'a bucket of the stack',
			files: {
				'template.yaml': `${helper('{S3Bucket: !Ref Copies, S3Key: helper.zip}')}  Copies: {Type: AWS::S3::Bucket}\n`,
			},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {resource, path, values, place, mentions} of templates.flatMap(({properties}) => properties)) {
			if (!(Object.hasOwn(codePaths, resource.type) && codePaths[resource.type]?.includes(path))) continue;
			// A bucket that the stack makes gets its code from elsewhere, which its own rule judges.
			const bucket = values.flatMap((value) =>
				value.from === 'literal'
					? [value.text]
					: value.from === 'parameter'
						? [`the bucket that ${value.parameter} names`]
						: value.from === 'unknown' && mentions.length > 0
							? [putTogether(value.node) ?? `a bucket named by ${mentions.join(', ')}`]
							: [],
			)[0];
			if (bucket !== undefined) yield {message: 'bucket', place, subject: resource.logicalId, data: {resource: resource.logicalId, bucket}};
		}
	},
});
