/** Starts `shelfready lsp` for workspaces that hold a submission, and hands the editor's documents to it. */

const {existsSync} = require('node:fs');
const {delimiter, join} = require('node:path');
const {commands, RelativePattern, window, workspace} = require('vscode');
const {LanguageClient, TransportKind} = require('vscode-languageclient/node');

const languages = ['yaml', 'json', 'jsonc', 'markdown', 'html', 'plaintext', 'restructuredtext', 'asciidoc', 'cloudformation'];
/** Files that are looked into for a template, and bytes of each. */
const mostFiles = 200;
const mostBytes = 65_536;

let client;
let starting;
let isTold = false;

exports.activate = async (context) => {
	const start = () => {
		starting ??= startIfNeeded().finally(() => {
			starting = undefined;
		});
		return starting;
	};
	context.subscriptions.push(
		commands.registerCommand('shelfready.restart', async () => {
			await exports.deactivate();
			await start();
		}),
		workspace.onDidSaveTextDocument(({fileName}) => (/\.(?:ya?ml|json|template)$/.test(fileName) ? start() : undefined)),
		workspace.onDidCreateFiles(start),
		workspace.onDidChangeConfiguration(async (event) => {
			if (!event.affectsConfiguration('shelfready.path') && !event.affectsConfiguration('shelfready.cfnLint')) return;
			await exports.deactivate();
			await start();
		}),
	);
	await start();
};

exports.deactivate = async () => {
	const running = client;
	client = undefined;
	await running?.stop();
};

async function startIfNeeded() {
	if (client !== undefined || !(await holdsSubmission())) return;
	const settings = workspace.getConfiguration('shelfready');
	const args = ['lsp', ...(settings.get('cfnLint') ? [] : ['--no-cfn-lint'])];
	const server = serverOf(settings.get('path'), args);
	if (server === undefined) {
		if (!isTold) void window.showWarningMessage('shelfready is not installed: npm install --save-dev shelfready, or set shelfready.path.');
		isTold = true;
		return;
	}
	client = new LanguageClient('shelfready', 'shelfready', server, {documentSelector: languages.map((language) => ({language}))});
	await client.start();
}

/** The command that is set, that of the workspace, or that on the PATH. */
function serverOf(path, args) {
	const own = (workspace.workspaceFolders ?? []).map(({uri}) => join(uri.fsPath, 'node_modules', 'shelfready', 'bundle', 'cli.js'));
	const module = path.endsWith('.js') ? path : path === '' ? own.find((file) => existsSync(file)) : undefined;
	if (module !== undefined) return {module, args, transport: TransportKind.stdio};
	const isWindows = process.platform === 'win32';
	const name = isWindows ? 'shelfready.cmd' : 'shelfready';
	const command =
		path ||
		(process.env.PATH ?? '')
			.split(delimiter)
			.map((folder) => join(folder, name))
			.find((file) => existsSync(file));
	// Windows starts no .cmd without a shell.
	return command && {command: isWindows ? `"${command}"` : command, args, transport: TransportKind.stdio, options: {shell: isWindows}};
}

/** Whether the workspace has a `shelfready.yaml`, or a CloudFormation template. */
async function holdsSubmission() {
	if ((await workspace.findFiles('**/shelfready.yaml', '**/node_modules/**', 1)).length > 0) return true;
	for (const folder of workspace.workspaceFolders ?? []) {
		const files = await workspace.findFiles(new RelativePattern(folder, '**/*.{yaml,yml,json,template}'), '**/node_modules/**', mostFiles);
		for (const file of files) {
			try {
				const {size} = await workspace.fs.stat(file);
				const text = size > 5_000_000 ? '' : new TextDecoder().decode((await workspace.fs.readFile(file)).subarray(0, mostBytes));
				if (/^[ \t{]*["']?(?:AWSTemplateFormatVersion|Resources)["']?\s*:/m.test(text)) return true;
			} catch {
				// It is gone, or must not be read.
			}
		}
	}
	return false;
}
