/** The command line: flags to jobs. Each job's code is loaded when it is called, so that `--version` and the lists start fast. */

import {Command, CommanderError, Option} from 'commander';
import {formats} from '../report/formats.ts';
import {toolOf} from '../version.ts';
import type {AuditFlags} from './audit.ts';
import type {CheckFlags} from './check.ts';
import {type ServiceName, serviceNames} from './ci-services.ts';
import type {DiffFlags} from './diff.ts';
import {watchJob, watchStreams} from './ending.ts';
import type {FetchFlags} from './fetch.ts';
import {tell} from './terminal.ts';
import {address, append, day, format, furtherReport, list, listen, named, port, positive, seconds, service, tableFormats, word} from './values.ts';
import type {WorkerFlags} from './worker.ts';

/** Runs the command and answers its exit status. Never exits by itself: output that is still on its way would be lost. */
export async function main(argv: readonly string[]): Promise<number> {
	watchStreams();
	const end = watchJob(argv);
	let status = 0;
	const program = programOf((code) => {
		status = code;
		end();
	});
	try {
		await program.parseAsync(argv, {from: 'user'});
		return status;
	} catch (error) {
		if (error instanceof CommanderError) {
			// Commander has printed it.
			return error.exitCode === 0 ? 0 : 2;
		}
		tell(`shelfready broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nThis is a fault of shelfready; please report it.`);
		return 2;
	} finally {
		end();
	}
}

function programOf(end: (status: number) => void): Command {
	const program = new Command('shelfready')
		.description('Checks an AWS Marketplace AMI submission before AWS does. Reads local files; only fetch, worker and audit with --queue use the network.')
		.version(toolOf().version)
		.exitOverride()
		.configureHelp({showGlobalOptions: true})
		.addHelpText(
			'after',
			'\nBegin with: shelfready check <the folder with your change set, templates, documents and describe-images answer>\n\nExit status: 0 nothing at or above --fail-on, 1 findings, 2 the job could not be done in full.',
		);
	program.hook('preAction', () => {
		try {
			process.cwd();
		} catch {
			program.error('shelfready: the working folder is no longer there; go to one that is', {exitCode: 2});
		}
	});
	addCheck(program, end);
	addDiff(program, end);
	program
		.command('classify')
		.description('check single texts: NDJSON in and out, in the same order')
		.argument('[file]', 'lines such as {"id": "1", "text": "…", "context": "usage-instructions", "licensing": "paid"}; standard input when missing or -')
		.action(async (file: string | undefined) => end(await (await import('./classify.ts')).runClassify(file)));
	addAudit(program, end);
	addFetch(program, end);
	addLists(program, end);
	program
		.command('init')
		.description('write a commented shelfready.yaml into this folder, or what makes a CI service check it')
		.option('--ci <service>', `write the file for ${serviceNames.join(', ')} instead (repeatable)`, service)
		.option('--force', 'replace what is there')
		.action(async ({ci, force}: {ci?: readonly ServiceName[]; force?: boolean}) =>
			end(ci === undefined ? await (await import('./init.ts')).init(force === true) : await (await import('./init-ci.ts')).initCi(ci, force === true)),
		);
	program
		.command('serve')
		.description('open a page on this machine where a submission is dropped and its report is seen; files stay here')
		.option('--port <number>', 'port of the loopback address (default: a free one)', port)
		.action(async ({port: wanted = 0}: {port?: number}) => end(await (await import('./serve.ts')).runServe(wanted)));
	program
		.command('lsp')
		.description('serve an editor: the language server protocol over standard input and output')
		.option('--no-cfn-lint', 'leave cfn-lint out')
		// Clients pass them. The transport is no other anyway; the protocol's library looks for the process by itself.
		.addOption(new Option('--stdio').hideHelp())
		.addOption(new Option('--clientProcessId <id>').hideHelp())
		.action(async ({cfnLint}: {cfnLint: boolean}) => {
			// The protocol says when the process ends, and how.
			end(0);
			await (await import('../lsp/server.ts')).serve({cfnLint});
		});
	return program;
}

