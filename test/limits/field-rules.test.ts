import test from 'ava';
import {fieldNames, fieldRules} from '../../src/limits.ts';

for (const name of fieldNames) {
	test(`${name}: has a label, a source, and limits that agree with each other`, (t) => {
		const {
			label,
			source,
			read,
			minLength = 0,
			maxLength = 1e9,
			minCount = 0,
			maxCount = 1e9,
			minimum = 0,
			maximum = 1e9,
			patterns = [],
			choices,
		} = fieldRules[name];
		t.regex(label, /^(?:[a-z]|SKU|OS|AMI|AFI|IP|Region)/);
		t.regex(source, /^https:\/\//);
		t.regex(read, /^\d{4}-\d{2}-\d{2}$/);
		t.true(minLength <= maxLength && minCount <= maxCount && minimum <= maximum);
		// A pattern with a memory of its last match would judge every second value only.
		t.true(patterns.every(({regex}) => !regex.global && !regex.sticky));
		t.is(new Set(choices?.values).size, choices?.values.length ?? 0);
	});
}

const fits = (name: (typeof fieldNames)[number], value: string) => (fieldRules[name].patterns ?? []).every(({regex}) => regex.test(value));
const cases: readonly (readonly [(typeof fieldNames)[number], readonly string[], readonly string[]])[] = [
	['amiId', ['ami-0a1b2c3d4e5f67890', 'ami-0a1b2c3d'], ['ami-0a1b2c3d4e5f6789', 'AMI-0a1b2c3d', 'ami-0a1b2c3d\n']],
	['recommendedInstanceType', ['m7i.metal-24xl', 'c7i-flex.large'], ['', 'm5. large']],
	['endpointRelativePath', ['console', 'a/b?c=d'], ['/console', 'a b', '']],
	['price', ['0', '0.12345678', '100000000', '100000000.00'], ['-1', '0.123456789', '100000000.1', '1,5', '.5']],
	['monthlyPrice', ['49.999'], ['49.9999']],
	['replacementProductId', ['prod-abc123def4567', '0f1e2d3c-aaaa-4bbb-8ccc-dddd00001111'], ['prod-abc', 'xprod-abc123def4567', 'prod-abc123def4567x']],
	[
		'resourceUrl',
		['https://docs.larkspur.example.com/a?b=c#d', 'http://larkspur.example.com'],
		['ftp://larkspur.example.com', 'https://larkspur', 'https://larkspur.example.com/<x>'],
	],
	['logoUrl', ['https://larkspur-media.s3.amazonaws.com/logo.png?X-Amz-Signature=a%2Fb'], ['http://larkspur.example.com/logo.png', 's3://larkspur/logo.png']],
	['selectorValue', ['P365D', 'P1Y', 'P12M'], ['P', '365D', 'PT5H']],
	['availabilityEndDate', ['2026-12-31'], ['31.12.2026', '2026-13-01']],
];
for (const [name, good, bad] of cases) {
	test(`${name}: its patterns take what AWS takes and nothing else`, (t) => {
		t.deepEqual(
			good.filter((value) => !fits(name, value)),
			[],
		);
		t.deepEqual(
			bad.filter((value) => fits(name, value)),
			[],
		);
	});
}
