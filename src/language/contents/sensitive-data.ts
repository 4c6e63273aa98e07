import {type Frame, words} from '../frames.ts';
import {lies, praise, store} from './common.ts';

const data = words(
	'sensitive data, sensitive information, sensitive, personal data, personal information, personally identifiable, pii, customer data, customer information, confidential, private data, credential, credentials, password, passwords, password hashes, secrets, secret, token, tokens, api key, api keys, private key, private keys, access key, user data, your data, all data, the data, customer records, records, patient, cardholder, card data, health data, phi, messages, documents, uploads, uploaded, license key, licence key, business data, tenant data, application data, account data, user accounts, everything you, everything that you, everything users, all information, information that you, data you, data that you, data your, customer content, content, session data, transcripts, invoices, names, addresses, email addresses, email',
);
/** Words that tell the reader where to keep a thing of their own. */
const advice = words('store, keep, save, do not, never, make sure, please, download, choose, write, put, note');
const otherStore = words('app store, in store, retail store, store manager, store front, storefront');

/** Where the sensitive information that customers store is located. */
export const sensitiveData: readonly Frame[] = [
	{own: [data, lies, store], not: [praise, otherStore], notOpening: advice, affirmed: true},
	// "No personal data is stored": the seller's word that there is none is an answer, too.
	{own: [data, words('does not store, not store, no sensitive, no personal, no customer data, stores no, keeps no, holds no, not stored, not persist, nothing is stored, nothing is written, not keep, not collect, not written, no data')], notOpening: advice, not: [praise]},
	{own: [lies, store], near: [words('sensitive data, sensitive information, sensitive, personal data, personal information, customer data, where your data, data location, location of data, data locations, where data, where sensitive, data at rest lives, pii, where things are, where it keeps')], not: [praise, otherStore], notOpening: advice},
];
