import test from 'ava';
import type {Artifact} from '../../src/artifact.ts';
import {whereIn} from '../../src/report/where.ts';
import {systemOf} from '../helpers/filesystem.ts';
import {artifact, outcome} from '../helpers/outcome.ts';

const system = systemOf({'etc/motd': 'hello'});

function root(file: string, form: 'folder' | 'tar'): Artifact {
	return {file, sha256: '', detail: '', marks: [], kind: 'root', system: {...system, file, form}, documents: []};
}

function inRepository(artifact: Artifact, paths: Readonly<Record<string, string>>) {
	return whereIn(outcome({artifacts: [artifact]}), {base: '', paths: new Map(Object.entries(paths))});
}

test('a file has its path and its lines', (t) => {
	t.deepEqual(inRepository(artifact('a.md', ''), {'a.md': 'market/a.md'})('a.md'), {path: 'market/a.md', hasLines: true});
});

test('a file in a folder that is a root file system lies in it', (t) => {
	const whereIs = inRepository(root('image', 'folder'), {image: 'build/image'});
	t.deepEqual(whereIs('image/etc/motd'), {path: 'build/image/etc/motd', hasLines: true});
	t.deepEqual(whereIs('image'), {path: 'build/image', hasLines: true});
	// The root was the only folder in the one that was named.
	t.deepEqual(inRepository(root('given/rootfs', 'folder'), {given: 'x'})('given/rootfs/etc/motd'), {path: 'x/rootfs/etc/motd', hasLines: true});
});

test('a file in an archive is at the archive, without lines', (t) => {
	t.deepEqual(inRepository(root('root.tar', 'tar'), {'root.tar': 'build/root.tar'})('root.tar/etc/motd'), {
		path: 'build/root.tar',
		inside: 'etc/motd',
		hasLines: false,
	});
});

test('what lies outside of the repository has no path', (t) => {
	t.deepEqual(inRepository(root('root.tar', 'tar'), {})('root.tar/etc/motd'), {inside: 'etc/motd', hasLines: false});
	t.deepEqual(inRepository(artifact('a.md', ''), {b: 'b'})('a.md'), {hasLines: true});
});

test('without a repository files are called as in the submission, and what is no file has no path', (t) => {
	const whereIs = whereIn(outcome({artifacts: [artifact('a.md', ''), root('image', 'folder')]}), undefined);
	t.deepEqual(whereIs('a.md'), {path: 'a.md', hasLines: true});
	t.deepEqual(whereIs('image/etc/motd'), {path: 'image/etc/motd', hasLines: true});
	t.is(whereIs('validators/x/y').path, undefined);
	t.is(whereIs('').path, undefined);
});
