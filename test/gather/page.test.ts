import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import type {Text} from '../../src/contract.ts';
import {gatherPage} from '../../src/gather/page.ts';
import {isListingPage, pageFault} from '../../src/read/page.ts';
import {spanOf} from '../../src/tree.ts';
import {checkFiles} from '../helpers/submission.ts';

// Compiled tests lie in dist/; their fixtures stay where they were written.
const folder = join(import.meta.dirname, '..', '..', '..', 'test', 'gather', 'pages');
const fixture = (name: string) => readFileSync(join(folder, name), 'utf8');
const gatherHtml = (html: string) => gatherPage({kind: 'listing', form: 'page', file: 'page.html', sha256: '', detail: '', marks: [], html, text: html});
const said = (text: Text | undefined) => text?.value;

test('a server-rendered page: every part by its heading', async (t) => {
	const {listing, offer} = await gatherHtml(fixture('rendered.html'));
	t.is(said(listing.title), 'Larkspur Queue Server & Console');
	t.is(said(listing.seller), 'Larkspur Fields Ltd');
	t.is(said(listing.shortDescription), 'A message queue that runs on one instance — no cluster needed.');
	t.is(said(listing.longDescription), 'Larkspur keeps messages on disk.\nIt speaks AMQP 1.0 – and nothing else.');
	t.deepEqual(listing.highlights.map(said), ['Starts in two seconds.', 'Needs 1 GB of memory.']);
	t.deepEqual(listing.categories.map(said), ['Application Development', 'Monitoring']);
	t.is(said(listing.pricingText), 'm5.large: $0.10 an hour.');
	t.is(said(offer?.refundPolicy), 'Write to refunds@larkspur.example.com within 30 days.');
	t.is(said(listing.supportDescription), 'Mail support@larkspur.example.com, answer in two days.');
	t.deepEqual(listing.resources, []);
	t.deepEqual(listing.deliveryMethodTexts.map(said), [
		'Amazon Machine Image',
		'CloudFormation Template',
		'64-bit (x86) Amazon Machine Image (AMI)',
		'Larkspur in a new VPC, CloudFormation Template',
	]);
});

test('a server-rendered page: usage instructions, one for each delivery option', async (t) => {
	const {listing} = await gatherHtml(fixture('rendered.html'));
	t.is(listing.versions.length, 1);
	t.is(said(listing.versions[0]?.title), '2.4.0');
	t.deepEqual(
		listing.versions[0]?.options.map(({kind, title, usageInstructions}) => [kind, said(title), said(usageInstructions)]),
		[
			['standalone', '64-bit (x86) Amazon Machine Image (AMI)', '1. Launch the AMI.\n2. Open https://<address>:8443.'],
			['template', 'Larkspur in a new VPC, CloudFormation Template', 'Create the stack.\nRead its outputs.'],
		],
	);
});

test('a page that a script built: every part by its heading', async (t) => {
	const {listing, offer} = await gatherHtml(fixture('application.html'));
	t.is(said(listing.title), 'Thistle Vault');
	t.is(said(listing.seller), 'Thistle Works');
	t.is(said(listing.shortDescription), 'Keeps the secrets of a small team in one encrypted place.');
	t.is(said(listing.longDescription), 'Thistle Vault is a store for secrets.\nEvery secret is sealed with a key of your own.');
	t.deepEqual(listing.highlights.map(said), ['One binary.', 'Audit log.', 'No telemetry.']);
	t.deepEqual(listing.categories.map(said), ['Security']);
	t.regex(said(listing.pricingText) ?? '', /Pricing is based on actual usage\.$/);
	t.is(said(offer?.refundPolicy), 'No refunds — cancel at any time.');
	t.is(said(listing.supportDescription), 'Write to help@thistle.example.com.');
	t.deepEqual(
		listing.resources.map(({text, url}) => [said(text), said(url)]),
		[
			['Manual', 'https://docs.thistle.example.com/?a=1&b=2'],
			['Questions', 'https://thistle.example.com/faq'],
		],
	);
	const [version] = listing.versions;
	t.is(said(version?.title), '7.1.3');
	t.is(said(version?.releaseNotes), 'Critical: closes a leak.');
	t.deepEqual(
		version?.options.map(({kind, title, usageInstructions}) => [kind, said(title), said(usageInstructions)]),
		[['standalone', '64-bit (Arm) Amazon Machine Image (AMI)', 'Launch. Then run thistle init.']],
	);
});

test('a bare page: the head stands in, and what the page lacks is left out', async (t) => {
	const {listing, fields} = await gatherHtml(fixture('bare.html'));
	t.is(said(listing.title), 'Foxglove Mail Relay');
	t.is(said(listing.shortDescription), 'Relays mail "as is" for AWS accounts.');
	t.is(said(listing.seller), 'Foxglove & Sons');
	t.deepEqual(listing.highlights.map(said), ['Signs with DKIM.']);
	t.is(said(listing.pricingText), 'Free');
	t.is(listing.longDescription, undefined);
	t.is(listing.supportDescription, undefined);
	t.deepEqual(listing.versions, []);
	t.deepEqual([...new Set(fields.map(({name}) => name))], ['productTitle', 'shortDescription', 'highlights', 'highlight', 'refundPolicy']);
});

