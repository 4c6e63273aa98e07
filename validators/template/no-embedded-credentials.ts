import {defineValidator} from '../../src/contract.ts';
import {hostRunning} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';

const firstLine = '-----BEGIN EC PRIVATE KEY-----';
const key = `${firstLine}\nMHcCAQEEIDk2bR0aQ7vXyP1nLk8sTgWc5eZ4uJ6hM9fVtA3oYqBxoAoGCCqGSM49\n-----END EC PRIVATE KEY-----`;
const indented = (text: string, by: number) => text.replace(/^/gm, ' '.repeat(by));

export const noEmbeddedCredentials = defineValidator({
	id: 'template/no-embedded-credentials',
	policy: 'security.no-embedded-credentials',
	severity: 'error',
	about: 'No private key, no token of a service and no other log-in is written into a template.',
	why: 'Every buyer can read the template. Tokens are known by the form that each service gives its own; where that has a checksum, it was verified.',
	source: pages.policy,
	reads: ['templates'],
	messages: {
		credential: {
			message: '{owner} holds {what}, where every buyer can read it.',
			help: 'Revoke it, take it out, and let each stack draw its own or the buyer give it by a NoEcho parameter.',
		},
		doubtful: {
			message: '{owner} holds {what}; {doubt}.',
			help: 'If it opens anything, take it out, and let each stack draw its own or the buyer give it by a NoEcho parameter.',
		},
	},
	examples: [
		{
			name: 'a private key in user data',
			files: {'template.yaml': hostRunning(`cat > /etc/larkspur/tls.key <<'EOF'\n${key}\nEOF`)},
			expect: [{message: 'credential', at: firstLine, subject: 'Host'}],
		},
		{
			name: 'a private key as the default of a parameter',
			files: {'template.yaml': `Parameters:\n  TlsKey:\n    Type: String\n    Default: |\n${indented(key, 6)}\nResources: {Queue: {Type: AWS::SQS::Queue}}\n`},
			expect: [{message: 'credential', at: firstLine, subject: 'TlsKey'}],
		},
		{
			name: 'a token',
			files: {'template.yaml': hostRunning('larkspur-setup --token glpat-x7Kq2LmZt9Rv4BnWc8sY')},
			expect: [{message: 'credential', at: 'glpat-x7', subject: 'Host'}],
		},
		{
			name: 'a log-in in an address',
			files: {'template.yaml': hostRunning('larkspur-setup --database postgres://larkspur:h7Lm2Zt9@db.internal/queue')},
			expect: [{message: 'doubtful', at: 'postgres://larkspur', subject: 'Host'}],
		},
		{
			name: 'what the buyer gives, and what waits to be replaced',
			files: {
				'template.yaml': hostRunning(
					`larkspur-setup --database postgres://larkspur:\${Password}@db/queue --url https://user:changeme@host/ --token glpat-EXAMPLE0000000000000\necho '${firstLine}'\necho '\${TlsKey}'`,
				),
			},
			expect: [],
		},
		{
			name: 'a certificate',
			files: {'template.yaml': hostRunning('cat > /etc/ca.pem <<EOF\n-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUZ1kq\n-----END CERTIFICATE-----\nEOF')},
			expect: [],
		},
	],
	*check({templates}) {
		for (const {owner, kind, what, doubt, place} of templates.flatMap(({credentials}) => credentials)) {
			const isSure = doubt === undefined && kind !== 'password';
			if (isSure) yield {message: 'credential', place, subject: owner, data: {owner, what}};
			else yield {message: 'doubtful', place, subject: owner, severity: 'warning', data: {owner, what, doubt: doubt ?? 'it is the same for every buyer'}};
		}
	},
});
