/** An editor for tests: a client of the bundled language server, over its standard input and output. */

import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {
	type ClientCapabilities,
	type CodeAction,
	CodeActionRequest,
	createProtocolConnection,
	type Diagnostic,
	DidChangeTextDocumentNotification,
	DidChangeWatchedFilesNotification,
	DidCloseTextDocumentNotification,
	DidOpenTextDocumentNotification,
	ExitNotification,
	type FileChangeType,
	HoverRequest,
	InitializedNotification,
	InitializeRequest,
	LogMessageNotification,
	PublishDiagnosticsNotification,
	type PublishDiagnosticsParams,
	type Range,
	RegistrationRequest,
	ShutdownRequest,
	type TextEdit,
	type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import {TextDocument} from 'vscode-languageserver-textdocument';
import {command} from './command.ts';

/** Milliseconds after which what was waited for does not come any more. */
const patience = 40_000;

const able: ClientCapabilities = {
	workspace: {
		workspaceFolders: true,
		didChangeWatchedFiles: {dynamicRegistration: true},
		workspaceEdit: {documentChanges: true, resourceOperations: ['create']},
	},
	window: {showDocument: {support: true}},
};

/** Starts a server with a folder, or none, open in the editor. */
export async function openEditor(folder: string | undefined, args: readonly string[] = ['--stdio', '--no-cfn-lint'], capabilities = able) {
	const server = spawn(process.execPath, [command, 'lsp', ...args], {stdio: ['pipe', 'pipe', 'pipe']});
	const ended = new Promise<number | null>((done) => server.on('exit', done));
	let noise = '';
	server.stderr.on('data', (chunk: Buffer) => {
		noise += chunk.toString();
	});
	const connection = createProtocolConnection(server.stdout, server.stdin);
	const documents = new Map<string, TextDocument>();
	/** What the server told last of each file, by URI. */
	const told = new Map<string, PublishDiagnosticsParams>();
	const watching = new Set<() => void>();
	const logged: string[] = [];
	const registered: string[] = [];
	connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
		told.set(params.uri, params);
		for (const look of watching) look();
	});
	connection.onNotification(LogMessageNotification.type, ({message}) => void logged.push(message));
	connection.onRequest(RegistrationRequest.type, ({registrations}) => void registered.push(...registrations.map(({method}) => method)));
	connection.listen();
	await connection.sendRequest(InitializeRequest.type, {
		processId: process.pid,
		rootUri: null,
		capabilities,
		workspaceFolders: folder === undefined ? [] : [{uri: pathToFileURL(folder).href, name: 'submission'}],
	});
	await connection.sendNotification(InitializedNotification.type, {});

	const documentAt = (uri: string) => {
		const document = documents.get(uri);
		if (document === undefined) throw new Error(`${uri} is not open`);
		return document;
	};
	const show = async (uri: string, text: string, languageId = 'yaml') => {
		documents.set(uri, TextDocument.create(uri, languageId, 1, text));
		await connection.sendNotification(DidOpenTextDocumentNotification.type, {textDocument: {uri, languageId, version: 1, text}});
	};
	const type = async (uri: string, edits: readonly TextEdit[]) => {
		const document = documentAt(uri);
		const version = document.version + 1;
		documents.set(uri, TextDocument.create(uri, document.languageId, version, TextDocument.applyEdits(document, [...edits])));
		// From the end, so that no edit moves another.
		const contentChanges = edits
			.toSorted((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
			.map(({range, newText}) => ({range, text: newText}));
		await connection.sendNotification(DidChangeTextDocumentNotification.type, {textDocument: {uri, version}, contentChanges});
	};
	const rangeOf = (uri: string, text: string): Range => {
		const document = documentAt(uri);
		const start = document.getText().indexOf(text);
		if (start < 0) throw new Error(`${uri} does not hold ${text}`);
		return {start: document.positionAt(start), end: document.positionAt(start + text.length)};
	};
	/** The diagnostics of a file once they are as wanted; those of an open document are of its last version. */
	const until = (uri: string, isWanted: (diagnostics: readonly Diagnostic[]) => boolean) =>
		new Promise<readonly Diagnostic[]>((done, failed) => {
			const look = () => {
				const last = told.get(uri);
				if (last === undefined || last.version !== documents.get(uri)?.version || !isWanted(last.diagnostics)) return;
				clearTimeout(timer);
				watching.delete(look);
				done(last.diagnostics);
			};
			const timer = setTimeout(() => {
				watching.delete(look);
				failed(new Error(`what was waited for did not come; the last of ${uri}: ${JSON.stringify(told.get(uri))}\n${logged.join('\n')}${noise}`));
			}, patience);
			watching.add(look);
			look();
		});
	const leave = async () => {
		await connection.sendNotification(ExitNotification.type);
		return ended;
	};
	return {
		connection,
		told,
		logged,
		registered,
		server,
		ended,
		noise: () => noise,
		uri: (file: string) => pathToFileURL(join(folder ?? '/', file)).href,
		text: (uri: string) => documentAt(uri).getText(),
		rangeOf,
		show,
		type,
		/** Types over the first such text of a document. */
		replace: (uri: string, old: string, text: string) => type(uri, [{range: rangeOf(uri, old), newText: text}]),
		async close(uri: string) {
			documents.delete(uri);
			await connection.sendNotification(DidCloseTextDocumentNotification.type, {textDocument: {uri}});
		},
		/** What an editor tells of a file that something else wrote, made or deleted. */
		watched: (uri: string, how: FileChangeType) => connection.sendNotification(DidChangeWatchedFilesNotification.type, {changes: [{uri, type: how}]}),
		until,
		/** The diagnostics of an open document that have a code, once there are some: severity and the text that they point at. */
		async said(uri: string, code: string): Promise<readonly (readonly [severity: number | undefined, at: string])[]> {
			const found = await until(uri, (diagnostics) => diagnostics.some((diagnostic) => diagnostic.code === code));
			return found.flatMap((diagnostic) => (diagnostic.code === code ? [[diagnostic.severity, documentAt(uri).getText(diagnostic.range)] as const] : []));
		},
		/** Ends once a document has no diagnostic of a code. */
		gone: (uri: string, code: string) => until(uri, (diagnostics) => diagnostics.every((diagnostic) => diagnostic.code !== code)),
		/** The Markdown that is shown at the beginning of the first such text. */
		async hover(uri: string, text: string): Promise<string | undefined> {
			const found = await connection.sendRequest(HoverRequest.type, {textDocument: {uri}, position: rangeOf(uri, text).start});
			return found !== null && typeof found.contents === 'object' && 'value' in found.contents ? found.contents.value : undefined;
		},
		async actions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
			const context = {diagnostics: [], ...(only === undefined ? {} : {only: [...only]})};
			const found = await connection.sendRequest(CodeActionRequest.type, {textDocument: {uri}, range, context});
			return (found ?? []).filter((action): action is CodeAction => 'kind' in action);
		},
		/** Applies an edit as an editor does: to documents that are open, and files that it makes; another version than the document's is refused. */
		async apply({documentChanges = []}: WorkspaceEdit) {
			for (const change of documentChanges) {
				if ('kind' in change) {
					if (change.kind === 'create') await show(change.uri, '');
					continue;
				}
				const {uri, version} = change.textDocument;
				if (version !== null && version !== documentAt(uri).version)
					throw new Error(`an edit of version ${version}, where ${documentAt(uri).version} is shown`);
				await type(
					uri,
					change.edits.filter((edit): edit is TextEdit => 'newText' in edit),
				);
			}
		},
		/** Ends the server without a word before; answers its exit status. */
		leave,
		/** Ends the server as the protocol has it; answers its exit status. */
		async end() {
			await connection.sendRequest(ShutdownRequest.type);
			return leave();
		},
	};
}

export type Editor = Awaited<ReturnType<typeof openEditor>>;
