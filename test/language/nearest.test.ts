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
