import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

/** A note: neither is a secret, and instances put most of it right by themselves. What lies in these folders is judged by other rules. */
export const noBuildState = defineValidator({
	id: 'root/no-build-state',
	policy: 'security.no-embedded-credentials',
	severity: 'note',
	about: 'The AMI does not remember the instance that it was built on.',
	why: "Instances with one machine id get each other's addresses and mix their logs. cloud-init's memory of the build holds its user data, in which secrets are often given.",
	source: pages.bestPractices,
	reads: ['remains'],
	messages: {
		machineId: {
			message: '{file} holds the machine id of the build: all instances would have the same.',
			help: 'Empty the file before you make the image, and leave it there: truncate -s 0 /etc/machine-id.',
		},
		instance: {
			message: 'cloud-init still remembers the instance {instance}, with its user data and what it wrote.',
			help: 'Take it away before you make the image: cloud-init clean --logs --seed.',
		},
	},
	examples: [
		{
			name: 'a machine id',
			files: {},
			root: debian({'etc/machine-id': '0123456789abcdef0123456789abcdef\n'}),
			expect: [{message: 'machineId', at: '0123456789abcdef0123456789abcdef'}],
		},
		{
			name: 'the folder of the build instance',
			files: {},
			root: debian({'var/lib/cloud/instances/i-0a1b2c3d4e5f67890/user-data.txt': '#!/bin/sh\n'}),
			expect: [{message: 'instance', at: '', subject: 'i-0a1b2c3d4e5f67890'}],
		},
		{name: 'an emptied machine id', files: {}, root: debian({'etc/machine-id': 'uninitialized\n'}), expect: []},
		{name: 'neither', files: {}, root: debian(), expect: []},
	],
	*check({remains}) {
		for (const {machineId, instances} of remains) {
			if (machineId !== undefined) {
				const {place} = machineId;
				yield {message: 'machineId', place, subject: place.file, data: {file: place.file}};
			}
			for (const {value: instance, place} of instances) yield {message: 'instance', place, subject: instance, data: {instance}};
		}
	},
});
