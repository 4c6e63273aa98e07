import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** A request as the stand-in got it. */
export type Asked = {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly body: Readonly<Record<string, unknown>>;
	readonly headers: IncomingMessage['headers'];
};

/** What it answers: data as JSON; another status with an error's name; or text as it is. `undefined` never answers. */
export type Answer = object | {readonly status: number; readonly error: string; readonly message?: string} | {readonly text: string} | undefined;

/** A stand-in of the Catalog API on this machine: paths, parameters and error headers as AWS documents them. */
export async function catalogApi(answer: (asked: Asked) => Answer): Promise<{readonly url: string; readonly asked: readonly Asked[]; close(): void}> {
	const asked: Asked[] = [];
	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const {pathname, searchParams} = new URL(request.url ?? '/', 'http://localhost');
		const text = Buffer.concat(chunks).toString('utf8');
		const one: Asked = {
			method: request.method ?? '',
			path: pathname,
			query: Object.fromEntries(searchParams),
			body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
			headers: request.headers,
		};
		asked.push(one);
		const said = answer(one);
		if (said === undefined) return;
		if ('text' in said) response.writeHead(200, {'content-type': 'application/json'}).end(said.text);
		else if ('error' in said && 'status' in said)
			response
				.writeHead(said.status as number, {'content-type': 'application/json', 'x-amzn-errortype': said.error as string})
				.end(JSON.stringify({message: 'message' in said ? said.message : 'No.'}));
		else response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(said));
	};
	const server = createServer((request, response) => {
		handle(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}
