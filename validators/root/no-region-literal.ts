import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const ask = 'Ask the instance for its Region at start (IMDS, /latest/meta-data/placement/region), or let the buyer set it.';

export const noRegionLiteral = defineValidator({
	id: 'root/no-region-literal',
	policy: 'architecture.region-agnostic',
	severity: 'warning',
	about: 'Configuration and scripts in the AMI name no Region, so that the product runs in every one.',
	why: 'One build is copied to every Region. What names one Region fails or sends data away in the others. Lists of Regions, documents, SDKs and services that answer in one Region for all are left out.',
	source: pages.policy,
	reads: ['rootRegions'],
	messages: {
		setting: {message: '{from} sets {owner} to {name}, whatever Region the instance runs in.', help: ask},
		address: {message: '{from} turns to {owner}, whatever Region the instance runs in.', help: `${ask} Build the address from it.`},
		arn: {message: '{from} names a resource of {owner} in {name}, whatever Region the instance runs in.', help: `${ask} Build the ARN from it.`},
		mirror: {
			message: '{from} has packages come from {owner}, whatever Region the instance runs in.',
			help: 'Name the mirror without a Region, or let cloud-init write the list at the first start.',
		},
		image: {message: '{from} sets {owner} to {name}; an AMI id holds in one Region alone.', help: 'Look the AMI up at run time, or let the buyer set it.'},
	},
	examples: [
		{
			name: 'a setting',
			files: {},
			root: debian({'opt/larkspur/etc/larkspur.conf': 'aws_region = eu-west-1\n'}),
			expect: [{message: 'setting', at: 'eu-west-1', subject: 'aws_region'}],
		},
		{
			name: 'an endpoint in a unit',
			files: {},
			root: debian({'etc/systemd/system/larkspur.service': '[Service]\nExecStart=/opt/larkspur/bin --queue https://sqs.eu-west-1.amazonaws.com/x\n'}),
			expect: [{message: 'address', at: 'eu-west-1', subject: 'sqs.eu-west-1.amazonaws.com'}],
		},
		{
			name: 'an ARN',
			files: {},
			root: debian({'etc/larkspur.json': '{"topic": "arn:aws:sns:us-west-2:111122223333:events"}'}),
			expect: [{message: 'arn', at: 'us-west-2', subject: 'sns'}],
		},
		{
			name: 'a mirror that nothing rewrites',
			files: {},
			root: debian({'etc/cloud/cloud.cfg': undefined, 'etc/apt/sources.list': 'deb http://eu-west-1.ec2.archive.ubuntu.com/ubuntu noble main\n'}),
			expect: [{message: 'mirror', at: 'eu-west-1', subject: 'eu-west-1.ec2.archive.ubuntu.com'}],
		},
		{
			name: 'an AMI id',
			files: {},
			root: debian({'opt/larkspur/workers.yaml': 'worker:\n  image_id: ami-0a1b2c3d4e5f67890\n'}),
			expect: [{message: 'image', at: 'ami-0a1b2c3d4e5f67890', subject: 'image_id'}],
		},
		{
			name: 'a list of Regions, a comment, a service for all, a fallback',
			files: {},
			root: debian({
				'opt/larkspur/regions.yaml': 'regions: [us-east-1, us-west-2, eu-west-1]\n',
				'opt/larkspur/larkspur.conf': '# region = eu-west-1\npricing_url = https://api.pricing.us-east-1.amazonaws.com\n',
				'opt/larkspur/start.sh': '#!/bin/sh\nexport AWS_REGION="${AWS_REGION:-us-east-1}"\n',
			}),
			expect: [],
		},
		{
			name: 'a mirror that cloud-init rewrites',
			files: {},
			root: debian({
				'etc/cloud/cloud.cfg': 'disable_root: true\n',
				'etc/apt/sources.list': 'deb http://eu-west-1.ec2.archive.ubuntu.com/ubuntu noble main\n',
			}),
			expect: [],
		},
	],
	*check({rootRegions}) {
		for (const {mentions} of rootRegions)
			for (const {name, kind, owner, from, program, elsewhere} of mentions) {
				const isDoubtful = program || elsewhere === 'works' || kind === 'image';
				const data = {from, owner, name: name.value};
				yield {message: kind, place: name.place, subject: owner, ...(isDoubtful ? {severity: 'note' as const} : {}), data};
			}
	},
});
