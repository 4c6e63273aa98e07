import {type Frame, words} from '../frames.ts';
import {praise} from './common.ts';

const launch = words('launch, launches, launching, deploy, create the stack, create stack, creating the stack, subscribe, continue to launch, continue to subscribe, continue to configuration, launch stack, launch cloudformation, start the instance, start an instance, run instances, quick create, accept terms, launch through ec2, launch from website, create a stack, new stack, start the ami');
const place = words('instance, instances, stack, template, ami, aws marketplace, marketplace, cloudformation, ec2, console, region, instance type, key pair, subnet, vpc, parameters, version, from website, product, server, subscribe, m5, t3, #number');
const otherSense = words('launch party, product launch, rocket launch, launch campaign, launch a campaign, launch date, launch campaigns, launch your, launches new, launched in 2, launched in 1, since our launch, launch vehicle, launch pad, app launcher, subscribe to our, newsletter, webinar, launch of the');

/** How the product is launched. */
export const start: readonly Frame[] = [
	{own: [launch, place], not: [otherSense, praise, words('after the launch, at launch time'),], affirmed: true},
	{own: [words('fill in, enter, set, choose, select, pick, give'), words('stack name, parameters, parameter, instance type, key pair, subnet, vpc, iam capabilities, capabilities, acknowledge'),], near: [words(launch, 'stack, template, cloudformation, marketplace, launch')], not: [otherSense, praise]},
];
