import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noAwsKeySettings = defineValidator({
	id: 'root/no-aws-key-settings',
	policy: 'security.no-aws-keys-from-users',
	severity: 'warning',
	about: 'Nothing in the AMI asks for access keys of an AWS account, waits for them or works with them: the role of the instance gives access.',
	why: 'A setting that is empty may be one that nobody has to fill, as many frameworks have it, so that it is a note alone.',
	source: pages.policy,
	reads: ['credentialSearches'],
	messages: {
		prompt: {
			message: '{path} asks for access keys of an AWS account.',
			help: 'Take the question out: the SDKs of AWS find the role of the instance by themselves. Say in the usage instructions which permissions it needs.',
		},
		setting: {
			message: '{path} has a setting, {name}, for access keys of an AWS account.',
			help: 'Take the setting out, or make sure that the product works without it by the role of its instance and says so.',
		},
		used: {
			message: '{path} holds {what}, which the product may work with.',
			help: 'Delete the key, and let the product use the role of its instance.',
		},
	},
	examples: [
		{
			name: 'a script that asks',
			files: {},
			root: debian({'opt/larkspur/setup.sh': '#!/bin/bash\nread -p "AWS secret access key: " secret\n'}),
			expect: [{message: 'prompt', at: 'read -p "AWS secret access key: "', subject: 'opt/larkspur/setup.sh'}],
		},
		{
			name: 'a setting that waits',
			files: {},
			root: debian({'opt/larkspur/.env': 'AWS_ACCESS_KEY_ID=\n'}),
			expect: [{message: 'setting', at: 'AWS_ACCESS_KEY_ID', subject: 'opt/larkspur/.env'}],
		},
		{
			name: 'a key in the settings of the product',
			files: {},
			root: debian({'opt/larkspur/.env': 'AWS_SECRET_ACCESS_KEY=hB7xQ2mLr9+TvK4nWc8sYgZ1pJ6eUd3fAo5/iRtN\n'}),
			expect: [{message: 'used', at: 'AWS_SECRET_ACCESS_KEY', subject: 'opt/larkspur/.env'}],
		},
		{name: 'settings of AWS without keys', files: {}, root: debian({'opt/larkspur/.env': 'AWS_REGION=\nS3_BUCKET=\n'}), expect: []},
		{
			name: 'an id alone, and another kind of credential',
			files: {},
			root: debian({'opt/larkspur/notes.conf': 'made by AKIAQ3EGRZ7XW5BLTN4V\nDB_PASSWORD=q7Lm2Zt9\n'}),
			expect: [],
		},
	],
	*check({credentialSearches}) {
		for (const {awsKeyRequests, credentials} of credentialSearches) {
			for (const {kind, path, name, place} of awsKeyRequests) {
				if (kind === 'prompt') yield {message: 'prompt', place, subject: path, data: {path}};
				else yield {message: 'setting', place, subject: path, severity: 'note', data: {path, name}};
			}
			for (const {kind, path, what, shown: place, doubt} of credentials) {
				if (kind === 'aws-key' && doubt === undefined) yield {message: 'used', place, subject: path, data: {path, what}};
			}
		}
	},
});