function addCheck(program: Command, end: (status: number) => void): void {
	program
		.command('check')
		.description('check one submission: a folder, or files')
		.argument('[path...]', 'the submission (default: this folder; nothing where --root is given)')
		.addOption(new Option('--format <format>', formats.join(', ')).argParser(format).default('text'))
		.option('--output <file>', 'write the report to a file', named)
		.option('--report <format=file>', 'write a further report, sarif=shelfready.sarif for example (repeatable)', furtherReport)
		.addOption(new Option('--fail-on <severity>', 'lowest severity that gives exit status 1').choices(['error', 'warning', 'note', 'never']).default('error'))
		.addOption(editionOption())
		.option('--only <rule>', 'run this rule alone (repeatable, or a,b); listing/* for a family', list)
		.option('--skip <rule>', 'leave this rule out (repeatable, or a,b); listing/* for a family', list)
		.addOption(validatorsOption())
		.option('--config <file>', 'configuration, in place of shelfready.yaml of the folder', named)
		.option('--no-config', 'pass over shelfready.yaml of the folder')
		.addOption(new Option('--licensing <kind>', 'how buyers are licensed').choices(['paid', 'byol', 'free']))
		.option('--date <day>', 'judge ages and dates as of this day, YYYY-MM-DD (default: today)', day)
		.option('--evidence <file>', 'further evidence that lies elsewhere (repeatable)', append)
		.option('--root <path>', "the AMI's root file system: a folder, or a tar archive, also .gz or .zst (repeatable)", append)
		.option('--no-cfn-lint', 'leave cfn-lint out, which takes a second or more')
		.option('--fix', 'apply fixes that change nothing of what the product does, each judged again')
		.option('--fix-dry-run', 'show what --fix would change, as a patch')
		.option('--quiet', 'only errors and totals')
		.option('--no-color', 'no colours')
		.option('--baseline <file>', 'tell only of findings that this file does not have', named)
		.option('--write-baseline <file>', 'write all findings of this run to a file for --baseline', named)
		.option('--changed [revision]', 'tell only of findings that were not there at a git revision, main for example (default: the last commit)')
		.option('--no-waivers', 'let no waiver hold, nor severities and options of rules in shelfready.yaml: what a reviewer would see')
		.action(
			async (paths: string[], {changed, config, ...flags}: Omit<CheckFlags, 'changed' | 'config'> & {changed?: string | true; config?: string | boolean}) =>
				end(
					await (await import('./check.ts')).runCheck(paths.length === 0 && flags.root === undefined ? ['.'] : paths, {
						...flags,
						...(changed === undefined ? {} : {changed: changed === true ? 'HEAD' : changed}),
						...(typeof config === 'string' || config === false ? {config} : {}),
					}),
				),
		);
}

function addDiff(program: Command, end: (status: number) => void): void {
	program
		.command('diff')
		.description('compare two releases: what grew in permissions and exposure, what an update breaks or deletes')
		.argument('<old>', 'the old release: a template, or a folder of templates')
		.argument('<new>', 'the new release')
		.addOption(new Option('--format <format>', 'text, json or markdown').choices(['text', 'json', 'markdown']).default('text'))
		.option('--output <file>', 'write the report to a file', named)
		.addOption(
			new Option('--fail-on <severity>', 'lowest severity that gives exit status 1; growth and lost data are errors')
				.choices(['error', 'warning', 'note', 'never'])
				.default('error'),
		)
		.option('--quiet', 'only errors and totals')
		.option('--no-color', 'no colours')
		.action(async (old: string, next: string, flags: DiffFlags) => end(await (await import('./diff.ts')).runDiff(old, next, flags)));
}

