/** The starter templates are what sellers copy, so they are held to more than a submission is. */

import {basename, join} from 'node:path';
import test from 'ava';
import type {Template} from '../src/evidence/template.ts';
import {version, withTemplate} from '../src/examples.ts';
import {checkPaths} from '../src/submission.ts';
import {get, itemsOf, looseStringOf, type SourceNode, stringOf, walk} from '../src/tree.ts';
import {validators} from '../validators/index.ts';
import {filesUnder, projectRoot, readProjectFile} from './helpers/project.ts';
import {checkFiles, today} from './helpers/submission.ts';
import {gatherTemplate} from './helpers/template.ts';

const folder = 'templates/guidance';
const files = filesUnder(folder, '.yaml');
const textOf = (file: string) => readProjectFile(file) ?? '';

test('the README tells when to take which', (t) => {
	const readme = textOf(`${folder}/README.md`);
	t.true(files.length >= 5);
	for (const file of files) t.true(readme.includes(`](${basename(file)})`), file);
});

for (const edition of ['ami-2020', 'ami-2025'] as const) {
	// One check for all of them: cfn-lint takes a second to start.
	test(`no rule, cfn-lint's informational ones in several Regions among them, has anything to say: ${edition}`, async (t) => {
		const submitted = await checkPaths([join(projectRoot, folder)], {edition, today, config: join(projectRoot, 'test', 'guidance.yaml')});
		if ('errors' in submitted) return t.fail(submitted.errors.join('; '));
		const {findings, problems, policies, artifacts} = submitted.outcome;
		t.deepEqual([findings, problems], [[], []]);
		t.is(artifacts.filter(({kind}) => kind === 'template').length, files.length);
		t.deepEqual(
			policies.filter(({verdict}) => verdict !== 'satisfied' && verdict !== 'not-assessed'),
			[],
		);
	});
}

for (const file of files) {
	test(`${basename(file)}: nor when a delivery option names it`, async (t) => {
		const option = withTemplate({TemplateSources: [{ParameterName: 'AmiId', AmiSource: {AmiId: 'ami-0a1b2c3d4e5f67890'}}]});
		const {findings} = await checkFiles({'root.yaml': textOf(file), 'listing.json': version([option])}, validators);
		t.deepEqual(
			findings.filter(({place}) => place.file === 'root.yaml'),
			[],
		);
	});

	test(`${basename(file)}: what no rule asks yet`, async (t) => {
		const template = await gatherTemplate(textOf(file));
		const ingress = template.ingressRules.flatMap(({sources}) => sources);
		t.true(ingress.every(({cidr, reach}) => cidr.includes('…') && reach === 'some'));
		t.deepEqual(
			template.parameters.filter(({name, default: fallback}) => /Cidr|Ami/.test(name) && fallback !== undefined),
			[],
		);
		const shown = itemsOf(get(template.metadata, 'AWS::CloudFormation::Interface', 'ParameterGroups')).flatMap((group) =>
			itemsOf(get(group, 'Parameters')).map(stringOf),
		);
		t.deepEqual(shown.toSorted(), template.parameters.map(({name}) => name).toSorted());
		t.true(template.launches.length > 0);
		for (const {httpTokens = [], resource} of template.launches) {
			if (resource.type === 'AWS::AutoScaling::AutoScalingGroup') continue;
			t.deepEqual(
				httpTokens.map((value) => 'text' in value && value.text),
				['required'],
			);
		}
		const statements = statementsOf(template);
		t.true(statements.length > 0);
		for (const statement of statements) {
			for (const action of listOf(get(statement, 'Action'))) t.regex(looseStringOf(action) ?? '', /^[a-z0-9-]+:[A-Z][A-Za-z]+$/);
			for (const resource of listOf(get(statement, 'Resource'))) t.true(namesOwn(resource, template));
		}
		t.false(template.resources.some(({node}) => get(node, 'Properties', 'ManagedPolicyArns') !== undefined));
	});
}

/** What the roles of a template are allowed. */
function statementsOf({resources}: Template): readonly SourceNode[] {
	return resources.flatMap(({type, properties}) =>
		type === 'AWS::IAM::Role' ? itemsOf(get(properties, 'Policies')).flatMap((policy) => [...itemsOf(get(policy, 'PolicyDocument', 'Statement'))]) : [],
	);
}

function listOf(node: SourceNode | undefined): readonly SourceNode[] {
	return node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node];
}

/** Whether an ARN is made from a resource of the template itself. */
function namesOwn(node: SourceNode, {resources}: Template): boolean {
	const texts = [...walk(node)].flatMap((inner) => stringOf(inner) ?? []);
	return (
		node.kind === 'map' &&
		texts.some((text) => resources.some(({logicalId}) => text === logicalId || text.startsWith(`${logicalId}.`) || text.includes(`\${${logicalId}.`)))
	);
}
