/**
 * The lexicon of what listings speak of: who acts, what is asked or withheld, when and where. A concept stands for all the ways to
 * say it, so that what was learned of one wording holds for the others.
 */

import {stemOf} from './words.ts';

/** Words and phrases in any of their forms, by concept. */
const lexicon: Readonly<Record<string, string>> = {
	seller:
		'we, us, our, ours, vendor, seller, publisher, supplier, maker, manufacturer, author, our team, our engineer, our staff, our technician, our people, our operator, our company, head office, support team, help desk, service desk, customer success, account manager',
	sales:
		'sales, sales team, sales desk, salespeople, dealer, reseller, distributor, partner, representative, broker, quote, quotation, offer, brochure, price list, shop, store, webshop, web shop, checkout, cart',
	buyer: 'you, your, yours, yourself, buyer, customer, subscriber, purchaser, licensee, client, owner, operator, administrator',
	'own-users':
		'user, employee, staff, colleague, member, visitor, guest, patient, pupil, student, teacher, shopper, player, tenant, caller, agent, nurse, doctor, physician, clerk, driver, reader, passenger, citizen, applicant, end user',
	marketplace:
		'aws marketplace, marketplace, aws bill, aws invoice, private offer, license manager, subscribe, subscription, marketplace page, product page, listing',
	elsewhere:
		'our website, our site, our portal, our shop, our store, our page, website, portal, homepage, web site, site, download page, download area, download centre, download center, app store, github, release page, ftp, mirror',
	'other-cloud':
		'azure, gcp, google cloud, microsoft cloud, oracle cloud, digitalocean, hetzner, ovh, alibaba, linode, ibm cloud, other cloud, another cloud, different cloud, rival cloud, competing cloud, cloud provider, openstack, vmware, on premises',
	obtain: 'get, obtain, fetch, download, grab, pull, collect, retrieve, request, order, receive, acquire, pick up, come by, bring',
	buy: 'buy, purchase, pay, payment, invoice, order, price, cost, fee, bank transfer, wire, credit card, card, charge, upgrade, add on, addon, extension, edition, pack, premium, plus, pro, professional, enterprise, tier, plan, bundle, top up',
	give: 'enter, provide, supply, give, type, paste, put, fill, send, mail, email, submit, tell, leave, state, hand over, upload, set, export, store, write',
	identity:
		'name, e mail, email, mail address, address, phone, telephone, company, organisation, organization, vat, tax, contact detail, business card, serial number, identity, passport, stamp, letterhead, birth',
	register:
		'register, registration, sign up, signup, enrol, enroll, enrolment, account, profile, membership, join, login with us, onboarding, introduce yourself, log in, sign in',
	license:
		'license, licence, license key, licence key, activation, activate, key, code, token, unlock, serial, entitlement, certificate, voucher, dongle, product key, file, string',
	stop: 'stop, expire, lapse, end, cease, lock, freeze, close, refuse, reject, deny, disable, disappear, vanish, grey, gray, fall silent, go dark, shut, switch off, shut down, halt, sleep, blank, read only, unavailable, hide, run out, degrade, slow, drop, discard, ignore, die, block, fade, decline, turn away, retire, pause, watermark, throttle, cut off',
	limit:
		'limit, cap, maximum, max, at most, up to, no more than, only, ceiling, quota, restrict, restriction, allowance, seat, ceiling, beyond, exceed, more than, over, above, additional, further, extra, another',
	span: 'day, week, month, year, hour, fortnight, quarter, annual, weekly, monthly, daily, period, until, after, from day, first, since, midnight, anniversary, thirty, ninety, sixty',
	unlimited: 'unlimited, any number, as many, no limit, without limit, uncapped, forever, perpetual, indefinitely, never expire',
	trial:
		'trial, evaluation, evaluate, try, taste, tryout, demo, demonstration, sample, test drive, sandbox, poc, proof of concept, showcase, appetiser, assess',
	prerelease:
		'beta, alpha, preview, pre release, prerelease, early access, release candidate, rc, experimental, unfinished, not finished, not for production, production use, rough edge, work in progress, unstable, nightly, snapshot, general availability, ga, incomplete, prototype, milestone, tech preview, feedback',
	'clinical-sense': 'clinical, court, field trial, statistical, coefficient, cohort, statistics, portfolio, decay, gamma, randomised, study, regression',
	launch: 'launch, deploy, start, spin up, provision, boot, create, install, instantiate, bring up, raise',
	'outside-tool': 'api, cli, console, terraform, script, ami id, shared ami, share the ami, our console, control panel, one click, button, wizard',
	'aws-key':
		'access key, secret key, secret access key, aws_access_key_id, aws_secret_access_key, akia, key id, access key id, aws credential, iam user, programmatic access, long term credential, aws key, credential file, credentials file, aws configure, key pair of the iam user, csv',
	'iam-role': 'iam role, instance role, instance profile, role, temporary credential, assume role, instance metadata, imds',
	password:
		'password, passphrase, passcode, passwort, pin, pass word, login, credential, secret, pass, pwd, username, user name, sign in with, log in with, default login',
	fixed:
		'default, same, fixed, factory, preset, pre set, identical, every, all, shared, common, blank, empty, standard, initial, well known, known, predefined, hard coded, built in, ships with, out of the box, printed, changeme, admin, root, toor, letmein, 12345, guest, welcome',
	random: 'random, randomly, generated, unique, per instance, each instance, instance id, own, choose, chosen, one time, first boot, secrets manager, rotate',
	ssh: 'ssh, sshd, shell, terminal, putty, scp, console, remote desktop, rdp, vnc, prompt, operating system, linux, ec2 user, ubuntu, serial console, sudo',
	'key-pair': 'key pair, keypair, private key, public key, pem, ec2 key, key file, session manager, instance connect, authorized_keys, ssh key',
	'sshd-setting':
		'passwordauthentication, password authentication, permitrootlogin, sshd_config, kbdinteractiveauthentication, challengeresponseauthentication, ssh_pwauth, cloud init, chpasswd',
	access:
		'access, enter, log on, connect, tunnel, backdoor, back door, remote access, remote support, reach, maintenance, jump host, bastion, vpn, door, account, user, standing, port, cross account, trust, authorized, agent, screen, look in, take over, hop',
	collect:
		'collect, send, transmit, telemetry, report, phone home, upload, statistic, usage data, analytics, metric, track, forward, share, log, record, ping, beacon, crash, heartbeat, gather, harvest, copy, export, stream, third party, our server, our cloud, back to us, diagnostics',
	consent:
		'consent, opt in, opt out, permission, agree, ask, asked, allow, off by default, switched off, turned off, disabled by default, unless you, if you want, choose, tick, enable, confirm, voluntary',
	'by-default':
		'by default, automatically, silently, always, without asking, from first boot, out of the box, in the background, cannot be switched off, on by default, every night, hourly, nightly, quietly',
	stays: 'stay, remain, never leave, your account, your own account, locally, local, your vpc, on the instance, your bucket, inside',
	part: 'client, driver, plugin, plug in, connector, agent, runtime, library, model, weight, rule set, ruleset, signature, database, package, binary, installer, app, desktop, codec, font, module, extension, jar, sdk, companion, viewer, firmware, image, container, dataset',
	separate:
		'separate, separately, not included, not included in, not in the image, not part, itself, first, before, external, missing, lacks, without it, needed, required, by hand, manually, elsewhere',
	included: 'included, include, contain, ship, preinstalled, pre installed, bundled, in the image, served, on board, built in, already, comes with',
	'user-data':
		'user data, userdata, advanced details, launch wizard, instance creation, at launch, when launching, before launch, launch time, first boot, cloud init, launch screen, launch form',
	wide: 'administratoraccess, administrator access, poweruseraccess, power user, full access, fullaccess, all actions, all resources, wildcard, star, asterisk, everything, root user, root account, account root, iam full, unrestricted, broad, any action, allow all, admin rights, administrator rights, full rights, owner',
	narrow: 'least privilege, minimal, minimally, narrow, only the, nothing else, nothing more, scoped, one bucket, read only, limited to, single',
	must: 'must, need, require, have to, necessary, mandatory, obligatory, obliged, shall, needed, required, demand, insist, has to, cannot without, only after, not until, unless, before',
	may: 'may, can, could, optional, optionally, if you like, if you wish, want, prefer, feel free, should you, voluntary, recommended, suggest',
	not: "no, not, never, none, neither, nor, without, cannot, nobody, nothing, n't, hardly, no longer, instead, rather, unlike, nowhere",
	past: 'was, were, earlier, previous, formerly, used to, removed, left, no more, gone, until version, old version, older, had, dropped, fixed',
	change: 'change, changed, replace, rotate, reset, new',
	support: 'support, ticket, help, documentation, docs, manual, guide, knowledge base, forum, question, community, newsletter',
	byol: 'byol, bring your own license, bring your own licence, own license, own licence, your licence, your license',
};

type Entry = {readonly stems: readonly string[]; readonly concept: string};

let entries: ReadonlyMap<string, readonly Entry[]> | undefined;

function entriesByFirst(): ReadonlyMap<string, readonly Entry[]> {
	if (entries !== undefined) return entries;
	const made = new Map<string, Entry[]>();
	for (const [concept, list] of Object.entries(lexicon)) {
		for (const phrase of list.split(', ')) {
			const stems = phrase.split(' ').map(stemOf);
			const [first = ''] = stems;
			const known = made.get(first);
			if (known === undefined) made.set(first, [{stems, concept}]);
			else known.push({stems, concept});
		}
	}
	entries = made;
	return made;
}

/** A concept and the index of the stem that it begins at. */
export type Mention = {readonly concept: string; readonly at: number};

/** The concepts that a sentence's stems mention, in order. */
export function mentionsIn(stems: readonly string[]): readonly Mention[] {
	const table = entriesByFirst();
	const mentions: Mention[] = [];
	for (const [at, stem] of stems.entries()) {
		for (const {stems: phrase, concept} of table.get(stem) ?? []) {
			if (phrase.every((one, step) => stems[at + step] === one)) mentions.push({concept, at});
		}
	}
	return mentions;
}
