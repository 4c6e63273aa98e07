import {type Frame, words} from '../frames.ts';
import {lies, praise, store} from './common.ts';

const key = words('kms key, kms keys, customer managed key, cmk, key pair, keypair, key pairs, ssh key, data key, master key, signing key, secret key, access key, encryption key, encryption keys, #key, the key, keys, key, secret, secrets, tls key, private key');
const firmKey = words('kms key, kms keys, customer managed key, cmk, key pair, keypair, ssh key, signing key, encryption key, #key, master key, secrets manager, private key, secret, access key, host key');
const purpose = words('encrypts, encrypt, encrypting, decrypt, signs, sign, signing, used to, used for, used by, used only, is for, purpose, serves, protects, protect, lets you, unlocks, unlock, holds, authenticates, authenticate, seals, wraps, needed to, for the, opens, verifies, secures, to log in, for ssh, log in with');
const made = words('created, creates, create, template, stack, generates, generated, made, cloudformation, provisioned, sets up, makes, launch, deployment');
const otherSense = words('license key, licence key, license keys, primary key, foreign key, keyboard, key features, key feature, key benefits, key point, key points, key steps, api key of your, hotkey, shortcut key, key metrics, key users, key role, keynote, key card, key cards, room key, room keys, turnkey, key accounts, door key, key account, partition key, sort key, key results, key people, idempotency key, key press, enter key, key value');

/** What each key is for, and where it is. */
export const keyPurpose: readonly Frame[] = [
	{own: [firmKey, purpose, words(lies, store, made, 'alias, #number')], not: [otherSense, praise, words('log rotation')]},
	{own: [key, words(lies), store], near: [words(made, purpose)], not: [otherSense, praise], notOpening: words('store, keep, save, choose, select, do not, never')},
	{own: [words(purpose, lies), words(store, firmKey)], near: [words('keys created, keys and secrets, kms keys, keys, created keys, key material, purpose of keys')], not: [otherSense, praise]},
];
