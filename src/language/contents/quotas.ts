import {type Frame, words} from '../frames.ts';
import {act, awsThing, praise} from './common.ts';

const quota = words('quota, quotas, limit, limits, service quotas, service limits, service limit, service quota, limit increase, quota increase, ceiling');
const awsQuota = words('service quotas, service quota, service limits, service limit, aws quota, aws quotas, account quota, account quotas, account limits, account limit, vcpu limit, vcpu quota, vcpus quota, ec2 limit, ec2 limits, ec2 quota, instance limit, instance limits, limit increase, quota increase, running on demand, vcpulimitexceeded, limitexceeded, instancelimitexceeded, addresslimitexceeded, default quota, default quotas, default limit, default limits, trusted advisor');
const tell = words(act, 'default, allows, allow, need, needs, exceed, exceeds, enough, at least, increase, raise, within, counts, count, reach, hit, fail, fails, higher, more, fits, fit, standard, monitor, per region, #number, #url');
const otherSense = words('disk quota, disk quotas, user quota, user quotas, mailbox quota, mailbox quotas, tenant quota, tenant quotas, storage quota per user, quota per user, sales quota, sales quotas, quota attainment, rate limit, rate limits, rate limiting, api limit, upload limit, file size limit, catch quota, fishing quota, quota per tenant, per tenant, per user, per mailbox, per customer, per project, credit limit, speed limit, time limit, character limit, limit access, limited to, memory limit, connection limit, ulimit, limit of liability, age limit, license limit');

/** How AWS service quotas are seen, and raised. */
export const quotas: readonly Frame[] = [
	{own: [awsQuota, tell], not: [praise]},
	{own: [quota, words(awsThing, 'per region, account, vpcs, vcpus, addresses, aws support, on demand'), tell], not: [otherSense, praise]},
	{own: [words(awsThing, 'vcpus, vpcs, addresses, on demand'), tell], near: [words('service quotas, service limits, aws quotas, aws limits, quotas, service quota, quotas and limits')], not: [otherSense, praise]},
];
