import test from 'ava';
import {at, gatherTemplate} from '../helpers/template.ts';

const template = (lines: readonly string[]) =>
	`Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: |\n${lines.map((line) => `          ${line}\n`).join('')}`;

const finds = test.macro({
	async exec(t, lines: readonly string[], wanted: readonly string[]) {
		const text = template(lines);
		const {passwordCommands} = await gatherTemplate(text);
		t.deepEqual(
			passwordCommands.map(({kind, place, account}) => [kind, at(text, place), ...(account === undefined ? [] : [account])].join(' ')),
			wanted,
		);
	},
	title: (_, lines: readonly string[]) => lines.join(' ⏎ '),
});

test(finds, ["echo 'root:letmein1' | sudo chpasswd"], ['fixed-password letmein1 root']);
test(finds, ['chpasswd <<< "root:letmein1"'], ['fixed-password letmein1 root']);
test(finds, ['echo letmein1 | passwd root --stdin'], ['fixed-password letmein1']);
test(finds, ['net user Administrator letmein1 /add'], ['fixed-password letmein1 Administrator']);
test(finds, ["$p = ConvertTo-SecureString 'letmein1' -AsPlainText -Force"], ['fixed-password letmein1']);
test(finds, ["usermod -p '$6$abc$defgh' root"], ['fixed-password $6$abc$defgh']);
test(finds, ["ALTER USER 'root'@'localhost' IDENTIFIED BY 'letmein1';"], ['fixed-password letmein1']);
test(finds, ['username admin password letmein1 privilege 15'], ['fixed-password letmein1 admin']);
test(finds, ['{"AdminPassword": "Letmein1!"}'], ['fixed-password Letmein1!']);
test(finds, ['{"AdminPassword": "letmein"}'], ['likely-password letmein']);
test(finds, ['set psksecret letmein1'], ['likely-password letmein1']);
test(finds, ['aws --region x iam create-access-key --user-name y'], ['key-creation aws --region x iam create-access-key']);
test(finds, ['export DB_PASSWORD=letmein1'], ['likely-password letmein1']);
test(finds, ['#cloud-config', 'users:', '  - name: admin', '    plain_text_passwd: letmein1'], ['fixed-password letmein1']);
test(finds, ['#cloud-config', 'chpasswd:', '  list: |', '    admin:letmein1', '    other:RANDOM', 'hostname: x'], ['fixed-password letmein1 admin']);
test(finds, ['#cloud-config', 'ssh_pwauth: yes'], ['password-login ssh_pwauth: yes']);
test(finds, ['echo "PasswordAuthentication yes" >> /etc/ssh/sshd_config'], ['password-login PasswordAuthentication yes']);
test(finds, ['sed -i "s/^#*PasswordAuthentication.*/PasswordAuthentication yes/" f'], ['password-login PasswordAuthentication yes']);

test(
	finds,
	['#!/bin/sh', 'cat > /etc/systemd/system/x.service <<EOF', '[Service]', 'ExecStart=/opt/x/server --admin-password letmein1', 'EOF', 'systemctl enable x'],
	['likely-password letmein1'],
);
test(finds, ['#!/bin/sh', `echo "@reboot root echo 'admin:letmein1' | chpasswd" > /etc/cron.d/x`], ['fixed-password letmein1 admin']);

test(finds, ['echo "root:$(openssl rand -base64 12)" | chpasswd'], []);
test(finds, ['echo "root:$INSTANCE_ID" | chpasswd', 'echo "root:`uuidgen`" | chpasswd'], []);
test(finds, ['net user Administrator /active:no', 'net user Administrator %PW%'], []);
test(finds, ['#cloud-config', 'password: RANDOM', 'ssh_pwauth: false'], []);
test(finds, ['getent passwd larkspur || useradd -u 500 larkspur'], []);
test(finds, ['TOKEN=$(curl -X PUT http://169.254.169.254/latest/api/token)'], []);
test(finds, ['password=$(aws secretsmanager get-secret-value --secret-id larkspur/password)'], []);
test(finds, ['password = read_password()', '--password-file=/run/word1', 'password: <yours>'], []);
test(finds, ['{"PasswordPolicy": "level1", "password": "${Word1}"}', 'set password $WORD', 'git config set password_prompt off1'], []);
test(finds, ['# PasswordAuthentication yes', 'grep -q "PasswordAuthentication yes" f'], []);
test(finds, ['sed -i "s/PasswordAuthentication yes/PasswordAuthentication no/" f'], []);
test(finds, ['echo "#PasswordAuthentication yes"'], []);

test('commands of AWS::CloudFormation::Init count', async (t) => {
	const text =
		'Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Metadata:\n      AWS::CloudFormation::Init:\n        config:\n          commands:\n            set: {command: "echo \'root:letmein1\' | chpasswd"}\n';
	const {passwordCommands} = await gatherTemplate(text);
	t.deepEqual(
		passwordCommands.map(({place}) => at(text, place)),
		['letmein1'],
	);
});

test('a parameter in the middle is no written password', async (t) => {
	const text =
		'Parameters:\n  Word: {Type: String}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: !Sub |\n          echo "root:${Word}" | chpasswd\n          AdminPassword="${Word}"\n';
	t.deepEqual((await gatherTemplate(text)).passwordCommands, []);
});

for (const [name, piece] of [
	['spaces', 'echo  '],
	['echoes', 'echo a:b '],
	['options', 'useradd x '],
	['settings', 'password="aaaa '],
	['users', 'net user a '],
] as const) {
	test(`half a megabyte of ${name} is read in time`, async (t) => {
		const started = performance.now();
		await gatherTemplate(template([piece.repeat(500_000 / piece.length)]));
		t.true(performance.now() - started < 10_000);
	});
}

