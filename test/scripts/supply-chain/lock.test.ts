import {rm} from 'node:fs/promises';
import test from 'ava';
import {installed, lockedComponent, lockFile, needed} from '../../../scripts/supply-chain/lock.ts';
import {folderOf} from '../../helpers/command.ts';

const lock = lockFile.parse({
	packages: {
		'': {name: 'product', version: '1.0.0', dependencies: {inner: '1.0.0', '@scope/a': '^2.0.0', absent: '1.0.0'}},
		'packages/inner': {version: '1.0.0', license: 'MIT', dependencies: {b: '*'}},
		'packages/inner/node_modules/b': {version: '3.0.0', license: '(MIT OR GPL-2.0-only)'},
		'node_modules/inner': {link: true, resolved: 'packages/inner'},
		'node_modules/@scope/a': {version: '2.0.0', license: 'ISC', integrity: 'sha512-AAEC', peerDependencies: {b: '*'}},
		'node_modules/b': {version: '4.0.0', license: 'SEE LICENSE IN LICENSE', dev: true},
		'node_modules/both': {version: '1.0.0', license: 'MIT', devOptional: true},
		'node_modules/alias': {name: 'real', version: '1.0.0', license: 'MIT'},
		'node_modules/unsaid': {version: '1.0.0'},
	},
});

test('all that is not for development alone is installed; a link counts where it leads', (t) => {
	t.deepEqual(installed(lock), [
		'packages/inner',
		'packages/inner/node_modules/b',
		'node_modules/@scope/a',
		'node_modules/both',
		'node_modules/alias',
		'node_modules/unsaid',
	]);
});

test('a component has the name, the address, the digest and the licence of the lock', (t) => {
	t.deepEqual(lockedComponent(lock, 'node_modules/@scope/a', '/nowhere'), {
		'bom-ref': 'pkg:npm/%40scope/a@2.0.0',
		type: 'library',
		name: '@scope/a',
		version: '2.0.0',
		purl: 'pkg:npm/%40scope/a@2.0.0',
		licenses: [{license: {id: 'ISC'}}],
		hashes: [{alg: 'SHA-512', content: '000102'}],
	});
	t.is(lockedComponent(lock, 'node_modules/alias', '/nowhere').name, 'real');
	t.is(lockedComponent(lock, 'packages/inner', '/nowhere').name, 'inner');
	t.deepEqual(lockedComponent(lock, 'packages/inner/node_modules/b', '/nowhere').licenses, [{expression: '(MIT OR GPL-2.0-only)'}]);
	t.deepEqual(lockedComponent(lock, 'node_modules/b', '/nowhere').licenses, [{license: {name: 'SEE LICENSE IN LICENSE'}}]);
});

test('where the lock says no licence, the package itself does; where neither does, none is made up', async (t) => {
	const folder = await folderOf({'node_modules/unsaid/package.json': JSON.stringify({license: {type: 'MIT'}})});
	try {
		t.deepEqual(lockedComponent(lock, 'node_modules/unsaid', folder).licenses, [{license: {id: 'MIT'}}]);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
	t.deepEqual(lockedComponent(lock, 'node_modules/unsaid', folder).licenses, []);
});

test('a folder that the lock does not have is an error', (t) => {
	t.throws(() => lockedComponent(lock, 'node_modules/c', '/nowhere'), {message: /no version for node_modules\/c/});
});

test('what a package needs is found in the nearest folder', (t) => {
	t.deepEqual(needed(lock, ''), ['packages/inner', 'node_modules/@scope/a']);
	t.deepEqual(needed(lock, 'packages/inner'), ['packages/inner/node_modules/b']);
	t.deepEqual(needed(lock, 'node_modules/@scope/a'), ['node_modules/b']);
});
