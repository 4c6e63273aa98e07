import {defineValidator, type Place} from '../../src/contract.ts';
import {askedHits} from '../../src/hits.ts';
import {figuresOf, severityOf} from '../../src/language/measured.ts';
import {pages} from '../../src/limits.ts';

export const leastPrivilegeAdvice = defineValidator({
	id: 'language/least-privilege-advice',
	policy: 'security.least-privilege',
	severity: severityOf('wide-iam'),
	about: 'No text asks for IAM permissions wider than the product needs.',
	why: `Buyers do what instructions say; a role with administrator rights is the first thing that reviewers look for. ${figuresOf('wide-iam')}`,
	source: pages.policy,
	reads: ['judged'],
	mayRead: ['policyTexts'],
	messages: {
		asks: {
			message: 'Asks for wide IAM permissions: "{words}".',
			help: 'List the actions and resources that the product calls, and attach a policy with these alone. For example: Attach a role with the policy below: it may read the one bucket, nothing else.',
		},
	},
	examples: [
		{
			name: 'asked in plain words',
			files: {'README.md': '# Larkspur\n\nGive the instance role full access to every service of the account.'},
			expect: [{message: 'asks', at: 'Give the instance role full access to every service of the account.'}],
		},
		{name: 'fine', files: {'README.md': '# Larkspur\n\nThe role may read one bucket and nothing else.'}, expect: []},
		{
			name: 'a named policy, which the iam rules judge',
			files: {'README.md': '# Larkspur\n\nAttach the AdministratorAccess policy to the instance role.'},
			expect: [],
		},
		{name: 'fine, with the same words', files: {'README.md': '# Larkspur\n\nDo not attach AdministratorAccess.'}, expect: []},
	],
	*check({judged, policyTexts}) {
		// Policies that a text names or writes out are judged by the iam rules, which say more.
		const named = [...(policyTexts?.attachments.map(({written}) => written.place) ?? []), ...(policyTexts?.policies.map(({place}) => place) ?? [])];
		for (const hit of askedHits(judged, 'wide-iam')) if (!named.some((one) => isWithin(one, hit.place))) yield hit;
	},
});

function isWithin(inner: Place, outer: Place): boolean {
	const [start = 0, end = 0] = outer.range ?? [];
	return inner.file === outer.file && (inner.range?.[0] ?? -1) >= start && (inner.range?.[1] ?? end + 1) <= end;
}
