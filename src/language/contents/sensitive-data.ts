import {type Judge, words} from '../frames.ts';
import {lies, praise, store} from './common.ts';

const named = words(
	'sensitive data, sensitive information, sensitive, personal, personally identifiable, pii, customer data, customer information, confidential, private data, credential, credentials, password hashes, passwords, your data, user data, users data, all data, customer records, patient, cardholder, card data, card numbers, health data, phi, documents, uploads, uploaded, business data, tenant data, application data, account data, user accounts, accounts, everything you, everything that you, everything users, information that you, data you, data that you, data your, customer content, transcripts, invoices, names, e-mail addresses, email addresses, recordings, messages, attachments, bank details, your files, user files, you enter, you upload, you provide, users enter, uploaded files, user content',
);
/** Advice on the reader's own things, and what is said of something else in passing. */
const advice = words('store, keep, save, do not, never, make sure, please, download, choose, write, put, note, treat, copy, encrypt');
const otherStore = words(
	'sensitive to, case sensitive, latency sensitive, time sensitive, app store, in store, retail store, store manager, store front, point of sale, initial password, first password, admin password, the password, fetches, license key, licence key, encryption, encrypted, encrypt, privacy policy, our policy, hold no, holds no user data, no encryption, clear, snapshot, kms',
);
const none = words(
	'does not store, not store, no sensitive, no personal, no customer data, stores no, keeps no, nothing is stored, nothing is written, not keep any, not collect, not written, nowhere, no credentials',
);
const topic = words(
	'where, location, locations, storage locations, disk map, data map, what we keep, what is kept, what is stored, privacy, personal, sensitive, confidential, records, your data, your documents, your files, customer data, user data, patient, patients, participants, people, members, data protection, data at rest, data storage, data stored, stored data, information, kept, keeps, anatomy of the data, store, whereabouts, data, storage, documents, footprint, inventory of data, pii, gdpr, data residency, layout of data, guests, customers, learners, users',
);
const notTopic = words(
	'backup, restore, encryption, network, cost, start, where to go, launch, key, keys, role, roles, where to get help, where to start, recovery, quota, limits, decrypt, backup of, help, support, data transfer, contact, share, database maintenance, where to find the console',
);

/** Where the sensitive information that customers store is located. */
export const sensitiveData: Judge = {
	sentences: [
		{own: [named, lies, store], not: [praise, otherStore], notOpening: advice, affirmed: true},
		{
			own: [lies, store],
			near: [words('sensitive data, sensitive information, personal data, personal information, personally identifiable, pii, confidential')],
			not: [praise, otherStore],
			notOpening: advice,
			affirmed: true,
		},
		// "No personal data is stored": the seller's word that there is none is an answer, too.
		{
			own: [words('sensitive data, sensitive information, personal data, credentials, customer data, user data, personal information'), none],
			notOpening: advice,
			not: [praise],
		},
	],
	sections: [
		{topic, notTopic, body: [store, words(named, lies)], notBody: words(praise, 'do not paste, our policy')},
		{
			topic,
			notTopic,
			body: [words('bucket, #path, rds, dynamodb, aurora, table, database, efs')],
			notBody: words(praise, 'do not paste, our policy, curl, sudo'),
		},
	],
};
