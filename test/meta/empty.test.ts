import test from 'ava';
import type {AnyValidator, Edition} from '../../src/contract.ts';
import type {Evidence} from '../../src/evidence.ts';
import {run} from '../../src/run.ts';
import {validators} from '../../validators/index.ts';
import {today} from '../helpers/submission.ts';

/** Every kind of evidence is there, and none holds anything. */
function emptyEvidence(edition: Edition): Evidence {
	return {
		submission: {edition, today, files: []},
		listings: [],
		policyTexts: {policies: [], attachments: [], actions: [], calls: []},
		iam: {identities: [], resourcePolicies: [], instanceRoles: [], needs: [], unused: [], guidanceGaps: [], outside: []},
		listingFields: [],
		shapeFaults: [],
		changeSets: [],
		offers: [],
		templates: [],
		lintedTemplates: [],
		syntaxMarks: [],
		bindings: [],
		images: [],
		scans: {results: [], unknown: [], amis: []},
		documents: [],
		judged: {judgements: [], foreign: [], unsettled: [], sentences: []},
		osReleases: [],
		credentialSearches: [],
		windowsSystems: [],
		windowsAccounts: [],
		windowsPasswords: [],
		remoteDesktops: [],
		windowsKeys: [],
		productFiles: [],
		disks: [],
		rootRegions: [],
		sshServers: [],
		startups: [],
		accounts: [],
		remains: [],
		usageInstructions: [],
	};
}

/** What a rule says of nothing. */
function saysOfNothing(rule: AnyValidator, edition: Edition): unknown {
	const [ran] = run([rule], emptyEvidence(edition));
	return ran?.state === 'ran' ? {hits: ran.hits, shown: ran.shown} : ran;
}

const nothing = {hits: [], shown: undefined};

for (const rule of validators) {
	test(`${rule.id}: finds nothing and shows nothing on empty evidence`, (t) => {
		t.deepEqual(saysOfNothing(rule, 'ami-2020'), nothing);
		t.deepEqual(saysOfNothing(rule, 'ami-2025'), nothing);
	});
}

test('a rule that finds or shows something in nothing is found out', (t) => {
	const quiet: AnyValidator = {
		id: 'image/require-rope',
		policy: 'architecture.hvm',
		severity: 'error',
		about: 'The AMI has a rope.',
		source: 'https://docs.example.com/',
		reads: ['images'],
		messages: {noRope: {message: 'No rope.', help: 'Add one.'}},
		examples: [],
		check: () => [],
	};
	t.deepEqual(saysOfNothing(quiet, 'ami-2020'), nothing);
	t.notDeepEqual(saysOfNothing({...quiet, shows: () => 'all images have one'}, 'ami-2020'), nothing);
	t.notDeepEqual(saysOfNothing({...quiet, check: () => [{message: 'noRope', place: {file: 'a'}, subject: 'a'}]}, 'ami-2020'), nothing);
	t.notDeepEqual(
		saysOfNothing(
			{
				...quiet,
				check() {
					throw new Error('no image');
				},
			},
			'ami-2020',
		),
		nothing,
	);
});
