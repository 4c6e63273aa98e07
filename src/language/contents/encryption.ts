import {type Frame, words} from '../frames.ts';
import {act, praise} from './common.ts';

const encrypt = words('encrypt, encrypted, encrypts, encrypting, encryption, decrypt, decrypts, decryption, unencrypted, luks, dm crypt, dmcrypt, cryptsetup, sse kms, sse s3, sse, ciphertext, tde, bitlocker');
const transport = words('tls, ssl, https, mtls, ipsec, starttls');
const object = words(
	'volume, volumes, disk, ebs, snapshot, bucket, s3, database, rds, data, backups, backup, traffic, connection, connections, at rest, in transit, in flight, efs, table, file, files, field, fields, column, columns, partition, store, storage, messages, records, secret, secrets, passwords, password, credentials, logs, queue, root device, root, archive, exports, tokens, uploads, documents, topics',
);
const method = words(
	'kms, key, keys, aes, cmk, luks, tls, ssl, sse, passphrase, cipher, parameter, by default, default, off, on, enable, enabled, disabled, turn on, set, choose, select, tick, configured, setting, option, flag, aws managed, customer managed, self signed, acm, certificate, xts, gcm, chacha, pgp, gpg, not encrypted, mandatory, always, #path, #command, #key, #url, algorithm, master key, data key, true, transparently, automatically',
);
/** What the product does for its users' own things, and words of other trades. */
const otherSense = words('encryption gateway, encryption suite, encryption course, encryption market, encryption product, encrypted chat, encrypted messaging, encryption expert, encryption team, encryption consultant, encryption trends');

/** How data is encrypted, and how to decrypt it. */
export const encryption: readonly Frame[] = [
	{own: [encrypt, object, method], not: [praise, otherSense]},
	{own: [encrypt, act, method], not: [praise, otherSense]},
	{own: [transport, words('at rest, data, traffic, connection, connections, in transit, between, replication'), words('tls 1.2, tls 1.3, certificate, cipher, self signed, acm, only, required, enforced, terminates, port, #port, uses, use, mutual, protected')], near: [encrypt], not: [praise, otherSense]},
	{own: [words('not encrypt, not encrypted, unencrypted, does not encrypt, no encryption'), words('volume, disk, data, by default, at rest, product, application, itself')], not: [praise]},
	{own: [object, method], near: [words('encryption, decryption, encryption at rest, encrypted, data encryption')], not: [praise, otherSense]},
];
