import {defineValidator} from '../../src/contract.ts';
import {debian, windows} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

export const noPasswordsInSettings = defineValidator({
	id: 'root/no-passwords-in-settings',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'No setting, environment file or script in the AMI gives a password or a secret that all instances would share.',
	why: 'Settings that are empty, wait for a variable or a file, or are commented out give none. Files that a package of Debian or Ubuntu brought and nobody changed are left alone.',
	source: pages.policy,
	reads: ['credentialSearches'],
	messages: {
		password: {
			message: '{path} gives {what}: it is the same on every instance.',
			help: 'Leave it empty in the image and let a script draw a random one at first start, or let the buyer set it.',
		},
		doubtful: {
			message: '{path} gives {what}; {doubt}.',
			help: 'Make sure that no instance runs with it: leave it empty in the image, and let a script draw a random one at first start.',
		},
	},
	examples: [
		{
			name: 'the password of the database',
			files: {},
			root: debian({'opt/larkspur/.env': 'DB_HOST=localhost\nDB_PASSWORD=q7Lm2Zt9\n'}),
			expect: [{message: 'password', at: 'DB_PASSWORD', subject: 'opt/larkspur/.env'}],
		},
		{
			name: 'the settings of a product on Windows, and of IIS',
			files: {},
			root: windows({
				'ProgramData/Larkspur/larkspur.properties': 'admin.password=q7Lm2Zt9\r\n',
				'Windows/System32/inetsrv/config/applicationHost.config': '<processModel userName="larkspur" password="q7Lm2Zt9" />\n',
			}),
			expect: [
				{message: 'password', at: 'admin.password', subject: 'ProgramData/Larkspur/larkspur.properties'},
				{message: 'password', at: 'password', subject: 'Windows/System32/inetsrv/config/applicationHost.config'},
			],
		},
		{
			name: 'the phase of an answer file',
			files: {},
			root: windows({'build/base.xml': '<unattend xmlns="urn:schemas-microsoft-com:unattend"><settings pass="oobeSystem"/></unattend>\n'}),
			expect: [],
		},
		{
			name: 'a script that sets one',
			files: {},
			root: debian({'opt/larkspur/setup.sh': "#!/bin/sh\nmysql -u root -e \"CREATE USER 'larkspur' IDENTIFIED BY 'q7Lm2Zt9'\"\n"}),
			expect: [{message: 'password', at: "mysql -u root -e \"CREATE USER 'larkspur' IDENTIFIED BY '", subject: 'opt/larkspur/setup.sh'}],
		},
		{
			name: 'a password that stands in every list, which another rule judges',
			files: {},
			root: debian({'opt/larkspur/config.yaml': 'admin:\n  password: changeme\n'}),
			expect: [],
		},
		{
			name: 'what the build logged, and the environment of a command',
			files: {},
			root: debian({
				'var/log/cloud-init-output.log': '+ export DB_PASSWORD=q7Lm2Zt9\n',
				'opt/larkspur/backup.sh': '#!/bin/sh\nPGPASSWORD=q7Lm2Zt9 psql -c "select 1"\n',
			}),
			expect: [
				{message: 'password', at: 'PGPASSWORD', subject: 'opt/larkspur/backup.sh'},
				{message: 'doubtful', at: 'DB_PASSWORD', subject: 'var/log/cloud-init-output.log'},
			],
		},
		{
			name: 'one that the first start draws anew',
			files: {},
			root: debian({
				'opt/larkspur/.env': 'DB_PASSWORD=q7Lm2Zt9\n',
				'opt/larkspur/first-start.sh': '#!/bin/sh\nsed -i "s/^DB_PASSWORD=.*/DB_PASSWORD=$(openssl rand -hex 16)/" /opt/larkspur/.env\n',
			}),
			expect: [{message: 'doubtful', at: 'DB_PASSWORD', subject: 'opt/larkspur/.env'}],
		},
		{
			name: 'settings that wait',
			files: {},
			root: debian({'opt/larkspur/.env': 'DB_PASSWORD=\nADMIN_PASSWORD=${ADMIN_PASSWORD}\nSMTP_PASSWORD_FILE=/run/secrets/smtp\n# OLD_PASSWORD=q7Lm2Zt9\n'}),
			expect: [],
		},
		{name: 'a sample', files: {}, root: debian({'opt/larkspur/.env.example': 'DB_PASSWORD=q7Lm2Zt9\n'}), expect: []},
		{name: 'another kind of credential', files: {}, root: debian({'root/.netrc': 'machine larkspur.example.com login build password q7Lm2Zt9\n'}), expect: []},
	],
	*check({credentialSearches}) {
		for (const {credentials} of credentialSearches) {
			for (const {kind, path, what, shown: place, doubt, isDefault} of credentials) {
				if (kind !== 'password' || isDefault) continue;
				if (doubt === undefined) yield {message: 'password', place, subject: path, data: {path, what}};
				else yield {message: 'doubtful', place, subject: path, severity: 'warning', data: {path, what, doubt}};
			}
		}
	},
});
