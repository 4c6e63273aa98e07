import test from 'ava';
import {type IamGuidance, iamGuidanceIn} from '../../src/language/iam-guidance.ts';

const level = test.macro<[text: string, wanted: IamGuidance['level']]>({
	exec(t, text, wanted) {
		t.is(iamGuidanceIn(text).level, wanted);
	},
	title: (_, text, wanted) => `IAM guidance: ${wanted}: ${text.slice(0, 70)}`,
});
test(level, 'Launch the AMI, then sign in as admin.', 'none');
test(level, 'Give your colleagues the viewer role under People.', 'none');
test(level, 'The instance needs an instance profile to reach S3.', 'mention');
test(level, 'Create an IAM role for EC2 and choose it at launch.', 'mention');
test(level, 'Create an IAM role for EC2. Attach a policy with s3:GetObject on your bucket to it. Choose it at launch.', 'guided');
test(level, '1. In IAM, create a role for EC2 with AmazonSSMManagedInstanceCore.\n2. Launch with --iam-instance-profile Name=it.', 'guided');

const broad = test.macro<[text: string, wanted: string | undefined]>({
	exec(t, text, wanted) {
		const found = iamGuidanceIn(text).broad;
		t.is(found?.name, wanted);
		if (found !== undefined) t.is(text.slice(...found.range), found.name);
	},
	title: (_, text, wanted) => `IAM guidance: ${wanted === undefined ? 'not too broad' : `too broad: ${wanted}`}: ${text.slice(0, 60)}`,
});
test(broad, 'Create an IAM role and attach AdministratorAccess to it.', 'AdministratorAccess');
test(broad, 'Attach\nPowerUserAccess\nto the role.', 'PowerUserAccess');
test(broad, 'Use the policy {"Effect": "Allow", "Action": "*", "Resource": "*"}.', '"Action": "*"');
test(broad, 'Use the policy {"Effect": "Allow", "Action": ["*"], "Resource": "*"}.', '"Action": ["*"');
test(broad, 'Allow *:* for the role.', '*:*');
test(broad, 'Do not attach AdministratorAccess to the role.', undefined);
test(broad, 'AdministratorAccess is neither needed nor wanted.', undefined);
test(broad, 'Allow s3:* on arn:aws:s3:::your-bucket/*.', undefined);
test(broad, 'Use the policy {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}.', undefined);
test(broad, 'Do not skip this step. Attach AdministratorAccess.', 'AdministratorAccess');