test("a label among the seller's own words is text", async (t) => {
	const steps = '<p>Launch the AMI.</p><p>Pricing</p><p>One volume of 8 GB.</p><p>Support: write to us.</p>';
	const {listing} = await gatherHtml(`<h1>Larkspur</h1><h2>Usage instructions</h2>${steps}<h2>Support</h2><p>By mail.</p>`);
	t.is(said(listing.versions[0]?.options[0]?.usageInstructions), 'Launch the AMI.\nPricing\nOne volume of 8 GB.\nSupport: write to us.');
	t.is(said(listing.supportDescription), 'By mail.');
	t.is(listing.pricingText, undefined);
});

test('every word points at itself in the page, entities included', async (t) => {
	for (const name of ['rendered.html', 'application.html', 'bare.html']) {
		const html = fixture(name);
		const {fields} = await gatherHtml(html);
		const texts = fields.flatMap(({text}) => text ?? []);
		t.true(texts.length > 3);
		for (const text of texts) {
			for (const {0: word, index} of text.value.matchAll(/[\p{L}\p{N}]+/gu)) {
				const [start, end] = spanOf(text, index, index + word.length).range ?? [0, 0];
				t.is(html.slice(start, end), word, `${name}: ${text.value}`);
			}
		}
	}
	const html = fixture('rendered.html');
	const {listing} = await gatherHtml(html);
	const short = listing.shortDescription;
	const dash = short?.value.indexOf('—') ?? -1;
	const range = short === undefined ? undefined : spanOf(short, dash, dash + 1).range;
	t.is(html.slice(...(range ?? [0, 0])), '&mdash;');
});

test('a saved page is told from a guide that links to it', (t) => {
	for (const name of ['rendered.html', 'application.html', 'bare.html']) t.true(isListingPage(fixture(name)), name);
	const guide = `<html><head><title>Install Larkspur from AWS Marketplace</title></head><body><h1>Install Larkspur from AWS Marketplace</h1>
		<p>Open <a href="https://aws.amazon.com/marketplace/pp/prodview-abcdefghijklm">the product</a> and choose <b>Continue to Subscribe</b>.</p>
		<h2>Usage instructions</h2><p>Choose the delivery method.</p><h2>Pricing</h2></body></html>`;
	t.false(isListingPage(guide));
	t.false(isListingPage('<title>AWS Marketplace: seller guide</title><h2>Overview</h2>'));
});

test('a page in a submission gives listing evidence, and is checked as such', async (t) => {
	const {artifacts, problems} = await checkFiles({'saved/page.html': fixture('application.html')}, []);
	t.deepEqual(problems, []);
	t.deepEqual(
		artifacts.map(({kind, detail}) => [kind, detail]),
		[['listing', 'saved listing page']],
	);
});

test('a page that would grow beyond measure is named as a problem and not read', async (t) => {
	const head = fixture('bare.html').replace('</body>', '');
	for (const html of [`${head}${'<div>'.repeat(100_000)}`, `${head}${'<p>x</p>'.repeat(250_000)}`]) {
		const {problems} = await checkFiles({'page.html': html}, []);
		t.is(problems.length, 1);
		t.regex(problems[0]?.message ?? '', /too (?:deep|many) to be read/);
		t.deepEqual((await gatherHtml(html)).fields, []);
	}
	t.is(pageFault(`<ul>${'<li>x'.repeat(5000)}</ul><script>${'<div>'.repeat(1000)}</script>`), undefined);
});

test('any HTML gives texts that lie inside it, and never throws', async (t) => {
	const piece = fc.constantFrom(
		'<h1>',
		'</h1>',
		'<h2>Overview</h2>',
		'<h3>Highlights</h3>',
		'<ul><li>',
		'</ul>',
		'<p>',
		'word ',
		'&amp;',
		'&#0;',
		'&bogus;',
		'<br>',
		'<b>',
		'</b>',
		'<pre>\r\n',
		'\n',
		'Sold by: ',
		'<dt>Categories<dd>',
		'a, b|c',
		'<a href="x&lt;y">',
		'</a>',
		'<table><td>',
		'<!--',
		'-->',
		'<h4>Usage instructions</h4>',
		'CloudFormation',
		'<svg>',
		'<',
		'😀',
	);
	await fc.assert(
		fc.asyncProperty(fc.array(piece, {maxLength: 40}), async (pieces) => {
			const html = pieces.join('');
			const {fields} = await gatherHtml(html);
			return fields.every(({text, place}) => {
				const [start, end] = place.range ?? [-1, -1];
				return start >= 0 && end <= html.length && start <= end && (text === undefined || text.value.trim() === text.value);
			});
		}),
		{numRuns: 300},
	);
	t.pass();
});
