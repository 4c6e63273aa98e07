import {defineValidator} from '../../src/contract.ts';
import {debian, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noTimeLimit = defineValidator({
	id: 'root/no-time-limit',
	policy: 'usage.no-limits',
	severity: 'warning',
	about: 'The product in the AMI does not end some day.',
	why: 'Neither the product nor a part of it may be limited by time. A licence with an end, or a job that stops a service at some age, is such a limit; whether it is one of the product is for a person to say.',
	source: pages.policy,
	reads: ['productFiles'],
	mayRead: ['startups'],
	messages: {
		licence: {
			message: 'A licence in the AMI ends on {value}.',
			help: 'Ship a licence without an end. If it is not one that the product needs, waive this with that reason.',
		},
		stop: {
			message: '{job} looks at an age or a date and then runs {value}.',
			help: 'Let the product run without an end. If the job tidies up something else, waive this with that reason.',
		},
	},
	examples: [
		{
			name: 'a licence file',
			files: {},
			root: debian({'opt/larkspur/license.json': '{"product": "queue", "expires": "2027-06-30"}\n'}),
			expect: [{message: 'licence', at: '2027-06-30', subject: '2027-06-30'}],
		},
		{
			name: 'a licence file of Windows',
			files: {},
			root: windows({'ProgramData/Larkspur/license.lic': 'Product=Larkspur\r\nExpires=2027-01-31\r\n'}),
			expect: [{message: 'licence', at: '2027-01-31', subject: '2027-01-31'}],
		},
		{
			name: 'a job that stops the service',
			files: {},
			root: debian({
				'etc/cron.daily/larkspur': {
					text: '#!/bin/sh\nif [ -n "$(find /opt/larkspur/installed -mtime +30)" ]; then\n\tsystemctl stop larkspur\nfi\n',
					mode: 0o755,
				},
			}),
			expect: [{message: 'stop', at: 'systemctl stop larkspur'}],
		},
		{name: 'a licence without an end', files: {}, root: debian({'opt/larkspur/license.json': '{"expires": "2099-12-31"}\n'}), expect: []},
		{name: 'the text of a free licence', files: {}, root: debian({'opt/larkspur/LICENSE': 'Apache License\nVersion 2.0\nexpires: 2027-01-01\n'}), expect: []},
		{
			name: 'a backup that stops the service and starts it again',
			files: {},
			root: debian({
				'etc/cron.daily/larkspur': {
					text: '#!/bin/sh\nif [ -d /backup ]; then\n\tsystemctl stop larkspur\n\tfind /backup -mtime +30 -delete\n\tsystemctl start larkspur\nfi\n',
					mode: 0o755,
				},
			}),
			expect: [],
		},
		{name: 'a trial licence, which is a matter of another rule', files: {}, root: debian({'opt/larkspur/license.json': '{"type": "trial"}\n'}), expect: []},
	],
	*check({productFiles, startups = []}) {
		for (const {how, value, place} of productFiles.flatMap(({licences}) => licences))
			if (how === 'end') yield {message: 'licence', place, subject: value, data: {value}};
		for (const {value, place, job} of startups.flatMap(({timeLimits}) => timeLimits))
			yield {message: 'stop', place, subject: job.name, data: {job: job.name, value}};
	},
});
