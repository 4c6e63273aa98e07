import test from 'ava';
import {parse, parseAllDocuments} from 'yaml';
import * as z from 'zod';
import {main} from '../../src/cli/main.ts';
import {readProjectFile} from '../helpers/project.ts';

const read = (file: string) => readProjectFile(file) ?? '';

const container = z.object({
	args: z.array(z.string()).optional(),
	securityContext: z.object({
		allowPrivilegeEscalation: z.literal(false),
		readOnlyRootFilesystem: z.literal(true),
		capabilities: z.object({drop: z.tuple([z.literal('ALL')])}),
	}),
	resources: z.object({limits: z.object({memory: z.string()})}),
});
const pod = z.object({
	terminationGracePeriodSeconds: z.number().optional(),
	automountServiceAccountToken: z.literal(false),
	securityContext: z.object({runAsNonRoot: z.literal(true), seccompProfile: z.object({type: z.literal('RuntimeDefault')})}),
	containers: z.array(container).min(1),
});
const workload = z.object({kind: z.string(), spec: z.object({template: z.object({spec: pod})})});

/** Flags that a command of ours has, by its help. */
async function flagsOf(command: string): Promise<ReadonlySet<string>> {
	let said = '';
	const write = process.stdout.write;
	process.stdout.write = (text: string | Uint8Array) => {
		said += String(text);
		return true;
	};
	try {
		await main([command, '--help']);
	} finally {
		process.stdout.write = write;
	}
	return new Set(said.match(/--[a-z-]+/g));
}

test.serial('Kubernetes: nothing runs as root or may write but where it must, and the commands have the flags that they are given', async (t) => {
	const documents = parseAllDocuments(read('integrations/queue/kubernetes.yaml')).map((each) => each.toJS() as {kind: string});
	t.deepEqual(
		documents.map(({kind}) => kind),
		['Deployment', 'HorizontalPodAutoscaler', 'Job', 'StatefulSet', 'Service', 'NetworkPolicy', 'NetworkPolicy'],
	);
	for (const document of documents.filter(({kind}) => ['Deployment', 'Job', 'StatefulSet'].includes(kind))) {
		const {spec} = workload.parse(document).spec.template;
		const [{args = []} = {args: []}] = spec.containers;
		if (args[0] !== 'worker' && args[0] !== 'audit') continue;
		const flags = await flagsOf(args[0]);
		for (const flag of args.filter((arg) => arg.startsWith('--'))) t.true(flags.has(flag), flag);
		const grace = args[args.indexOf('--grace') + 1];
		if (args[0] === 'worker') t.true(Number(grace) < (spec.terminationGracePeriodSeconds ?? 30));
	}
});

test.serial('Compose: the services are closed off, and the commands have the flags that they are given', async (t) => {
	const {services, networks} = parse(read('integrations/queue/compose.yaml'), {merge: true}) as {
		services: Record<string, {command: string[]; read_only: boolean; cap_drop: string[]; ports?: string[]; user: string}>;
		networks: {queue: {internal: boolean}};
	};
	t.deepEqual(Object.keys(services), ['redis', 'worker', 'audit']);
	t.true(networks.queue.internal);
	for (const [name, service] of Object.entries(services)) {
		t.like(service, {read_only: true, cap_drop: ['ALL']}, name);
		t.is(service.ports, undefined);
		t.notRegex(service.user, /^(?:0|root)\b/);
		if (name === 'redis') continue;
		const flags = await flagsOf(name);
		for (const flag of service.command.filter((arg) => arg.startsWith('--'))) t.true(flags.has(flag), `${name} ${flag}`);
	}
});

test('Step Functions: a Distributed Map that gives the handler what it takes, and tries again', (t) => {
	const machine = z
		.object({
			StartAt: z.string(),
			States: z.record(
				z.string(),
				z.object({
					Type: z.literal('Map'),
					ItemSelector: z.record(z.string(), z.unknown()),
					ItemProcessor: z.object({
						ProcessorConfig: z.object({Mode: z.literal('DISTRIBUTED'), ExecutionType: z.literal('STANDARD')}),
						StartAt: z.string(),
						States: z.record(
							z.string(),
							z.object({
								Type: z.literal('Task'),
								Resource: z.literal('arn:aws:states:::lambda:invoke'),
								Retry: z.array(z.object({ErrorEquals: z.array(z.string()), MaxAttempts: z.int().positive()})).min(1),
								End: z.literal(true),
							}),
						),
					}),
					End: z.literal(true),
				}),
			),
		})
		.parse(JSON.parse(read('integrations/step-functions/audit.asl.json')));
	const map = machine.States[machine.StartAt];
	t.true(map !== undefined && map.ItemProcessor.StartAt in map.ItemProcessor.States);
	t.deepEqual(
		Object.keys(map?.ItemSelector ?? {}).map((key) => key.replace(/\.\$$/, '')),
		['bucket', 'key', 'today', 'output'],
	);
});