function addAudit(program: Command, end: (status: number) => void): void {
	const command = program
		.command('audit')
		.description('check many submissions, one result a line; called again, it goes on where it stopped')
		.argument('[catalog]', 'a folder whose sub-folders are submissions, a tar archive of one (also .gz or .zst), or NDJSON; with --export it may be missing')
		.requiredOption('--out <dir>', 'folder for results.ndjson, summary.json, index.html and reports', named)
		.option('--workers <number>', 'submissions checked at once (default: as cores and memory allow)', positive)
		.option('--timeout <seconds>', 'most seconds for one submission (default: 300)', seconds)
		.addOption(editionOption())
		.option('--queue <url>', 'have them checked by workers on other machines: redis://host:6379, or rediss:// for TLS')
		.option('--since <dir>', 'compare with an earlier run: what is new, mended and persisting')
		.addOption(new Option('--compare-edition <edition>', 'say what this edition would change').choices(['ami-2020', 'ami-2025']))
		.option('--cache <dir>', "where results are kept, so that what is unchanged is not checked again (default: the user's cache folder)")
		.option('--no-cache', 'check everything anew')
		.option('--export <format>', 'write tables of submissions, findings and policies too: csv, parquet (repeatable, or a,b)', tableFormats)
		.action(async (catalogue: string | undefined, flags: AuditFlags) => {
			const {runAudit, runExport} = await import('./audit.ts');
			end(catalogue === undefined ? await runExport(flags) : await runAudit(catalogue, flags));
		});
	queueOptions(command);
	queueOptions(
		program
			.command('worker')
			.description('check submissions that audit --queue gives out, until a signal ends it')
			.requiredOption('--queue <url>', 'redis://host:6379, or rediss:// for TLS')
			.option('--workers <number>', 'submissions checked at once (default: as cores and memory allow)', positive)
			.option('--metrics <[host:]port>', 'serve /metrics, /healthz and /readyz there; on the loopback address where no host is named', listen)
			.addOption(new Option('--takeover <seconds>', "seconds of silence after which others take a worker's submissions over").argParser(seconds).default(30))
			.addOption(new Option('--grace <seconds>', 'seconds for what is in hand when a signal ends it').argParser(seconds).default(25))
			.action(async (flags: WorkerFlags) => end(await (await import('./worker.ts')).runWorker(flags))),
	);
}

/** What audit and worker have in common where a queue is used. */
function queueOptions(command: Command): void {
	command
		.option('--queue-ca <file>', 'certificates of who signs the certificate of Redis, in PEM')
		.option('--queue-password-file <file>', 'the password of Redis (or in SHELFREADY_QUEUE_PASSWORD)')
		.option('--store <where>', 'where large submissions and results go: a folder that all share, or s3://bucket/prefix')
		.option('--store-endpoint <url>', "an address in place of S3's own", address);
}

function addFetch(program: Command, end: (status: number) => void): void {
	program
		.command('fetch')
		.description('save a product as AWS Marketplace has it, to be checked; it uses the network')
		.argument('<product-id>', 'prod-… of an AMI product')
		.option('--out <folder>', "where to (default: the product's id)")
		.addOption(new Option('--catalog <name>', 'the catalog').argParser(word).default('AWSMarketplace'))
		.addOption(new Option('--region <region>', 'the Region of the Catalog API').argParser(word).default('us-east-1'))
		.option('--profile <name>', "AWS credentials' profile (default: what the AWS SDK finds)")
		.option('--private-offers', 'offers for named buyers too')
		.addOption(new Option('--timeout <seconds>', 'give up after this time').argParser(seconds).default(120))
		.option('--endpoint-url <url>', "an address in place of AWS's own", address)
		.option('--force', 'replace files that are there')
		.action(async (productId: string, flags: FetchFlags) => end(await (await import('./fetch.ts')).runFetch(productId, flags)));
}

function addLists(program: Command, end: (status: number) => void): void {
	program
		.command('rules')
		.description('list the rules')
		.option('--json', 'as JSON')
		.addOption(validatorsOption())
		.option('--no-color', 'no colours')
		.action(async (flags: {json?: boolean; color: boolean; validators?: readonly string[]}) => end(await (await import('./lists.ts')).listRules(flags)));
	program
		.command('policies')
		.description('list the 44 policies')
		.option('--json', 'as JSON')
		.addOption(editionOption())
		.option('--no-color', 'no colours')
		.action(async (flags: {json?: boolean; edition?: 'ami-2020' | 'ami-2025'; color: boolean}) => end((await import('./lists.ts')).listPolicies(flags)));
	program
		.command('explain')
		.description('explain a rule or a policy: why, source, examples, how to mend')
		.argument('<rule or policy>')
		.addOption(validatorsOption())
		.option('--no-color', 'no colours')
		.action(async (name: string, flags: {color: boolean; validators?: readonly string[]}) => end(await (await import('./lists.ts')).explain(name, flags)));
}

function validatorsOption(): Option {
	return new Option('--validators <file>', 'rules of your own beside ours: a module that exports them (repeatable); it is run').argParser(append);
}

function editionOption(): Option {
	return new Option('--edition <edition>', 'the state of the AMI policies to judge by').choices(['ami-2020', 'ami-2025']);
}
