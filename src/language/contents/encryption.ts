import {type Judge, words} from '../frames.ts';
import {act, praise} from './common.ts';

const encrypt = words(
	'encrypt, encrypted, encrypts, encrypting, encryption, encipher, enciphered, ciphered, decrypt, decrypts, decryption, unencrypted, luks, luks2, dm crypt, dmcrypt, cryptsetup, sse kms, sse s3, sse sqs, sse, ciphertext, tde, bitlocker, cryptographic, in clear, in plain text, plaintext, cleartext',
);
const transport = words('tls, ssl, https, mtls, ipsec, starttls, srtp, wireguard');
const object = words(
	'volume, volumes, disk, disks, ebs, snapshot, bucket, buckets, s3, database, rds, data, backups, backup, traffic, connection, connections, at rest, in transit, in flight, efs, table, file, files, field, fields, column, columns, partition, storage, messages, records, secret, secrets, passwords, credentials, logs, queue, root device, root, archive, exports, uploads, topics, cluster, node, nodes, gp3, links, entries, container',
);
const method = words(
	'kms, aes, cmk, luks, tls, ssl, sse, passphrase, cipher, parameter, by default, on, enable, enabled, disabled, turn on, set, choose, select, tick, pick, mark, configured, option, flag, aws managed, customer managed, acm, xts, gcm, chacha, chacha20, pgp, gpg, not encrypted, mandatory, always, algorithm, data key, transparently, automatically, unless, customer managed key, default key, key of your account, key of the account, with the key, with your key, own key, at launch, does no encryption, itself',
);
/** What the product does for its users' own things, and words of other trades. */
const otherSense = words(
	'encryption gateway, encryption suite, encryption course, encryption market, encryption product, encrypted chat, encrypted messaging, encryption expert, encryption team, encryption consultant, encryption trends, please consider, we recommend encryption, anti cheat, encryption ready, not covered, consider encryption, machine key, cookies, let s encrypt, let encrypt',
);
const topic = words(
	'encryption, encrypted, encrypt, decrypt, decryption, decrypting, cryptography, cryptographic, cipher, ciphers, encipher, enciphered, at rest, in transit, in flight, on the wire, on disk, data protection, protecting, protection of data, confidentiality, crypto',
);
const proof = words(encrypt, transport, 'kms, aes, aes 256, cmk, sse, xchacha20, chacha20, sse kms, passphrase');

/** How data is encrypted, and how to decrypt it. */
export const encryption: Judge = {
	sentences: [
		{own: [encrypt, object, method], not: [praise, otherSense]},
		{
			own: [
				words('encrypt, encrypted, encryption, decrypt, decryption, luks, sse, enciphered, ciphered'),
				act,
				words('kms, aes, luks, #path, #command, gpg, passphrase, key file, customer managed key'),
			],
			not: [praise, otherSense],
		},
		{
			own: [
				transport,
				words('data, traffic, in transit, between, replication, on the wire'),
				words('tls 1.2, tls 1.3, cipher, required, enforced, mutual, only'),
			],
			not: [praise, otherSense],
		},
		{
			own: [words('kms key, customer managed key, kms'), words('protect, protects, protected, seals, sealed, under, covered'), object],
			not: [praise, otherSense, words('rotate, rotation')],
		},
	],
	sections: [{topic, notTopic: words('encryption ready, why, let s encrypt'), body: [proof, words(method, object, act)], notBody: words(praise, otherSense)}],
};
