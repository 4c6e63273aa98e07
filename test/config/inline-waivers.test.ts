import test from 'ava';
import {openJudge} from '../../src/judge/open.ts';
import {validators} from '../../validators/index.ts';
import {checkFiles} from '../helpers/submission.ts';

const rules = validators.filter(({id}) => ['template/no-password-default', 'template/require-no-echo'].includes(id));

async function waived(files: Readonly<Record<string, string>>, settings: {readonly inlineWaivers?: boolean} = {}) {
	const {findings, waived: aside, waivers, problems} = await checkFiles(files, rules, settings);
	return {
		kept: findings.map(({rule, subject}) => `${rule} ${subject}`),
		waived: aside.map(({rule, subject, waiver}) => `${rule} ${subject}: ${waiver.reason}`),
		states: waivers.map(({state}) => state),
		problems: problems.map(({file, message, place}) => `${file}@${place?.range?.[0] ?? ''} ${message}`),
	};
}

const parameters = (note = '') => `Parameters:
  AdminPassword:
    Type: String
    NoEcho: true
    ${note}Default: Larkspur-123
  RootPassword:
    Type: String
    NoEcho: true
    Default: Larkspur-456
Resources:
  Queue:
    Type: AWS::SQS::Queue
`;
const rule = 'template/no-password-default';

test('nothing is waived where nothing says so', async (t) => {
	t.deepEqual(await waived({'a.yaml': parameters()}), {kept: [`${rule} AdminPassword`, `${rule} RootPassword`], waived: [], states: [], problems: []});
});

test('a comment on a line of its own holds for the next line alone', async (t) => {
	t.deepEqual(await waived({'a.yaml': parameters(`# shelfready-waive ${rule} until 2027-01-31: only a demo\n    # of the console\n    `)}), {
		kept: [`${rule} RootPassword`],
		waived: [`${rule} AdminPassword: only a demo`],
		states: ['used'],
		problems: [],
	});
});

test('a comment beside something holds for its line', async (t) => {
	const text = parameters().replace('Larkspur-456', `Larkspur-456 # shelfready-waive ${rule}: only a demo`);
	t.like(await waived({'a.yaml': text}), {kept: [`${rule} AdminPassword`], waived: [`${rule} RootPassword: only a demo`]});
});

test('a comment for the file holds for the file, and for no other', async (t) => {
	const text = `# shelfready-waive-file ${rule}: only a demo\n${parameters()}`;
	t.like(await waived({'a.yaml': text, 'b.yaml': parameters()}), {
		kept: [`${rule} AdminPassword`, `${rule} RootPassword`],
		waived: {length: 2},
		states: ['used'],
	});
});

test('an expired one holds no more, and is told', async (t) => {
	const text = parameters(`# shelfready-waive ${rule} until 2026-11-23: only a demo\n    `);
	t.like(await waived({'a.yaml': text}), {kept: {length: 2}, waived: [], states: ['expired']});
});

test('one that waives nothing is told', async (t) => {
	t.like(await waived({'a.yaml': `# shelfready-waive ${rule}: only a demo\n${parameters()}`}), {kept: {length: 2}, states: ['unused']});
});

test('metadata of the template holds for the file, narrowed by its subject', async (t) => {
	const metadata = `Metadata:\n  shelfready:\n    waivers:\n      - {rule: ${rule}, subject: RootPassword, reason: only a demo}\n`;
	t.like(await waived({'a.yaml': parameters() + metadata}), {kept: [`${rule} AdminPassword`], waived: [`${rule} RootPassword: only a demo`]});
	const json = {
		Metadata: {shelfready: {waivers: [{rule, reason: 'only a demo', until: '2027-01-31'}]}},
		Parameters: {AdminPassword: {Type: 'String', NoEcho: true, Default: 'Larkspur-123'}},
		Resources: {Queue: {Type: 'AWS::SQS::Queue'}},
	};
	t.like(await waived({'a.json': JSON.stringify(json)}), {kept: [], waived: {length: 1}});
});

test('metadata of a resource holds for that resource', async (t) => {
	const metadata = `    Metadata: {shelfready: {waivers: [{rule: ${rule}, reason: only a demo}]}}\n`;
	t.like(await waived({'a.yaml': parameters() + metadata}), {kept: {length: 2}, states: ['unused']});
});

test('what is not understood waives nothing and is a problem with its place', async (t) => {
	for (const [note, message] of [
		['template/no-pasword-default: only a demo', /there is no rule "template\/no-pasword-default"; did you mean template\/no-password-default\?$/],
		[rule, /write shelfready-waive RULE: reason$/],
		[`${rule}:`, /write shelfready-waive RULE: reason$/],
		[': why not', /write shelfready-waive RULE: reason$/],
		[`${rule} until 2026-02-30: only a demo`, /until 2026-02-30 is no day/],
		[`${rule} until: only a demo`, /is no day/],
	] as const) {
		const {kept, problems} = await waived({'a.yaml': parameters(`# shelfready-waive ${note}\n    `)});
		t.is(kept.length, 2, note);
		t.is(problems.length, 1, note);
		t.regex(problems[0] ?? '', message);
		t.regex(problems[0] ?? '', /^a\.yaml@\d+ this waiver is not understood and waives nothing: /);
	}
	const metadata = 'Metadata: {shelfready: {waivers: [{rule: template/no-password-default}]}}\n';
	t.like(await waived({'a.yaml': parameters() + metadata}), {kept: {length: 2}, problems: {length: 1}});
});

