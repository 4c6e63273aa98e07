import test from 'ava';
import {policyTextsOf} from '../../helpers/policy-texts.ts';

const indented = (script: string, by: number) => script.replaceAll(/^/gm, ' '.repeat(by));
const userData = (script: string) =>
	`Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: !Sub |\n${indented(script, 10)}\n`;

/** Actions that a template's scripts call, with a question mark where they may not. */
async function callsOf(template: string): Promise<readonly string[]> {
	const {calls} = await policyTextsOf({'template.yaml': template});
	return calls.map(({service, action, sure}) => `${service}:${action}${sure ? '' : '?'}`);
}

const script = test.macro({
	async exec(t, text: string, wanted: readonly string[]) {
		t.deepEqual(await callsOf(userData(`#!/bin/bash -xe\n${text}`)), wanted);
	},
	title: (_, text: string) => `user data: ${text.replaceAll('\n', ' ⏎ ')}`,
});

const gone = 'aws rds delete-db-instance';
const may = ['rds:DeleteDBInstance?'];
const does = ['rds:DeleteDBInstance'];

// Said.
test(script, `# ${gone} is left to the owner`, may);
test(script, `systemctl start larkspur # then ${gone} by hand`, may);
test(script, `echo 'run: ${gone}' > /etc/motd`, may);
test(script, `echo "run: ${gone}"`, may);
test(script, `MSG="run: ${gone}"\necho "$MSG"`, may);
test(script, `log() { echo "$1" | tee -a /var/log/larkspur.log; }\nlog "about to ${gone}"`, may);
test(script, `cat > /root/README <<EOF\nRun ${gone} to remove it.\nEOF`, may);
test(script, `cat <<'EOF' | sudo tee /opt/larkspur/USAGE.txt >/dev/null\nRun ${gone}\nEOF`, may);
test(script, `: <<'COMMENT'\n${gone}\nCOMMENT`, may);
test(script, `cat > /opt/x.sh <<'EOF'\n#!/bin/sh\n# ${gone}\nEOF\nbash /opt/x.sh`, may);
test(script, `cat > /opt/x.sh <<'EOF'\n#!/bin/sh\necho "${gone}"\nEOF\nchmod +x /opt/x.sh`, may);

// Run.
test(script, gone, does);
test(script, `[ -f /x ] && ${gone} || true`, does);
test(script, `bash -c '${gone}'`, does);
test(script, `echo '${gone}' | bash`, does);
test(script, `X=$(${gone})`, does);
test(script, `echo "it says $(${gone})"`, does);
test(script, `echo "it says \`${gone}\`" > /etc/motd`, does);
test(script, `CMD="${gone}"\necho "$CMD"\n$CMD`, does);
test(script, `retry() { "$@" || "$@"; }\nretry ${gone}`, does);
test(script, `echo '0 * * * * root ${gone}' > /etc/cron.d/x`, does);
test(script, `(crontab -l; echo '0 * * * * ${gone}') | crontab -`, does);
test(script, `cat > /etc/systemd/system/x.service <<EOF\n[Service]\nExecStart=/usr/bin/${gone}\nExecStop=/bin/sh -c '${gone}'\nEOF`, does);
test(script, `cat > /opt/larkspur/clean <<EOF\n#!/bin/sh\n${gone}\nEOF`, does);
test(script, `cat > clean <<EOF\n${gone}\nEOF\nchmod +x clean`, does);
test(script, `cat <<EOF > "$TARGET"\n${gone}\nEOF`, does);
test(script, `cat <<EOF | bash\n${gone}\nEOF`, does);
test(script, `su - larkspur <<EOF\n${gone}\nEOF`, does);
test(script, `NAME='a # b'; ${gone}`, does);
test(script, `echo \${!NAME#x}; ${gone}`, does);

test('calls in joined lines are told apart as well', async (t) => {
	const lines = ['#!/bin/bash\n', `# ${gone}\n`, 'aws s3 ls s3://', {Ref: 'Bucket'}, '\n', 'cat > /root/NOTES <<EOF\n', 'aws ec2 describe-tags\n', 'EOF\n'];
	const template = {Resources: {Host: {Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Base64': {'Fn::Join': ['', lines]}}}}}};
	t.deepEqual(await callsOf(JSON.stringify(template)), [...may, 's3:ListBucket', 'ec2:DescribeTags?']);
});

test('parts of a message of MIME are read as scripts', async (t) => {
	const text = `Content-Type: multipart/mixed; boundary="==B=="\nMIME-Version: 1.0\n\n--==B==\nContent-Type: text/x-shellscript; charset="us-ascii"\n\n#!/bin/bash\naws s3 ls s3://larkspur # not ${gone}\n\n--==B==--`;
	t.deepEqual(await callsOf(userData(text)), ['s3:ListBucket', ...may]);
});

test('what is not read as a script of a shell stays as it is, but for its lines of comment', async (t) => {
	t.deepEqual(await callsOf(userData(`#cloud-config\nruncmd:\n  # ${gone}\n  - aws ec2 describe-tags`)), [...may, 'ec2:DescribeTags']);
	t.deepEqual(await callsOf(userData(`<powershell>\n# ${gone}\naws ec2 describe-tags\n</powershell>`)), [...may, 'ec2:DescribeTags']);
	t.deepEqual(await callsOf(userData(`#!/usr/bin/env python3\nimport boto3\nboto3.client('ec2').describe_tags()`)), ['ec2:DescribeTags']);
});

test('commands and files of AWS::CloudFormation::Init', async (t) => {
	const init = `Resources:
  Host:
    Type: AWS::EC2::Instance
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files:
            /root/README: {content: 'Run ${gone} to remove it.'}
            /opt/larkspur/tool: {content: "#!/bin/sh\\naws ec2 describe-tags\\n", mode: '000755'}
            /etc/cfn/hooks.d/x.conf: {content: "action=aws s3 ls s3://larkspur"}
          commands:
            one: {command: "echo 'aws kms list-keys' > /etc/motd; aws sns list-topics"}
`;
	t.deepEqual(await callsOf(init), [...may, 'ec2:DescribeTags', 's3:ListBucket', 'kms:ListKeys?', 'sns:ListTopics']);
});
