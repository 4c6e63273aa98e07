import test from 'ava';
import {nearest} from '../../src/language/nearest.ts';

const categories = ['Application Development', 'Network Infrastructure', 'Operating Systems', 'Storage'];

test('a misspelt name leads to the one that was meant', (t) => {
	t.is(nearest('Operating System', categories), 'Operating Systems');
	t.is(nearest('network infrastucture', categories), 'Network Infrastructure');
});

test('a name like none of them leads nowhere', (t) => {
	t.is(nearest('Quilts', categories), undefined);
	t.is(nearest('', categories), undefined);
});

test('a common beginning alone is no misspelling', (t) => {
	t.is(nearest('Business Application', ['Business Intelligence']), undefined);
});

test('a text of any length is answered at once', (t) => {
	t.is(nearest('ProductTitle'.repeat(100_000), ['ProductTitle']), undefined);
});
