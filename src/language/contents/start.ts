import {type Judge, words} from '../frames.ts';
import {praise} from './common.ts';

const launch = words(
	'launch, launching, deploy, create the stack, create stack, creating the stack, creating a stack, create a stack, continue to launch, continue to subscribe, launch stack, start the instance, start an instance, start one instance, start three instances, run instances, quick create, launch the, launch an, deploy the, create the instance',
);
const place = words(
	'instance, instances, stack, template, ami, aws marketplace, marketplace, cloudformation, ec2, console, instance type, image, from website, m5, t3, machine, vpc',
);
const otherSense = words(
	'launch party, product launch, rocket launch, launch campaign, launch a campaign, launch date, launch campaigns, launched in, since our launch, launch vehicle, launch pad, launcher, newsletter, webinar, sales engineers, quotas, quota, limit, limits, encrypted, encryption, restore, recover, lost, replacement, disaster, capability_named_iam, heroes, before you deploy, assumes',
);
const topic = words(
	'launch, launching, start, starting, first start, first steps, first run, getting started, get started, installation, install, set up, setup, deploy, deploying, deployment, bring up, bringing it to life, boot, quick start, quickstart, commissioning, first launch, go, getting it running, getting going, starting out, initiate, begin, beginning, step 1, step 2, how do i launch, from nothing, operation, sign in, log in, rollout, provisioning, use',
);
const notTopic = words(
	'start time, product launch, start menu, get started with our, start measuring, start earning, start your, backup, restore, quota, warm start, rotating, terms of use, acceptable use, start of',
);

/** How the product is launched, and reached for the first time. */
export const start: Judge = {
	sentences: [
		{
			own: [launch, place],
			not: [otherSense, praise, words('after the launch, at launch, when you launch, at first')],
			affirmed: true,
			notOpening: words('when, after, before, if'),
		},
		{
			own: [
				words('browse to, open, visit, go to, browse, browser, navigate, point'),
				words('#url, output, outputs'),
				words('sign in, log in, login, user, password, passphrase'),
			],
			not: [otherSense, praise],
		},
		{
			own: [words('create, make, set up'), words('stack'), words('template, parameters, parameter, wait, fill in, console, cloudformation, aws marketplace')],
			not: [otherSense, praise],
			notOpening: words('when, after, before, if'),
		},
		{
			own: [
				words('ssh to, ssh into, ssh in, connect to the instance, connect by ssh, connect via ssh, log in to the instance, rdp to, connect by remote desktop'),
				words('run, then, finish, setup, set up, installation, wizard, user'),
			],
			not: [otherSense, praise, words('health, check, verify, backup')],
		},
		{
			own: [words('sign in, log in, login, log on'), words('user, password, passphrase, admin, instance id, as')],
			near: [words('open, browse to, visit, browser, go to, navigate'), words('#url, output, address, dns, public ip')],
			not: [otherSense, praise, words('rotate, health, quota')],
		},
	],
	sections: [
		{
			topic,
			notTopic,
			body: [
				words('launch, stack, instance, boot, parameters, deploy, instances, template, host'),
				words('open, browse, sign in, log in, login, visit, outputs, output, wait, connect, fill in, choose, pick, select, password, ssh, give, enter'),
			],
			notBody: words(praise, 'sales engineers, newsletter'),
		},
	],
};
