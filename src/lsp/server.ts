/** The language server: the protocol's messages to what workspaces and submissions do with them. */

import {Console} from 'node:console';
import {
	CodeActionKind,
	type Connection,
	createConnection,
	DidChangeWatchedFilesNotification,
	FileChangeType,
	type InitializeParams,
	type InitializeResult,
	TextDocumentSyncKind,
	TextDocuments,
} from 'vscode-languageserver/node';
import {TextDocument} from 'vscode-languageserver-textdocument';
import * as z from 'zod';
import {validators} from '../../validators/index.ts';
import {keptLinter} from '../gather/kept-linter.ts';
import {newJudgeAside} from '../judge/open.ts';
import {configName} from '../read/folder.ts';
import {toolOf} from '../version.ts';
import {type Abilities, actionsFor, fixAllKind, showCommand} from './actions.ts';
import {hoverOnFindings, hoverOnName} from './hover.ts';
import type {Engine} from './rounds.ts';
import {pathOf} from './uris.ts';
import {newWorkspace} from './workspace.ts';

/**
 * Serves one editor over standard input and output, until it says `exit` or is gone; the process ends with 0 after `shutdown`, else with 1, as
 * the protocol has it.
 */
export async function serve({cfnLint}: {readonly cfnLint: boolean}): Promise<never> {
	// Standard output is the protocol's.
	globalThis.console = new Console(process.stderr, process.stderr);
	const connection = createConnection(process.stdin, process.stdout);
	const judge = newJudgeAside();
	const linter = keptLinter();
	const engine: Engine = {validators, judge: () => judge, ...(cfnLint ? {linter: linter.start} : {})};
	const workspace = newWorkspace({
		engine,
		publish: (uri, version, diagnostics) =>
			unheard(connection.sendDiagnostics({uri, diagnostics: [...diagnostics], ...(version === undefined ? {} : {version})})),
		complain: (message) => connection.console.error(message),
	});
	let client: InitializeParams['capabilities'] = {};
	let first: readonly string[] = [];

	connection.onInitialize((params): InitializeResult => {
		client = params.capabilities;
		first = foldersOf(params);
		return {
			serverInfo: toolOf(),
			capabilities: {
				positionEncoding: 'utf-16',
				textDocumentSync: {openClose: true, change: TextDocumentSyncKind.Incremental, save: true},
				hoverProvider: true,
				codeActionProvider: {codeActionKinds: [CodeActionKind.QuickFix, fixAllKind]},
				executeCommandProvider: {commands: [showCommand]},
				workspace: {workspaceFolders: {supported: true, changeNotifications: true}},
			},
		};
	});
	connection.onInitialized(() => {
		workspace.setFolders(first);
		if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
			unheard(connection.client.register(DidChangeWatchedFilesNotification.type, {watchers: [{globPattern: '**/*'}]}));
		if (client.workspace?.workspaceFolders === true) {
			connection.workspace.onDidChangeWorkspaceFolders(({added, removed}) => {
				const gone = new Set(removed.map(({uri}) => pathOf(uri)));
				first = [...first.filter((folder) => !gone.has(folder)), ...added.flatMap(({uri}) => pathOf(uri) ?? [])];
				workspace.setFolders(first);
			});
		}
	});
	connection.onDidChangeWatchedFiles(({changes}) => {
		for (const {uri, type} of changes) workspace.touched(uri, type === FileChangeType.Changed ? 'changed' : 'made or gone');
	});

	const documents = new TextDocuments(TextDocument);
	documents.onDidChangeContent(({document}) => workspace.put({uri: document.uri, version: document.version, text: document.getText()}));
	documents.onDidClose(({document}) => workspace.close(document.uri));
	documents.onDidSave(({document}) => workspace.touched(document.uri, 'changed'));
	documents.listen(connection);

	connection.onHover(async ({textDocument: {uri}, position}) => {
		const spot = await workspace.spotOf(uri);
		if (spot === undefined) return null;
		const document = documents.get(uri);
		const named = spot.file === configName && document !== undefined ? hoverOnName(document.getText(), document.offsetAt(position), validators) : undefined;
		if (named !== undefined) return named;
		const view = await spot.session.view();
		return (view && hoverOnFindings(view, spot.file, position, validators)) ?? null;
	});
	connection.onCodeAction(async ({textDocument: {uri}, range, context: {only}}) => {
		const spot = await workspace.spotOf(uri);
		const view = await spot?.session.view();
		if (spot === undefined || view === undefined) return [];
		const {session, file} = spot;
		const isFolder = session.root !== undefined;
		return [...(await actionsFor({view, file, range, only, abilities: abilitiesOf(client), isFolder, uriOf: session.uriOf}))];
	});
	connection.onExecuteCommand(({command, arguments: given = []}) => {
		const parsed = command === showCommand ? shown.safeParse(given) : undefined;
		if (parsed?.success === true) unheard(show(connection, ...parsed.data));
	});
	connection.onShutdown(async () => {
		workspace.end();
		await linter.close();
	});
	connection.listen();
	return new Promise(() => {});
}

/** What a client that is gone, or can't do it, does not hear does no harm. */
function unheard(sent: Promise<unknown>): void {
	sent.catch(() => {});
}

const position = z.object({line: z.number(), character: z.number()});
const shown = z.tuple([z.string(), position]);

async function show(connection: Connection, uri: string, at: z.infer<typeof position>): Promise<void> {
	await connection.window.showDocument({uri, takeFocus: true, selection: {start: at, end: at}});
}

/** The workspace's folders; older clients know but one. */
function foldersOf({workspaceFolders, rootUri}: InitializeParams): readonly string[] {
	const uris = workspaceFolders?.map(({uri}) => uri) ?? (rootUri == null ? [] : [rootUri]);
	return uris.flatMap((uri) => pathOf(uri) ?? []);
}

function abilitiesOf({workspace, window}: InitializeParams['capabilities']): Abilities {
	const {documentChanges = false, resourceOperations = []} = workspace?.workspaceEdit ?? {};
	return {documentChanges, create: documentChanges && resourceOperations.includes('create'), show: window?.showDocument?.support === true};
}
