import {type Judge, words} from '../frames.ts';
import {praise} from './common.ts';

const firm = words(
	'kms key, kms keys, customer managed key, cmk, key pair, keypair, signing key, signing certificate, data key, master key, secret, api key, api keys, host key, host keys, cookie key, private key, encryption key, access key, token signing',
);
const purpose = words(
	'encrypts, protects, signs, seals, wraps, used by, used to, used for, is for, serves, unlocks, authenticates, issues, purpose, lets, for signing, for the, terminates, pairs, proves, hold, holds, contains, stores',
);
const place = words('kms, #path, secrets manager, parameter store, in kms, alias, ssm, keystore, vault, cloudhsm, acm, machine store');
const made = words(
	'template creates, stack creates, created by, creates a, creates two, creates one, made for you, makes, generates, generated, creates, stack makes, template makes, set up by, is created, are created, create, creates',
);
const otherSense = words(
	'license key, licence key, license keys, licence keys, primary key, foreign key, keyboard, key features, key feature, key benefits, key points, hotkey, shortcut key, key metrics, key users, key role, keynote, key card, key cards, room key, room keys, turnkey, key accounts, door key, partition key, sort key, key results, key people, idempotency key, key press, enter key, key value, key figure, key figures, key frame, key frames, key squares, key breaks, rotate, rotation, ssh of our',
);
const topic = words(
	'key, keys, secrets, cryptographic material, key material, key list, what keys, kms, inventory of keys, key inventory, secret list, key store, certificates',
);
const notTopic = words(
	'license key, licence key, license keys, licence keys, rotate, rotating, rotation, changing, change, renewal, renewing, replacing, turning, key features, key figures, key benefits, key points, key terms, key frames, primary keys, backup, hotkeys, keyboard, swapping, encryption, where, must we, key takeaways, key facts, key contacts, key steps, fresh',
);

/** What each key is for, and where it is. */
export const keyPurpose: Judge = {
	sentences: [
		{own: [firm, purpose, place, made], not: [otherSense, praise]},
		{
			own: [
				words('key, keys, key pairs, secrets'),
				words('template, stack, deployment, cloudformation'),
				words('creates no, create no, not create, makes no, make no, no key, no keys, neither, not generate, generates no'),
			],
			not: [praise, words('license key, licence key')],
		},
	],
	sections: [
		{
			topic,
			notTopic,
			body: [
				words(place, 'kms'),
				words(purpose, 'protects, signing, encrypt, trunk passwords, databases, for, genotypes, password, cookies, envelope, issue, reads, goes into, open'),
			],
			notBody: words(otherSense, praise),
		},
	],
};
