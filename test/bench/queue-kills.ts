/**
 * Kills workers, the producer and Redis at random times, and then compares every line with those of an undisturbed run on this machine alone.
 *
 *   node dist/test/bench/queue-kills.js [submissions] [kills] [seed]
 */

import {type ChildProcess, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {command} from '../helpers/command.ts';
import {freePort} from '../helpers/port.ts';

const [count = 100, kills = 20, seed = 1] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'shelfready-kills-'));
const port = await freePort();
const url = `redis://127.0.0.1:${port}`;
const begun = performance.now();
const say = (words: string) => console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(7)} s  ${words}`);

let drawn = 0;
/** A number from 0 to 1, the same for the same seed. */
const random = () => createHash('sha256').update(`${seed} ${drawn++}`).digest().readUInt32LE(0) / 2 ** 32;

const texts = [
	'Create an IAM user and enter its access key and secret key under Settings.',
	'Open the page and sign in.',
	'Log in as root with the password admin.',
];
const catalogue = join(folder, 'catalogue.ndjson');
const template = (index: number) =>
	`Description: ${index}\nResources:\n${Array.from({length: 1 + (index % 20)}, (_, at) => `  Queue${at}: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: ${(index * at) % 2_000}}}\n`).join('')}`;
const lines = Array.from({length: count}, (_, index) =>
	JSON.stringify({
		id: `s${index}`,
		files: {'README.md': `# Guide ${index}\n\n${texts[index % texts.length]}\n`, ...(index % 2 === 0 ? {'root.yaml': template(index)} : {})},
	}),
);
await writeFile(catalogue, `${lines.join('\n')}\n`);

/** A process that is started again when it ends otherwise than by itself. */
type Kept = {readonly name: string; child: ChildProcess; starts: number; readonly run: () => ChildProcess};

function keep(name: string, file: string, args: readonly string[], isEnd: (code: number | null) => boolean): Kept {
	const kept: Kept = {name, starts: 0, child: undefined as unknown as ChildProcess, run: () => spawn(file, args, {stdio: ['ignore', 'ignore', 'pipe']})};
	const again = () => {
		kept.starts++;
		kept.child = kept.run();
		let said = '';
		kept.child.stderr?.on('data', (piece: Buffer) => (said = (said + piece.toString('utf8')).slice(-500)));
		kept.child.on('exit', (code, signal) => {
			if (isOver || isEnd(code)) return done(name);
			if (signal !== 'SIGKILL') say(`${name} ended with ${code ?? signal}: ${said}`);
			again();
		});
	};
	again();
	return kept;
}

let isOver = false;
let done: (name: string) => void = () => {};
const ended = new Promise<void>((resolve) => {
	done = (name) => {
		if (name === 'producer') resolve();
	};
});
const redis = keep(
	'redis',
	'redis-server',
	['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec'],
	() => false,
);
await pause(1_000);
const out = join(folder, 'out');
const worker = (name: string) => keep(name, process.execPath, [command, 'worker', '--queue', url, '--workers', '1', '--takeover', '4'], () => false);
const workers = ['worker 1', 'worker 2'].map(worker);
const producer = keep('producer', process.execPath, [command, 'audit', catalogue, '--no-cache', '--out', out, '--queue', url], (code) => code !== null);

const linesIn = async (of: string) => (await readFile(join(of, 'results.ndjson'), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
let killed = 0;
let restarts = 0;
const killing = (async () => {
	while (killed < kills && !isOver) {
		// Spread over the run: the next one when its share of the results is there, and a moment more.
		const share = Math.floor((count * killed) / (kills + 2));
		while ((await linesIn(out)).length < share && !isOver) await pause(100);
		await pause(2_000 * random());
		const whom = [...workers, producer][Math.floor(3 * random())];
		if (whom === undefined || isOver) return;
		whom.child.kill('SIGKILL');
		say(`kill ${++killed}: ${whom.name}, at ${(await linesIn(out)).length} results`);
		if (killed % 5 !== 0) continue;
		restarts++;
		// Every other time it has lost everything.
		if (restarts % 2 === 0) await new Promise((resolve) => spawn('redis-cli', ['-p', String(port), 'flushall'], {stdio: 'ignore'}).on('exit', resolve));
		redis.child.kill('SIGKILL');
		say(`Redis is killed and starts again${restarts % 2 === 0 ? ', emptied' : ''}`);
	}
})();
await ended;
isOver = true;
await killing;
const seconds = (performance.now() - begun) / 1000;
for (const {child} of [...workers, redis]) child.kill('SIGKILL');

say('the undisturbed run');
const alone = join(folder, 'alone');
await new Promise((resolve) =>
	spawn(process.execPath, [command, 'audit', catalogue, '--no-cache', '--out', alone, '--workers', '2'], {stdio: 'inherit'}).on('exit', resolve),
);
const [disturbed, undisturbed] = [(await linesIn(out)).toSorted(), (await linesIn(alone)).toSorted()];
const names = new Set(disturbed.map((line) => (JSON.parse(line) as {submission: string}).submission));
const equal = disturbed.filter((line, index) => line === undisturbed[index]).length;
for (const [index, line] of disturbed.entries())
	if (line !== undisturbed[index]) say(`not equal: ${line.slice(0, 30)}… ${/"problems":\[[^\]]*\]/.exec(undisturbed[index] ?? '')?.[0]}`);
console.log(
	JSON.stringify({
		submissions: count,
		kills: killed,
		redisRestarts: restarts,
		starts: Object.fromEntries([...workers, producer, redis].map(({name, starts}) => [name, starts])),
		seconds: Math.round(seconds),
		lines: disturbed.length,
		different: names.size,
		equal,
	}),
);
const faults = [
	...(disturbed.length === count && names.size === count ? [] : [`${disturbed.length} lines of ${names.size} submissions instead of ${count}`]),
	...(equal === count ? [] : [`${count - equal} lines are not those of the undisturbed run; both are in ${folder}`]),
	...(killed === kills ? [] : [`it was over after ${killed} kills`]),
];
if (faults.length > 0) {
	console.error(`NOT HELD: ${faults.join('; ')}`);
	process.exitCode = 1;
}
