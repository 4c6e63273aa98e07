import {notConfirmed, policies2020, policies2025} from './editions.ts';
import type {Policy} from './policy.ts';

/** What the product may ask of its users, and take from them. */
export const customerPolicies: readonly Policy[] = [
	{
		id: 'customer.no-registration',
		group: 'Customer information',
		editions: {
			'ami-2020': {
				asks: 'Buyers use the product without registering with you and without saying who they are. Only BYOL products may ask for what the licence needs.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'A registration counts as collecting customer data: it is disclosed in the description or usage instructions, done by the buyer alone, automated and secure, and nobody waits for your approval. Payment information is never asked for.',
				change: `In August 2021 the ban on registration became a duty of consent and disclosure. ${notConfirmed}`,
				source: policies2025,
			},
		},
		evidence: ['listing', 'docs', 'template'],
		settledBy: [],
		wanting: "needs a person's walk through the first use of the product; listing, templates and documents can only show a breach",
	},
	{
		id: 'customer.no-undisclosed-collection',
		group: 'Customer information',
		editions: {
			'ami-2020': {
				asks: 'The product requires, collects and exports customer data only when the customer knows of it and has expressly agreed.',
				source: policies2020,
			},
			'ami-2025': {
				asks: 'The product collects and exports customer data only with knowledge and express consent, BYOL needs excepted. The description or usage instructions say what is collected, where it is stored and what for.',
				change: `Since August 2021 the disclosure must stand in the listing. ${notConfirmed}`,
				source: policies2025,
			},
		},
		evidence: ['listing', 'docs', 'template', 'root'],
		settledBy: [],
		wanting:
			"needs the AMI's root file system (--root), to see what the product sends home, and a person's reading of the disclosures; files can only show a breach",
		besidesRoot: "needs a person's reading of the disclosures; the root file system, listing, templates and documents can only show a breach",
	},
];
