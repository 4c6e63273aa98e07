import test from 'ava';
import type {DeliveryOption, Listing} from '../../src/evidence/listing.ts';
import {gatherBindings} from '../../src/gather/bindings.ts';
import {matchFile, segmentsOf} from '../../src/gather/file-match.ts';
import {emptyListing} from '../../src/gather/listing/blank.ts';
import {templatesOf} from '../helpers/templates.ts';

const place = {file: 'listing.json'};

function option(kind: DeliveryOption['kind'], url?: string): DeliveryOption {
	return {kind, place, templateSources: [], securityGroups: [], ...(url === undefined ? {} : {templateUrl: {value: url, place}})};
}

function listing(options: readonly DeliveryOption[]): Listing {
	return {...emptyListing('change-set', 'listing.json', place), versions: [{place, state: 'add', options}]};
}

const text = 'Resources: {A: {Type: AWS::SNS::Topic}}';

const binds = test.macro({
	async exec(t, files: readonly string[], url: string | undefined, expected: string | undefined, urls: Readonly<Record<string, string>> = {}) {
		const templates = await templatesOf(Object.fromEntries(files.map((file) => [file, text])));
		const bindings = gatherBindings([listing([option('standalone'), option('template', url)])], templates, urls);
		t.deepEqual(
			bindings.map(({template}) => template?.file),
			[expected],
		);
	},
	title: (given = '') => given,
});

const bucket = 'https://larkspur-media.s3.amazonaws.com';

test('by the last path segment', binds, ['root.yaml', 'other.yaml'], `${bucket}/2.4.0/root.yaml`, 'root.yaml');
test('in a folder of another name', binds, ['templates/root.yaml'], `${bucket}/2.4.0/root.yaml`, 'templates/root.yaml');
test('the longest shared end wins', binds, ['a/root.yaml', 'templates/2.4.0/root.yaml'], `${bucket}/2.4.0/root.yaml`, 'templates/2.4.0/root.yaml');
test('two that share as much: none', binds, ['a/root.yaml', 'b/root.yaml'], `${bucket}/2.4.0/root.yaml`, undefined);
test('a query is no part of the name', binds, ['root.yaml'], `${bucket}/root.yaml?versionId=a/b`, 'root.yaml');
test('an escaped name', binds, ['my root.yaml'], `${bucket}/my%20root.yaml`, 'my root.yaml');
test('another name', binds, ['root.yaml'], `${bucket}/main.yaml`, undefined);
test('a host is no path', binds, ['larkspur.example.com'], 'https://larkspur.example.com', undefined);
test('no URL', binds, ['root.yaml'], undefined, undefined);
test('the configuration decides first', binds, ['root.yaml', 'new.yaml'], `${bucket}/root.yaml`, 'new.yaml', {[`${bucket}/root.yaml`]: 'new.yaml'});
test('a configured file that is no template', binds, ['root.yaml'], `${bucket}/root.yaml`, undefined, {[`${bucket}/root.yaml`]: 'gone.yaml'});
test('a URL named like an object property', binds, ['root.yaml'], 'constructor', undefined);

test('a lone percent sign is a character', (t) => {
	t.is(matchFile(segmentsOf('https://x.example.com/100%.yaml'), ['100%.yaml']), '100%.yaml');
});
