import {type AddressInfo, createServer} from 'node:net';

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await new Promise((done) => probe.once('listening', done));
	const {port} = probe.address() as AddressInfo;
	await new Promise((done) => probe.close(done));
	return port;
}
