import {defineValidator} from '../../src/contract.ts';
import {pages} from '../../src/limits.ts';

const parameter = (name: string, description: string) =>
	`Parameters:\n  ${name}: {Type: String, NoEcho: true, Description: ${description}}\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n`;

/** A key's own text; the words of a name come apart at capitals before this is asked. */
const privateKey = /\b(?:private|secret|tls|ssl) key\b/i;
const publicPart = /\b(?:public key|certificate body|certificate chain|ssh key|authorized key)\b/i;
const inPem = /\bpem\b/i;
/** What names or finds a key, and keys that are passwords by another word. */
const pointer =
	/\b(?:names?|arn|path|id|identifier|ur[il]|bucket|s3|location|stored|secrets? manager|parameter store|alias|key ?pair|fingerprint|aws|access|license|licence|api|account|directory)\b/i;

export const noPrivateKeyParameter = defineValidator({
	id: 'template/no-private-key-parameter',
	policy: 'delivery.template-requirements',
	severity: 'warning',
	about: 'No parameter asks for the text of a key or a certificate.',
	why: 'AWS names passwords, public keys, private keys and certificates as credentials that parameters must not ask for. Passwords that buyers invent are accepted with NoEcho and an AllowedPattern; keys come from services.',
	source: pages.cloudformation,
	reads: ['templates'],
	messages: {
		private: {
			message: '{parameter} asks the buyer for the text of a private key.',
			help: 'Take the ARN of a certificate in AWS Certificate Manager, or of a secret that the instance reads by its role; or make the key on first boot.',
		},
		public: {
			message: '{parameter} asks the buyer for the text of a public key or a certificate.',
			help: 'Take the name of an EC2 key pair (AWS::EC2::KeyPair::KeyName), or the ARN of a certificate in AWS Certificate Manager.',
		},
	},
	examples: [
		{
			name: 'a private key',
			files: {'template.yaml': parameter('GatewayPrivateKey', 'Of the web server')},
			expect: [{message: 'private', at: 'GatewayPrivateKey', subject: 'GatewayPrivateKey'}],
		},
		{name: 'told by its description', files: {'template.yaml': parameter('Tls', 'The key as PEM')}, expect: [{message: 'private', at: 'Tls'}]},
		{
			name: 'a public key',
			files: {'template.yaml': parameter('Operators', 'SSH public key that may log in')},
			expect: [{message: 'public', at: 'Operators'}],
		},
		{name: 'where one lies', files: {'template.yaml': parameter('TlsPrivateKey', 'ARN of the secret with the private key')}, expect: []},
		{name: 'by name', files: {'template.yaml': parameter('PrivateKeySecretName', 'The gateway reads it on boot')}, expect: []},
		{name: 'another key', files: {'template.yaml': parameter('LicenseKey', 'Key that came with the license')}, expect: []},
	],
	*check({templates}) {
		for (const {name, type, description, place, sensitive} of templates.flatMap(({parameters}) => parameters)) {
			if (sensitive === 'aws-key' || (type !== undefined && type.value !== 'String')) continue;
			const words = `${name.replace(/(?<=[a-z\d])(?=[A-Z])|_/g, ' ')}. ${description?.value.slice(0, 500) ?? ''}`;
			if (pointer.test(words)) continue;
			const hit = {place, subject: name, data: {parameter: name}};
			const ofPem = (word: RegExp) => inPem.test(words) && word.test(words);
			if (privateKey.test(words) || (ofPem(/\bkey\b/i) && !publicPart.test(words))) yield {message: 'private', ...hit};
			else if (publicPart.test(words) || ofPem(/\bcertificate\b/i)) yield {message: 'public', ...hit, severity: 'note'};
		}
	},
});