const ask = 'Create an IAM user and enter its access key and secret key.';
/** The rule that finds it. */
const asked = 'language/no-aws-keys';
const asks = async (file: string, text: string) => {
	const {
		findings,
		waived: aside,
		problems,
	} = await checkFiles(
		{[file]: text},
		validators.filter(({id}) => id.startsWith('language/')),
		{
			judge: openJudge,
		},
	);
	const faults = (all: readonly {readonly severity: string}[]) => all.filter(({severity}) => severity !== 'note').length;
	return {kept: faults(findings), waived: faults(aside), problems: problems.length};
};

test('comments of Markdown and HTML hold for the block that follows', async (t) => {
	const comment = `<!-- shelfready-waive ${asked}: agreed with AWS -->`;
	t.deepEqual(await asks('README.md', `# Larkspur\n\n${comment}\n${ask}\n\n${ask}\n`), {kept: 1, waived: 1, problems: 0});
	t.deepEqual(await asks('README.md', `# Larkspur\n\n${ask}\n\n${comment}\n\n- ${ask}\n- Nothing.\n- ${ask}\n`), {kept: 1, waived: 2, problems: 0});
	t.deepEqual(await asks('README.md', `# Larkspur\n\n${ask} ${comment}\n\n${ask}\n`), {kept: 1, waived: 1, problems: 0});
	t.deepEqual(await asks('README.md', `# Larkspur\n\n\`\`\`\n${comment}\n\`\`\`\n\n${ask}\n`), {kept: 1, waived: 0, problems: 0});
	t.deepEqual(await asks('README.md', `# Larkspur\n\n${ask}\n\n${comment}\n`), {kept: 1, waived: 0, problems: 1});
	const html = (body: string) => `<!doctype html><html><body><h1>Larkspur</h1>\n${body}\n</body></html>\n`;
	t.deepEqual(await asks('guide.html', html(`${comment}\n<p>${ask}</p>\n<p>${ask}</p>`)), {kept: 1, waived: 1, problems: 0});
	t.deepEqual(await asks('guide.html', html(`<!-- shelfready-waive-file ${asked}: agreed with AWS -->\n<p>${ask}</p>\n<p>${ask}</p>`)), {
		kept: 0,
		waived: 2,
		problems: 0,
	});
});

test('the reviewing side lets none hold', async (t) => {
	const text = `# shelfready-waive-file ${rule}: only a demo\n${parameters()}`;
	t.deepEqual(await waived({'a.yaml': text}, {inlineWaivers: false}), {
		kept: [`${rule} AdminPassword`, `${rule} RootPassword`],
		waived: [],
		states: [],
		problems: [],
	});
});

test('what is only text waives nothing', async (t) => {
	const words = `# shelfready-waive-file ${rule}: our reason`;
	const described = `Description: "To waive, write ${words}"\n${parameters()}`;
	t.like(await waived({'a.yaml': described}), {kept: {length: 2}, states: [], problems: []});
	const scripted = `${parameters()}  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: |\n          #!/bin/sh\n          ${words}\n`;
	t.like(await waived({'a.yaml': scripted}), {kept: {length: 2}, states: [], problems: []});
	const comment = `<!-- shelfready-waive-file ${asked}: our reason -->`;
	t.deepEqual(await asks('README.md', `# Larkspur\n\nWrite \`${comment}\` for that.\n\n${ask}\n`), {kept: 1, waived: 0, problems: 0});
});

test('a waiver of a list ends with the list', async (t) => {
	const comment = `<!-- shelfready-waive ${asked}: our reason -->`;
	t.deepEqual(await asks('README.md', `# Larkspur\n\n${comment}\n\n- ${ask}\n\n***\n\n- ${ask}\n`), {kept: 1, waived: 1, problems: 0});
});

test('a comment on the first line holds for that line alone, not for what is about the file', async (t) => {
	const text = parameters().replace('Parameters:', `Parameters: # shelfready-waive ${rule}: words`);
	t.like(await waived({'a.yaml': text}), {kept: {length: 2}, waived: [], states: ['unused']});
});

test('a file of comments alone is looked through in good time', async (t) => {
	const {problems} = await waived({'README.md': `# Larkspur\n\n${'Write `<!-- shelfready-waive x: y -->` so.\n\n'.repeat(20_000)}`});
	t.deepEqual(problems, []);
});
