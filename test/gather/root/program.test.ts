import test from 'ava';
import type {RootFile} from '../../../src/contract.ts';
import {debian, enabled, unit} from '../../../src/examples.ts';
import {textAt} from '../../../src/filesystem.ts';
import {startupOf} from '../../../src/gather/root/startup.ts';
import {systemOf} from '../../helpers/filesystem.ts';

type Files = Readonly<Record<string, RootFile>>;

/** The passwords of a root: whose, where from, whether surely, and the text that is pointed at. */
function passwords(files: Files): readonly string[] {
	const system = systemOf(files);
	return (startupOf(system)?.passwords ?? []).map(({of, origin, sure, place}) => {
		const text = textAt(system, place.file.slice('image/'.length))?.value ?? '';
		return `${of} ${origin}${sure ? '' : '?'} @ ${place.range === undefined ? '' : text.slice(...place.range)}`;
	});
}

const interpreters = {py: 'python3', pl: 'perl', rb: 'ruby', js: 'node'} as const;

/** A program that an enabled unit runs. */
const runs = (ending: keyof typeof interpreters, text: string): Files =>
	enabled('larkspur.service', unit(`ExecStart=/usr/bin/${interpreters[ending]} /opt/larkspur/first.${ending}`), {[`opt/larkspur/first.${ending}`]: text});

const gives = test.macro({
	exec(t, ending: keyof typeof interpreters, text: string, expected: readonly string[]) {
		t.deepEqual(passwords(runs(ending, text)), expected);
	},
	title: (given = '') => `programs: ${given}`,
});
const one = ['account admin fixed @ letmein1'];

test('Python, an input', gives, 'py', 'from subprocess import run\nrun(["chpasswd"], input=b"admin:letmein1\\n", check=True)\n', one);
test(
	'Python, constants of a function that is called',
	gives,
	'py',
	'import subprocess as sp\nWORD: str = "letmein1"  # "\n\ndef give(name, word=None):\n    p = sp.Popen(\n        ["/usr/sbin/chpasswd", "-m"], stdin=sp.PIPE)\n    p.communicate("{}:{}".format(name, word).encode())\n\nif True:\n    give("admin", WORD)\n',
	one,
);
test('Python, a text for a shell', gives, 'py', 'import os\nos.system("echo \'%s:%s\' | sudo chpasswd" % ("admin", "letmein1"))\n', one);
test(
	'Python, a hash of it',
	gives,
	'py',
	'import crypt, os\nos.execv("/usr/sbin/usermod", ["usermod", "-p", crypt.crypt("letmein1", crypt.mksalt()), "admin"])\n',
	['account admin fixed @ letmein1'],
);
test('Python, a shell in its place', gives, 'py', 'import os\nos.execl("/bin/sh", "sh", "-c", "echo admin:letmein1 | chpasswd")\n', one);
test(
	'Python, a table of settings',
	gives,
	'py',
	'S = {"user": "admin", "word": "letmein1"}\nrun("chpasswd", input=S["user"] + ":" + S["word"], shell=True)\n',
	one,
);
test('Python, Django', gives, 'py', 'User.objects.create_superuser("admin", "a@larkspur.example", password="letmein1")\n', [
	"the application's administrator fixed @ letmein1",
]);
test('Python, a variable of Django', gives, 'py', 'import os\nos.environ["DJANGO_SUPERUSER_PASSWORD"] = "letmein1"\nos.environ["LARKSPUR_MODE"] = "first"\n', [
	'DJANGO_SUPERUSER_PASSWORD fixed? @ letmein1',
]);
test('Python, a hash for a web application', gives, 'py', 'User(name="admin", password=generate_password_hash("letmein1"))\n', [
	'an account of the application fixed? @ letmein1',
]);
test('Python, a database', gives, 'py', `db.execute("ALTER USER 'root'@'localhost' IDENTIFIED BY 'letmein1'")\n`, ['the database fixed @ letmein1']);
test(
	'Python, what is drawn',
	gives,
	'py',
	'import secrets\nw = "x-" + "".join(secrets.choice("abc") for _ in range(9))\nrun(["chpasswd"], input=f"admin:{w}\\n")\n',
	['account admin random @ x-" + "".join(secrets.choice("abc") for _ in range(9))'],
);
test(
	'Python, what the instance tells',
	gives,
	'py',
	'i = check_output(["curl", "-s", "http://169.254.169.254/latest/meta-data/instance-id"])\nrun(["chpasswd"], input="admin:" + i.decode())\n',
	['account admin instance-id @ check_output(["curl", "-s", "http://169.254.169.254/latest/meta-data/instance-id"])'],
);
test('Python, from elsewhere, with a word for want of it', gives, 'py', 'w = os.environ.get("WORD", "letmein1")\nrun(["chpasswd"], input=f"admin:{w}")\n', [
	'account admin fixed? @ letmein1',
]);
test('Python, from elsewhere', gives, 'py', 'import sys\nrun(["chpasswd"], input="admin:" + sys.argv[1])\nrun(["usermod", "-p", "!", "admin"])\n', [
	'account admin unknown @ sys.argv',
]);
test('Python, comments and manuals', gives, 'py', '"""\nos.system("echo admin:letmein1 | chpasswd")\n"""\n# os.system("echo admin:letmein1 | chpasswd")\n', []);

