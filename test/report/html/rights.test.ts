import test from 'ava';
import type {CheerioAPI} from 'cheerio';
import {escalatingTemplate, reportOn} from '../../helpers/html-report.ts';

const report = reportOn({'template.yaml': escalatingTemplate});

/** The part of an identity: its drawing from left to right, and its list. */
function subject($: CheerioAPI, name: string) {
	const part = $('.subject').filter((_, element) => $(element).find('h3').text() === name);
	const boxes = part
		.find('.layered .box')
		.toArray()
		.map((box) => ({
			look: $(box).attr('class')?.replace('box ', ''),
			words: $(box)
				.find('text')
				.toArray()
				.map((text) => $(text).text()),
			x: Number($(box).find('rect').attr('x')),
			y: Number($(box).find('rect').attr('y')),
			width: Number($(box).find('rect').attr('width')),
		}));
	return {part, boxes, list: part.find('.tree').text().replace(/\s+/g, ' ')};
}

test('from the instance by its profile and role to the policies and what they reach', async (t) => {
	const {$} = await report;
	const {boxes} = subject($, 'Role');
	const at = (text: string) => boxes.find(({words}) => words[0]?.startsWith(text));
	const chain = ['Host', 'Role', 'Inline policy', 's3  2 actions'].map(at);
	t.deepEqual(
		chain.map((box) => box?.words),
		[
			['Host', 'profile Profile'],
			['Role', 'role'],
			['Inline policy', 'line 12'],
			['s3  2 actions', 'named resources; 1 not called'],
		],
	);
	const places = chain.map((box) => box?.x ?? 0);
	t.deepEqual(
		places,
		[...places].sort((one, other) => one - other),
	);
	t.is(new Set(places).size, 4);
	const passing = at('iam  1 action');
	t.deepEqual([passing?.look, ...(passing?.words ?? [])], ['caution', 'iam  1 action', 'on any resource; 1 not called', 'A1']);
	t.is(boxes.find(({words}) => words[1] === 'denied')?.look, 'faint');
	t.is(at('AmazonSSMManaged')?.words[1], 'managed by AWS, line 10');
});

test('a way to other rights is a chain of its actions in order, which ends in the right', async (t) => {
	const {$} = await report;
	const {boxes, list} = subject($, 'Role');
	const chain = boxes.filter(({words}) => /^A\d /.test(words[0] ?? '') || words[1]?.startsWith('path lambda-001'));
	t.deepEqual(
		chain.map(({words}) => words),
		[
			['A1 iam:PassRole', 'line 15'],
			['A2 lambda:CreateFunction', 'line 16'],
			['A3 lambda:InvokeFunction', 'line 16'],
			['the rights of a role it passes on', 'path lambda-001 of pathfinding.cloud'],
		],
	);
	t.regex(list, /Ways to other rights ?A: lambda-001, the rights of a role it passes on ?iam:PassRole, line 15/);
});

test('what scripts call and no policy allows is drawn, and told', async (t) => {
	const {$} = await report;
	const {boxes, list} = subject($, 'Role');
	t.deepEqual(
		boxes.filter(({look}) => look === 'missing').map(({words}) => words),
		[
			['No policy', 'called, not allowed'],
			['sqs:CreateQueue', 'called by Host'],
		],
	);
	t.regex(list, /Called, but not allowed ?sqs:CreateQueue, which Host calls \(aws sqs create-queue\)/);
});

test('who may do everything needs no way there; whom everyone may take on is said', async (t) => {
	const {$} = await report;
	const {boxes, part} = subject($, 'Administrator');
	t.regex(part.find('.facts-line').text(), /role, administrator · 1 holder · 1 policy · every service · may do everything$/);
	t.deepEqual(
		boxes.map(({look, words}) => [look, ...words]),
		[
			['plain', 'Inline policy', 'line 39'],
			['danger', 'every service  1 action', 'everything, on everything'],
			['danger', 'Administrator', 'role, administrator'],
			['danger', '*', 'everyone: all AWS accounts'],
		],
	);
});

test('launches without a role are named', async (t) => {
	const {$} = await report;
	t.is($('#rights .asides').text(), 'Launched without an instance profile: Bare');
});

test('no box leaves the drawing or lies on another, and the narrow drawing has the same boxes', async (t) => {
	const {$} = await report;
	for (const kind of ['layered', 'stacked'])
		for (const svg of $(`.${kind}`).toArray()) {
			const [, , width = 0, height = 0] = ($(svg).attr('viewBox') ?? '').split(' ').map(Number);
			const rects = $(svg)
				.find('rect')
				.toArray()
				.map((rect) => ['x', 'y', 'width', 'height'].map((name) => Number($(rect).attr(name))));
			for (const [index, [x = 0, y = 0, w = 0, h = 0]] of rects.entries()) {
				t.true(x >= 0 && y >= 0 && x + w <= width && y + h <= height);
				for (const [ox = 0, oy = 0, ow = 0, oh = 0] of rects.slice(index + 1)) t.false(x < ox + ow && ox < x + w && y < oy + oh && oy < y + h);
			}
		}
	t.is($('.layered rect').length, $('.stacked rect').length);
});

test('a submission without roles says so', async (t) => {
	const {$} = await reportOn({'README.md': '# Larkspur\n'});
	t.regex($('#rights').text(), /Nothing to show: no IAM role/);
});

test('a profile that a parameter names, and a policy that is elsewhere, are not passed over', async (t) => {
	const template = escalatingTemplate
		.replace('IamInstanceProfile: !Ref Profile', 'IamInstanceProfile: !Ref Given')
		.replace('Parameters:\n', 'Parameters:\n  Given: {Type: String}\n')
		.replace("'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'", '!ImportValue OtherPolicy');
	const {$} = await reportOn({'template.yaml': template});
	t.regex($('#rights .asides').text(), /Host: its instance profile is named by a parameter/);
	t.true(subject($, 'Role').boxes.some(({words}) => words[0] === 'not followed'));
	t.regex(subject($, 'Role').list, /Not followed: the policy/);
});
