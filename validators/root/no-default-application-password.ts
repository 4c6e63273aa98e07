import {defineValidator} from '../../src/contract.ts';
import {debian} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noDefaultApplicationPassword = defineValidator({
	id: 'root/no-default-application-password',
	policy: 'access.no-fixed-passwords',
	severity: 'warning',
	about: 'No setting and no script in the AMI gives an application one of the passwords that stand first in every list.',
	why: '"admin", "changeme" and their like are tried within minutes. A setting may wait to be replaced at first start, which a file alone does not show; hence a warning.',
	source: pages.policy,
	reads: ['credentialSearches'],
	messages: {
		default: {
			message: '{path} gives {what}, one that everybody tries first.',
			help: 'Let a script draw a random one at first start, or let the buyer set it before anything listens; if that is so already, tell the reviewer how.',
		},
	},
	examples: [
		{
			name: 'the first account of an application, made at first start',
			files: {},
			root: debian({
				'usr/local/sbin/larkspur-first-start': `#!/bin/sh\ncurl -X POST http://localhost/api/users -d '{"login":"admin","password":"admin","role":"owner"}'\n`,
			}),
			expect: [{message: 'default', at: 'password', subject: 'usr/local/sbin/larkspur-first-start'}],
		},
		{
			name: 'a setting',
			files: {},
			root: debian({'opt/larkspur/config.yaml': 'admin:\n  password: changeme\n'}),
			expect: [{message: 'default', at: 'password', subject: 'opt/larkspur/config.yaml'}],
		},
		{
			name: 'one that the first start draws anew',
			files: {},
			root: debian({
				'opt/larkspur/.env': 'DB_PASSWORD=changeme\n',
				'opt/larkspur/first-start.sh': '#!/bin/sh\nsed -i "s/^DB_PASSWORD=.*/DB_PASSWORD=$(openssl rand -hex 16)/" /opt/larkspur/.env\n',
			}),
			expect: [],
		},
		{name: 'another password, which another rule judges', files: {}, root: debian({'opt/larkspur/.env': 'DB_PASSWORD=q7Lm2Zt9\n'}), expect: []},
	],
	*check({credentialSearches}) {
		for (const {credentials} of credentialSearches) {
			for (const {kind, path, what, shown: place, doubt, isDefault} of credentials) {
				if (kind === 'password' && isDefault && doubt === undefined) yield {message: 'default', place, subject: path, data: {path, what}};
			}
		}
	},
});