test(finds, ['#!/bin/sh', "printf '%s:%s' gadwall Anas-strepera | chpasswd"], ['fixed-password Anas-strepera gadwall']);
test(finds, ['#!/bin/sh', "PW='Corvus+corax9'", 'echo "admin:$PW" | chpasswd'], ['fixed-password Corvus+corax9 admin']);
test(finds, ['#!/bin/sh', "mysqladmin -u root password 'Corvus+corax9'"], ['fixed-password Corvus+corax9']);
test(finds, ['#!/bin/sh', "mysql -u root -p'Corvus+corax9' -e 'SELECT 1'"], ['likely-password Corvus+corax9']);
test(finds, ['#!/bin/sh', 'curl -u admin:Corvus+corax9 https://localhost/setup'], ['likely-password Corvus+corax9']);
test(finds, ['<powershell>', "$n = 'smew'", "net user $n 'Mergellus#Albellus1' /add /y", '</powershell>'], ['fixed-password Mergellus#Albellus1 smew']);
test(finds, ['#cloud-config', 'runcmd:', "  - printf 'admin:%s' Corvus+corax9 | chpasswd"], ['fixed-password Corvus+corax9 admin']);
test(
	finds,
	['#cloud-config', 'runcmd:', `  - [sh, -c, "printf '%s:%s' admin 'Corvus+corax9' | chpasswd; mysql -u root -p'Pica+pica77' -e 'SELECT 1'; echo don't"]`],
	['fixed-password Corvus+corax9 admin', 'likely-password Pica+pica77'],
);
test(finds, ['#cloud-config', 'runcmd:', '  - [useradd, -p, "it\'s Corvus9", ann]'], ["fixed-password it's Corvus9 ann"]);

test(finds, ['#!/bin/sh', 'PW=$(openssl rand -hex 12)', 'mysqladmin -u root password "$PW"', 'mysql -u root -p"$PW" -e x'], []);
test(finds, ['#!/bin/sh', "# mysqladmin -u root password 'Corvus+corax9'"], []);
test(finds, ['#!/bin/sh', 'echo "run: mysqladmin -u root password \'Corvus+corax9\'" > /etc/motd'], []);
test(finds, ['#!/bin/sh', 'mysql -u root -p -e x', 'curl -u "$USER:$PW" https://localhost/'], []);

const file = (path: string, content: string) =>
	`Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Metadata:\n      AWS::CloudFormation::Init:\n        config:\n          files:\n            ${path}:\n              content: !Sub |\n${content.replaceAll(/^/gm, '                ')}\n`;

test('settings in files of AWS::CloudFormation::Init', async (t) => {
	const found = async (content: string) => {
		const text = file('/etc/larkspur/db.ini', content);
		const {passwordCommands} = await gatherTemplate(text);
		return passwordCommands.map(({kind, place}) => `${kind} ${at(text, place)}`);
	};
	t.deepEqual(await found('[queue]\nuser = rabbit\npass = hop-along-17'), ['likely-password hop-along-17']);
	t.deepEqual(await found('[queue]\npassword = hop-along-17'), ['likely-password hop-along-17']);
	t.deepEqual(await found('[queue]\npass = ${Password}\npass_file = /run/hop17\n# pass = hop-along-17\npass = changeme'), []);
});

// What sed takes over from what it looks for.
const sed = (expression: string) => ['#!/bin/sh', `sed -i ${expression} /etc/ssh/sshd_config`];
test(finds, sed("-E 's/^#?(PasswordAuthentication) .*/\\1 yes/'"), ['password-login yes']);
test(finds, sed("'s|^#*\\(PasswordAuthentication\\)[ ]*no|\\1 yes|'"), ['password-login yes']);
test(finds, sed("-r 's/^#?((PermitRootLogin|PasswordAuthentication)).*/\\2 yes/'"), ['password-login yes']);
test(finds, sed("-E 's/^#?(PasswordAuthentication) .*/\\1 no/'"), []);
test(finds, sed("-E 's/^#?(X11Forwarding) .*/\\1 yes/'"), []);
test(finds, sed("-e 's/^Port 22/Port 2222/' -e 's/^#?(PasswordAuthentication) no/\\1 yes/'"), ['password-login yes']);
test(finds, ['#!/bin/sh', 'sed -ri "s/^(PasswordAuthentication) no/\\1 yes/" "$CONFIG"'], ['password-login yes']);
test(finds, ['#!/bin/sh', 'answer=yes', 'echo "PasswordAuthentication $answer" >> /etc/ssh/sshd_config'], ['password-login yes']);
test(
	finds,
	['#!/bin/sh', 'set_sshd() {', '  sed -i "s/^#\\?$1 .*/$1 $2/" /etc/ssh/sshd_config', '}', 'set_sshd PasswordAuthentication yes'],
	['password-login PasswordAuthentication yes'],
);

// Passwords that stand there in base64.
const encoded = Buffer.from('admin:letmein1\n').toString('base64');
test(finds, ['#!/bin/sh', `echo ${encoded} | base64 -d | chpasswd`], [`fixed-password ${encoded} admin`]);
test(finds, ['#!/bin/sh', `base64 --decode <<< ${encoded} | sudo chpasswd`], [`fixed-password ${encoded} admin`]);
test(finds, ['#!/bin/sh', `echo ${encoded} | openssl enc -base64 -d | chpasswd`], [`fixed-password ${encoded} admin`]);
test(finds, ['#!/bin/sh', 'echo "$LINE" | base64 -d | chpasswd'], []);
test(finds, ['#!/bin/sh', "echo 'admin:letmein1' | tee /root/word | chpasswd"], ['fixed-password letmein1 admin']);
