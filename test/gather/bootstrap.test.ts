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
		...fetches.filter(({how}) => how !== 'install').map(({how, what}) => `${how} ${what}`),
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
test(does, '#cloud-config\nssh_import_id: [gh:larkspur]', ['import gh:larkspur']);
test(does, `#cloud-config\nssh_authorized_keys: ['\${Key}']`, []);
test(does, `#cloud-config\nwrite_files:\n  - path: /root/.ssh/authorized_keys\n    content: |\n      ${key}`, added);
test(does, "#cloud-config\nruncmd:\n  - [sh, -c, 'curl -fsSL https://get.larkspur-queue.com/x | sh']", ['run https://get.larkspur-queue.com/x']);
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

test('an Fn::If about a script leaves it to the buyer', async (t) => {
	const script = `#!/bin/bash\necho '${key}' >> /root/.ssh/authorized_keys\n`;
	const template = {Resources: {Host: {Type: 'AWS::EC2::Instance', Properties: {UserData: {'Fn::Base64': {'Fn::If': ['Support', script, '#!/bin/sh\n']}}}}}};
	t.deepEqual(await doneBy(JSON.stringify(template, undefined, 1)), [`key? ${key.slice(0, 40)}`]);
});