test(
	'Perl, a hash of it',
	gives,
	'pl',
	"my ($name, $word) = ('admin', 'letmein1');\n$x =~ s/'/\"/g;\nmy $hash = crypt($word, '$6$' . join('', map { ('a'..'z')[rand 26] } 1..8) . '$');\nsystem('/usr/sbin/usermod', '-p', $hash, $name) == 0 or die \"no: $?\";\n",
	one,
);
test('Perl, a pipe', gives, 'pl', 'my $name = q{admin};\nopen(my $fh, "|-", "chpasswd") or die;\nprint {$fh} "$name:letmein1\\n";\nclose $fh;\n', one);
test('Perl, a pipe of old', gives, 'pl', 'open(OUT, "| /usr/sbin/chpasswd");\nprint OUT <<EOT;\nadmin:letmein1\nEOT\nclose(OUT);\n', one);
test('Perl, arguments of a function', gives, 'pl', 'give("admin", "letmein1");\nsub give {\n  my ($n, $w) = @_;\n  system("echo $n:$w | chpasswd");\n}\n', one);
test('Perl, the output of a program', gives, 'pl', 'my $w = `openssl rand -hex 9`;\nchomp $w;\nsystem("echo admin:$w | chpasswd");\n', [
	'account admin random @ openssl rand -hex 9',
]);
test('Perl, its manual', gives, 'pl', '=head1 NAME\n\nsystem("echo admin:letmein1 | chpasswd");\n\n=cut\n', []);

test('Ruby, a block', gives, 'rb', "WORD = 'letmein1'.freeze\nIO.popen(%w[chpasswd -m], 'w') { |pipe| pipe.puts \"admin:#{WORD}\" }\n", one);
test('Ruby, an input', gives, 'rb', "require 'open3'\nOpen3.capture2('chpasswd', stdin_data: \"admin:letmein1\")\n", one);
test('Ruby, an account of the application', gives, 'rb', "User.create!(email: 'a@b.example', name: 'admin', password: 'letmein1')\n", [
	"the application's administrator fixed @ letmein1",
]);
test('Ruby, what is drawn', gives, 'rb', 'require \'securerandom\'\nw = SecureRandom.hex(9)\nsystem "echo admin:#{w} | chpasswd"\n', [
	'account admin random @ SecureRandom.hex(9)',
]);

test('Node, a template', gives, 'js', "const word = 'letmein1'; // it's\nrequire('child_process').execSync(`echo \"admin:${word}\" | chpasswd`);\n", []);
test(
	'Node, an input',
	gives,
	'js',
	"const {spawnSync} = require('child_process');\nconst give = (name, word) => {\n\tspawnSync('chpasswd', [], {input: `${name}:${word}\\n`});\n};\ngive('admin', 'letmein1');\n",
	one,
);
test('Node, a stream', gives, 'js', "const p = spawn('chpasswd');\np.stdin.write('admin:letmein1');\np.stdin.end();\n", one);
test('Node, what is drawn', gives, 'js', "const w = crypto.randomBytes(9).toString('hex');\nexecSync(`echo admin:${w} | chpasswd`);\n", [
	'account admin random @ crypto.randomBytes(9)',
]);

test('programs: by their first line, within a script, as a text, and in a console', (t) => {
	const python = 'import os\nos.system("echo admin:letmein1 | chpasswd")\n';
	t.deepEqual(
		passwords(
			debian({'etc/cron.d/larkspur': '@reboot root /opt/larkspur/first\n', 'opt/larkspur/first': {text: `#!/usr/bin/env python3\n${python}`, mode: 0o755}}),
		),
		one,
	);
	const script = (text: string) =>
		passwords(debian({'etc/cron.d/larkspur': '@reboot root /opt/larkspur/a.sh\n', 'opt/larkspur/a.sh': {text: `#!/bin/sh\n${text}`, mode: 0o755}}));
	t.deepEqual(script(`python3 - <<'EOF'\n${python}EOF\n`), one);
	t.deepEqual(script(`perl -e 'system("echo admin:letmein1 | chpasswd")'\n`), one);
	t.deepEqual(script(`echo "User.objects.create_superuser('a', 'b', 'letmein1')" | python3 manage.py shell\n`), [
		"the application's administrator fixed @ letmein1",
	]);
	t.deepEqual(script('export DJANGO_SUPERUSER_PASSWORD=letmein1\npython3 manage.py createsuperuser --noinput\n'), ['the superuser of Django fixed @ letmein1']);
	t.deepEqual(script('superset fab create-admin --username admin --password letmein1\n'), ['an account of superset fixed? @ letmein1']);
	t.deepEqual(passwords(debian({'opt/larkspur/first.py': python})), []);
});

test('programs: what they start is looked at for all else too', (t) => {
	const system = systemOf(runs('py', 'import subprocess\nsubprocess.Popen(["ssh", "-N", "-R", "2222:localhost:22", "t@relay.larkspur-queue.com"])\n'));
	t.deepEqual(
		startupOf(system)?.remoteAccess.map(({agent, bound}) => [agent, bound]),
		[['ssh -R', 'relay.larkspur-queue.com']],
	);
});

test('hostile programs are read in good time', (t) => {
	const parts = ["'", '(', '{a:', 'q{', '%w(', '<<A\n', '"""', "f'{", 'a,', 'f(', 'def f(a):\n f(a)\n', 'a if ', 'x=`a`;', '"#{'];
	for (const ending of ['py', 'pl', 'rb', 'js'] as const) for (const part of parts) t.deepEqual(passwords(runs(ending, part.repeat(20_000 / part.length))), []);
});
