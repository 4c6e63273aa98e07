import {defineValidator} from '../../src/contract.ts';
import {windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noWindowsAuthorizedKeys = defineValidator({
	id: 'root/no-windows-authorized-keys',
	policy: 'access.no-authorized-credentials',
	severity: 'error',
	about: 'OpenSSH for Windows lets no public key in that is built into the image.',
	why: "EC2Launch v2's task enableOpenSsh adds the key of the instance that it runs on, so that an image made from it lets that key in as well.",
	source: pages.policy,
	reads: ['windowsKeys'],
	messages: {
		key: {
			message: 'A public key in the image may sign in to every instance over SSH.',
			help: 'Empty the file as the last step before the image is made; the task enableOpenSsh of EC2Launch v2 fills it with the key of the buyer.',
		},
	},
	examples: [
		{
			name: 'a key for all administrators',
			files: {},
			root: windows({'ProgramData/ssh/administrators_authorized_keys': 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq larkspur\n'}),
			expect: [{message: 'key', at: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJq larkspur', subject: 'administrators_authorized_keys'}],
		},
		{
			name: 'a key in a profile',
			files: {},
			root: windows({'Users/Administrator/.ssh/authorized_keys': '# build\nno-pty ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB build\n'}),
			expect: [{message: 'key', at: 'no-pty ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB build', subject: 'authorized_keys'}],
		},
		{name: 'a file without keys', files: {}, root: windows({'ProgramData/ssh/administrators_authorized_keys': '# none\n'}), expect: []},
		{name: 'no file', files: {}, root: windows(), expect: []},
	],
	*check({windowsKeys}) {
		for (const {place} of windowsKeys.flatMap(({keys}) => keys)) yield {message: 'key', place, subject: place.file.slice(place.file.lastIndexOf('/') + 1)};
	},
});
