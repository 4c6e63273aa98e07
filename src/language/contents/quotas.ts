import {type Judge, words} from '../frames.ts';
import {act, awsThing, praise} from './common.ts';

const quota = words('quota, quotas, limit, limits, ceiling, ceilings, cap');
const awsQuota = words(
	'service quotas, service quota, service limits, service limit, aws quota, aws quotas, aws limit, aws limits, account quota, account quotas, account limits, account limit, vcpu limit, vcpu quota, vcpu limits, ec2 limit, ec2 limits, ec2 quota, instance limit, instance limits, limit increase, quota increase, running on demand, vcpulimitexceeded, instancelimitexceeded, addresslimitexceeded, standard spot instance requests',
);
const tell = words(
	act,
	'default, allows, allow, need, needs, exceed, exceeds, enough, at least, increase, raise, within, counts, count, reach, hit, fail, fails, higher, more, fits, standard, per region, #number, #url, apply, application',
);
const otherSense = words(
	'disk quota, disk quotas, user quota, user quotas, mailbox quota, mailbox quotas, tenant quota, tenant quotas, sales quota, sales quotas, quota attainment, rate limit, rate limits, rate limiting, api limit, upload limit, file size limit, fishing quota, per tenant, per user, per mailbox, per customer, per project, per seat, credit limit, speed limit, time limit, character limit, limit access, limited to, memory limit, connection limit, ulimit, limit of liability, age limit, license limit, port 25, print quota, page quota, traffic quota, enrolment quota, email sending, each person, each user, each tenant',
);

/** How AWS service quotas are seen, and raised. */
export const quotas: Judge = {
	sentences: [
		{own: [awsQuota, tell], not: [praise]},
		{own: [quota, words(awsThing, 'vpcs, vcpus, addresses, aws support, on demand, aws account, your account'), tell], not: [otherSense, praise]},
		{
			own: [
				words('elastic ips, elastic ip, vpcs, vcpus, on demand instances, instances, nat gateways, addresses'),
				words('per region, by default, new accounts, account may have, default'),
				words('aws support, service quotas, increase, request more, ask aws'),
			],
			not: [otherSense, praise],
		},
	],
	sections: [
		{
			topic: words(quota, 'room to grow, capacity, scale out, sizing'),
			notTopic: otherSense,
			body: [words(awsQuota, 'vcpu, vcpus, per region, elastic ip, elastic ips, vpcs per region, on demand'), tell],
			notBody: words(otherSense, praise),
		},
	],
};
