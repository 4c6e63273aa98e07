import test from 'ava';
import {remainsOf} from '../../../src/gather/root/remains.ts';
import {systemOf} from '../../helpers/filesystem.ts';

const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nexample only\n-----END OPENSSH PRIVATE KEY-----\n';

test('host keys are private keys by that name; the place is the line that says so', (t) => {
	const remains = remainsOf(
		systemOf({
			'etc/ssh/ssh_host_ed25519_key': `\n${key}`,
			'etc/ssh/ssh_host_ed25519_key.pub': 'ssh-ed25519 AAAA\n',
			'etc/ssh/ssh_host_rsa_key': '',
			'etc/ssh/ssh_host_dsa_key': 'not a key\n',
			'etc/ssh/ssh_host_ecdsa_key': {link: 'ssh_host_ed25519_key'},
		}),
	);
	t.deepEqual(remains?.hostKeys, [{value: '-----BEGIN OPENSSH PRIVATE KEY-----', place: {file: 'image/etc/ssh/ssh_host_ed25519_key', range: [1, 36]}}]);
});

test('a host key that was not read is one by its name', (t) => {
	const system = systemOf({'etc/ssh/ssh_host_rsa_key': key});
	t.deepEqual(remainsOf({...system, contents: new Map()})?.hostKeys, [{value: '', place: {file: 'image/etc/ssh/ssh_host_rsa_key'}}]);
});

test('cloud-init replaces host keys unless it is told otherwise, in the last file that says so', (t) => {
	const renews = (files: Readonly<Record<string, string>>) => remainsOf(systemOf({'etc/hostname': '', ...files}))?.renewsHostKeys;
	t.false(renews({}));
	t.true(renews({'etc/cloud/cloud.cfg': 'users: [default]\n'}));
	t.false(renews({'etc/cloud/cloud.cfg': 'ssh_deletekeys: 0\n'}));
	t.true(renews({'etc/cloud/cloud.cfg': 'ssh_deletekeys: false\n', 'etc/cloud/cloud.cfg.d/1.cfg': 'ssh_deletekeys: true\n'}));
	t.false(renews({'etc/cloud/cloud.cfg': 'a: 1\n', 'etc/cloud/cloud-init.disabled': ''}));
});

test('a machine id is 32 digits', (t) => {
	const id = '0123456789abcdef0123456789abcdef';
	const of = (text: string) => remainsOf(systemOf({'etc/machine-id': text}))?.machineId?.place;
	t.deepEqual(of(`${id}\n`), {file: 'image/etc/machine-id', range: [0, 32]});
	t.deepEqual([of(''), of('uninitialized\n'), of('\n'), of(`${id}0`)], [undefined, undefined, undefined, undefined]);
});

test('instances are the folders that cloud-init keeps', (t) => {
	const remains = remainsOf(
		systemOf({'etc/hostname': '', 'var/lib/cloud/instances/i-0a1b/user-data.txt': 'x', 'var/lib/cloud/instances/note': 'x', 'var/lib/cloud/data/x': ''}),
	);
	t.deepEqual(remains?.instances, [{value: 'i-0a1b', place: {file: 'image/var/lib/cloud/instances/i-0a1b'}}]);
	t.is(remainsOf(systemOf({'bin/sh': 'x'})), undefined);
});
