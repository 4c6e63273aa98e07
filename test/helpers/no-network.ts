/**
 * Preloaded into a process (`--import`), it refuses whatever would reach the network, in worker threads too, and notes it. Where to is
 * said in its own address: `no-network.js?log=<file>`. Listening is let be: it reaches nothing.
 */

import dgram from 'node:dgram';
import dns from 'node:dns';
import {appendFileSync} from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import net from 'node:net';
import workers from 'node:worker_threads';

const log = new URL(import.meta.url).searchParams.get('log') ?? '';

function refuse(what: string): never {
	appendFileSync(log, `${what}\n`);
	throw new Error(`no network: ${what}`);
}

/** Replaces functions by their names. */
function forbid(of: object, from: string, names: readonly string[]): void {
	for (const name of names) if (name in of) Object.defineProperty(of, name, {value: () => refuse(`${from}.${name}`), writable: true, configurable: true});
}

forbid(net.Socket.prototype, 'net.Socket', ['connect']);
forbid(dgram.Socket.prototype, 'dgram.Socket', ['bind', 'connect', 'send']);
const resolving = Object.keys(dns).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));
const {lookup} = dns;
forbid(dns, 'dns', resolving);
// An address is looked up without asking anybody, which is what listening on one does.
Object.defineProperty(dns, 'lookup', {
	value: (host: string, ...rest: readonly unknown[]): unknown => (net.isIP(host) === 0 ? refuse('dns.lookup') : Reflect.apply(lookup, dns, [host, ...rest])),
	writable: true,
	configurable: true,
});
forbid(dns.promises, 'dns.promises', resolving);
forbid(globalThis, 'globalThis', ['fetch', 'WebSocket', 'EventSource']);

/** Threads that are started without their parent's options get this module all the same. */
class GuardedWorker extends workers.Worker {
	constructor(file: string | URL, options: workers.WorkerOptions = {}) {
		super(file, {...options, execArgv: [...(options.execArgv ?? []), '--import', import.meta.url]});
	}
}
Object.defineProperty(workers, 'Worker', {value: GuardedWorker, writable: true, configurable: true});
syncBuiltinESMExports();
