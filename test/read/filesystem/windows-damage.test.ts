import test from 'ava';
import type {RootFile} from '../../../src/contract.ts';
import {agentConfig, ec2Launch, windows} from '../../../src/examples.ts';
import type {FileSystem} from '../../../src/filesystem.ts';
import {windowsDamageOf} from '../../../src/read/filesystem/windows-damage.ts';
import {systemOf} from '../../helpers/filesystem.ts';

const config = 'ProgramData/Amazon/EC2Launch/config/agent-config.yml';
const told = (files: Readonly<Record<string, RootFile | undefined>>) =>
	windowsDamageOf(systemOf(windows(files))).map(({file, message}) => `${file} ${message}`);

/** A sound Windows with the bytes of one file replaced. */
function withBytes(path: string, change: (bytes: Uint8Array) => Uint8Array): FileSystem {
	const system = systemOf(windows());
	return {...system, contents: new Map([...system.contents].map(([own, bytes]) => [own, own === path ? change(bytes) : bytes]))};
}

test('a sound Windows has no damage, whatever form its settings have', (t) => {
	t.deepEqual(told({}), []);
	t.deepEqual(told({...ec2Launch(), [config]: `\ufeff${agentConfig('')}`}), []);
});

test('settings of the agents that are cut or no map are damaged', (t) => {
	t.deepEqual(told({[config]: 'config:\n  - stage: [boot\n\ttasks: }\n'}), [`image/${config} is damaged: it holds no YAML map that could be read`]);
	t.is(told({'ProgramData/Amazon/EC2-Windows/Launch/Config/LaunchConfig.json': '{"adminPasswordType": "Ran'}).length, 1);
	t.is(told({'programdata/amazon/ec2-windows/launch/config/launchconfig.json': '[]'}).length, 1);
});

test('hives that are cut, or none, are damaged', (t) => {
	for (const name of ['SAM', 'SOFTWARE', 'SYSTEM']) {
		const path = `Windows/System32/config/${name}`;
		t.regex(
			windowsDamageOf(withBytes(path, (bytes) => bytes.subarray(0, bytes.length - 100)))[0]?.message ?? '',
			/^is damaged: of \d+ bytes only \d+ are there$/,
		);
		t.regex(windowsDamageOf(withBytes(path, () => Buffer.from('MZ')))[0]?.message ?? '', /no registry hive/);
		t.regex(windowsDamageOf(withBytes(path, (bytes) => Buffer.from(bytes).fill(0xff, 0x24, 0x28)))[0]?.message ?? '', /first key/);
	}
});
