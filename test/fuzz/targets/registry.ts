import {hiveOf} from '../../helpers/hive.ts';
import type {Target} from '../engine/target.ts';
import {checked} from '../oracles.ts';
import {systemWith} from '../systems.ts';

const hives = [
	'[ControlSet001\\Control\\Terminal Server]\n"fDenyTSConnections"=dword:00000000\n[Select]\n"Current"=dword:00000001\n[ControlSet001\\Services\\x]\n"ImagePath"="C:\\\\x.exe"\n"Start"=dword:00000002',
	'[Microsoft\\Windows NT\\CurrentVersion]\n"ProductName"="Windows Server 2022"\n"CurrentBuild"="20348"\n[Microsoft\\Windows\\CurrentVersion\\Run]\n"x"="C:\\\\x.exe /p:secret"',
	'[SAM\\Domains\\Account\\Users\\000001F4]\n"F"=hex:00,01\n"V"=hex:00,01\n[SAM\\Domains\\Account\\Users\\Names\\Administrator]',
];
const names = ['SYSTEM', 'SOFTWARE', 'SAM', 'SECURITY'];

const target: Target = {
	about: 'a registry hive, as each of those that a Windows has',
	longest: 20_000,
	seeds: () => hives.map((text) => hiveOf(text)),
	words: [
		'regf',
		'hbin',
		'nk',
		'vk',
		'lf',
		'lh',
		'li',
		'ri',
		'db',
		'\u00ff\u00ff\u00ff\u00ff',
		'\u0000\u0000\u0000\u0080',
		'\u0020\u0000\u0000\u0000',
		'ControlSet001',
		'Select',
		'Microsoft',
	],
	async run(bytes, thorough) {
		const hive = Buffer.from(bytes);
		const system = systemWith([
			...names.map((name) => [`Windows/System32/config/${name}`, hive] as const),
			['Users/Administrator/NTUSER.DAT', hive],
			['Windows/System32/kernel32.dll', Buffer.from('MZ')],
		]);
		await checked([{file: 'image', bytes: new Uint8Array(), system, asRoot: true}], thorough);
	},
};
export default target;
