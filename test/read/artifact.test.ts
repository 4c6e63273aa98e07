import {createHash} from 'node:crypto';
import test from 'ava';
import {strToU8, zipSync} from 'fflate';
import type {ArtifactKind} from '../../src/artifact.ts';
import {readArtifact} from '../../src/read/artifact.ts';
import {docxOf, paragraph} from '../helpers/docx.ts';
import {pdfOf} from '../helpers/pdf.ts';

const read = (file: string, content: string | Uint8Array, kind?: ArtifactKind) =>
	readArtifact({file, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content}, kind);

/** Kind, detail and problems, as tests name them. */
async function seen(file: string, content: string | Uint8Array, kind?: ArtifactKind) {
	const {artifact, problems} = await read(file, content, kind);
	return {kind: artifact?.kind, detail: artifact?.detail, problems: problems.map(({message}) => message)};
}

const json = (value: unknown) => JSON.stringify(value, undefined, 2);
const template = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n';
const page =
	'<!DOCTYPE html><html><head><title>AWS Marketplace: Larkspur</title></head><body><h1>Larkspur</h1><p>Sold by: Larkspur Example</p><h2>Product overview</h2><p>Delivery method</p></body></html>';

const recognised: readonly (readonly [name: string, content: string | Uint8Array, kind: ArtifactKind, detail: RegExp])[] = [
	['a.yaml', template, 'template', /CloudFormation template \(YAML\)/],
	['renamed.txt', template, 'template', /CloudFormation template \(YAML\)/],
	['a.json', json({Resources: {Topic: {Type: 'AWS::SNS::Topic'}}}), 'template', /\(JSON\)/],
	['set.json', json({Catalog: 'AWSMarketplace', ChangeSet: []}), 'listing', /StartChangeSet/],
	['entity.json', json({EntityType: 'AmiProduct@1.0', Details: '{}'}), 'listing', /DescribeEntity answer of an AmiProduct/],
	['offer.json', json({EntityType: 'Offer@1.0', DetailsDocument: {}}), 'listing', /an Offer/],
	['details.json', json({Description: {ProductTitle: 'Larkspur'}, Versions: []}), 'listing', /product details/],
	['images.json', json({Images: [{ImageId: 'ami-0a1b2c3d4e5f67890'}]}), 'image', /DescribeImages answer/],
	['list.json', json([{ImageId: 'ami-0a1b2c3d4e5f67890'}]), 'image', /list of images/],
	['permissions.json', json({ImageId: 'ami-0a1b2c3d4e5f67890', LaunchPermissions: []}), 'image', /DescribeImageAttribute/],
	['trivy.json', json({SchemaVersion: 2, ArtifactName: 'x', Results: []}), 'scan', /^Trivy results$/],
	['grype.json', json({matches: [{vulnerability: {}}]}), 'scan', /Grype/],
	['inspector.json', json({findings: [{findingArn: 'arn:x', severity: 'HIGH'}]}), 'scan', /Inspector/],
	['x.sarif', json({version: '2.1.0', runs: [{tool: {driver: {name: 'Scan'}}}]}), 'scan', /SARIF results of Scan/],
	['assessment.json', json({AssessmentId: 'assessment-77abc', ControlAssessments: []}), 'scan', /DescribeAssessment/],
	['clam.log', '----------- SCAN SUMMARY -----------\nInfected files: 0\n', 'scan', /ClamAV/],
	['page.html', page, 'listing', /saved listing page/],
	['guide.html', '<!doctype html><title>Guide</title><p>See AWS Marketplace.</p>', 'docs', /HTML document/],
	['README.md', '# Larkspur\n\n```yaml\nResources:\n  A: {Type: AWS::SNS::Topic}\n```\n', 'docs', /Markdown/],
	['README', 'Larkspur keeps your queues.\nIt runs in your own account.\n', 'docs', /plain-text/],
	['guide.rst', 'T\n=\n', 'docs', /reStructuredText/],
	['guide.adoc', '= T\n', 'docs', /AsciiDoc/],
	['guide.bin', pdfOf([[{text: 'Hello there', y: 700}]]), 'docs', /PDF document, 1 page$/],
	['guide.zip', docxOf(paragraph('Hello')), 'docs', /Word document/],
];

