import test from 'ava';
import {isTaken} from '../../../scripts/supply-chain/licences.ts';

for (const expression of [
	'MIT',
	'(MIT)',
	'MIT AND ISC',
	'GPL-2.0-only OR MIT',
	'(GPL-2.0-only OR MIT) AND (BSD-3-Clause OR AGPL-3.0-only)',
	'GPL-3.0-only AND ISC OR MIT',
	'Apache-2.0 WITH LLVM-exception',
	'((MIT OR GPL-3.0-only))',
]) {
	test(`taken: ${expression}`, (t) => t.true(isTaken(expression)));
}

for (const expression of [
	'GPL-3.0-only',
	'(MIT OR GPL-3.0-only) AND GPL-3.0-only',
	'GPL-3.0-only AND (MIT OR GPL-3.0-only)',
	'MIT AND GPL-3.0-only OR AGPL-3.0-only',
	'MIT AND (ISC AND (GPL-3.0-only OR AGPL-3.0-only))',
	'GPL-2.0-only WITH Classpath-exception-2.0',
	'MIT WITH Classpath-exception-2.0',
	'LGPL-2.1+',
]) {
	test(`not taken: ${expression}`, (t) => t.false(isTaken(expression)));
}

for (const expression of [
	'',
	'()',
	'MIT OR',
	'OR MIT',
	'MIT ISC',
	'(MIT',
	'MIT)',
	'MIT OR (GPL-3.0-only',
	'MIT or GPL-3.0-only',
	'MIT, ISC',
	'MIT WITH',
	'MIT OR SEE LICENSE IN LICENSE',
	'MIT OR OR ISC',
]) {
	test(`refused as no expression: "${expression}"`, (t) => t.false(isTaken(expression)));
}