for (const [name, content, kind, detail] of recognised) {
	test(`${name} is ${kind}`, async (t) => {
		const {artifact, problems} = await read(name, content);
		t.is(artifact?.kind, kind);
		t.regex(artifact?.detail ?? '', detail);
		t.deepEqual(problems, []);
		const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
		t.is(artifact?.sha256, createHash('sha256').update(bytes).digest('hex'));
	});
}

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 4, 0x4c, 0, 0, 2, 0xbc, 8, 6, 0, 0, 0);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 3, 0, 0, 0);

const unknown: readonly (readonly [name: string, content: string | Uint8Array, detail: string])[] = [
	['diagram.png', png, 'PNG image, 1100 x 700'],
	['photo.jpg', jpeg, 'JPEG image, 30 x 20'],
	['x.gif', strToU8('GIF89a\x0a\x00\x05\x00'), 'GIF image, 10 x 5'],
	['x.zip', zipSync({'a.txt': strToU8('x')}), 'ZIP archive of 1 file'],
	['package.json', json({name: 'x'}), 'JSON, not one that a submission holds'],
	['tsconfig.json', '{\n// comment\n"a": 1,\n}', 'JSON, not one that a submission holds'],
	['pods.yaml', 'kind: Pod\n---\nkind: Pod\n', 'YAML, not one that a submission holds'],
	['logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'XML'],
	['data.bin', Uint8Array.of(1, 0, 2, 0, 3), 'binary'],
	['empty', '', 'empty file'],
];

for (const [name, content, detail] of unknown) {
	test(`${name} is unknown: ${detail}`, async (t) => {
		t.deepEqual(await seen(name, content), {kind: 'unknown', detail, problems: []});
	});
}

for (const [name, content] of [
	['install', '#!/bin/sh\necho hi\n'],
	['setup.ps1', 'Write-Host hi\n'],
	['backup.py', 'import boto3\n'],
] as const)
	test(`${name} is a script, whose text is kept`, async (t) => {
		const {artifact, problems} = await read(name, content);
		t.like(artifact, {kind: 'script', text: content});
		t.deepEqual(problems, []);
	});

for (const [name, content] of [
	['relay.service', '[Unit]\nDescription=Relay\n'],
	['relay.conf', '# how it listens\n[remote "origin"]\nurl = x\n'],
	['Cargo.toml', '[[bin]] # the first\nname = "relay"\n'],
	['motd.tmpl', '{{ name }} greets you\n'],
	['chart.yaml', 'name: {{ include "relay" . }}\nlabels:\n  {{- include "labels" . }}\n'],
	['play.yml', 'a: b\n{% for x in y %}\n- {{ x }}\n{% endfor %}\n'],
	['events.log', '{"a": 1}\n{"a": 2}\n'],
] as const)
	test(`${name} is none of a submission's files, and no problem, however it begins`, async (t) => {
		const {artifact, problems} = await read(name, content);
		t.true(artifact?.kind === 'unknown' || artifact?.kind === 'docs');
		t.deepEqual(problems, []);
	});

const faulty: readonly (readonly [name: string, content: string | Uint8Array, problem: RegExp, kind?: ArtifactKind])[] = [
	['a.json', '{"a": 1 "b": 2}', /^not JSON: comma expected$/],
	['empty.json', '', /the file is empty/],
	['a.cfg', '[\n {"a": 1 "b": 2}]', /^not JSON/],
	['list', '[{"a": 1 "b": 2}]', /^not JSON/],
	['twice.json', '{{"a" 1}}', /^not JSON/],
	['section.json', '[Unit]\nDescription=Relay\n', /^not JSON/],
	['cut.pdf', '%PDF-1.7\nthis file was cut off\n', /is not a PDF that can be opened/],
	['not.pdf', 'Hello', /is not a PDF file/],
	['not.docx', png, /is not a DOCX file: PNG image/],
	['other.docx', zipSync({'a.txt': strToU8('x')}), /is not a DOCX file that can be opened: ZIP archive of 1 file/],
	['latin1.txt', Uint8Array.of(...strToU8('Ein gro'), 0xdf, ...strToU8('er Text mit vielen Worten')), /not valid UTF-8 \(first at byte 7\)/],
	['nul.md', 'a\u0000b', /should be text but holds binary data/],
	['big.md', 'a '.repeat(3 * 1024 * 1024), /text of 6 MB is not read: the limit is 5 MB/],
	['a.txt', 'hello', /is not a CloudFormation template/, 'template'],
	['a.json', '{}', /is not a listing/, 'listing'],
	['a.json', '{}', /is not AMI evidence/, 'image'],
	['a.png', png, /does not hold a text that could be read as image: PNG image/, 'image'],
	['a.txt', 'hello', /is not a root file system/, 'root'],
];

for (const [name, content, problem, kind] of faulty) {
	test(`${name}${kind === undefined ? '' : ` as ${kind}`} is a problem: ${problem.source}`, async (t) => {
		const {artifact, problems} = await read(name, content, kind);
		t.is(artifact?.kind, 'unknown', 'the file is still listed');
		t.regex(problems[0]?.message ?? '', problem);
		t.is(problems[0]?.file, name);
	});
}

test('a broken template is still read, and its fault has a place', async (t) => {
	const {artifact, problems} = await read('a.yaml', `${template}  Queue: {Type: AWS::SQS::Queue\nOutputs: [\n`);
	t.like(artifact, {kind: 'template', broken: true});
	t.true(problems.length > 0);
	t.is(problems[0]?.place?.file, 'a.yaml');
});

test('a change set with a slip is recognised, and the slip named', async (t) => {
	const source = '{"Catalog": "AWSMarketplace", "ChangeSet": [{"ChangeType": "UpdateInformation",}]}';
	const {artifact, problems} = await read('set.json', source);
	t.like(artifact, {kind: 'listing', form: 'change-set'});
	t.regex(problems[0]?.message ?? '', /^not JSON/);
	t.is(artifact?.marks[0]?.kind, 'trailing-comma');
	t.is(artifact?.marks[0]?.artifact, 'listing');
});

test('byte order marks: named in templates, no part of documents; UTF-16 is decoded', async (t) => {
	const marked = await read('a.yaml', `\ufeff${template}`);
	t.is(marked.artifact?.kind, 'template');
	t.true(marked.artifact?.marks.some(({kind}) => kind === 'byte-order-mark'));
	const document = await read('a.md', '\ufeff# Larkspur\n');
	t.like(document.artifact, {kind: 'docs', text: '# Larkspur\n'});
	const utf16 = new Uint8Array(Buffer.from('\ufeff# Larkspur\n', 'utf16le'));
	t.like((await read('a.md', utf16)).artifact, {kind: 'docs', text: '# Larkspur\n'});
});

test('configuration overrules recognition', async (t) => {
	t.is((await seen('notes.yaml', 'just: words\n', 'docs')).kind, 'docs');
	t.is((await seen('a.yaml', 'Resources: {}\n', 'template')).kind, 'template');
	t.is((await seen('a.yaml', template, 'unknown')).kind, 'unknown');
	t.is((await seen('page.html', '<!doctype html><p>x', 'listing')).kind, 'listing');
});

test('a page that only mentions the Marketplace is no listing page', async (t) => {
	const html = '<!doctype html><title>Larkspur</title><p>Buy on <a href="https://aws.amazon.com/marketplace/pp/prodview-abcdefghij123">AWS Marketplace</a></p>';
	t.is((await seen('a.html', html)).kind, 'docs');
});

test('a listing page that would keep a tree builder busy is refused', async (t) => {
	const formats = Array.from({length: 400}, (_, index) => `<b id="${index}">`).join('');
	for (const tangle of ['<div>'.repeat(100_000), formats + '<p>x'.repeat(500_000)])
		t.regex((await seen('page.html', page + tangle)).problems[0] ?? '', /too (?:deep|many) to be read/);
	t.is((await seen('page.html', page + '<p>x <b>y</b>'.repeat(50_000))).kind, 'listing');
});

test('megabytes of line breaks, brackets or comments are told apart soon', async (t) => {
	const started = performance.now();
	for (const part of ['\n', ' ', '\n {', '<!--', '#\n', '---\n']) await read('a.foo', part.repeat(1_000_000));
	t.true(performance.now() - started < 30_000);
});
