/** What the editor was told of each file of a submission, so that it is told what is new, and of what is gone. */

import {type Diagnostic, DiagnosticSeverity} from 'vscode-languageserver/node';

/** Tells the editor the diagnostics of a file; `version` is that of the document that they are of, where it is open. */
export type Publish = (uri: string, version: number | undefined, diagnostics: readonly Diagnostic[]) => void;

/** All that there is to say of one file. */
type Told = {readonly version: number | undefined; readonly diagnostics: readonly Diagnostic[]};

export type Publisher = {
	/** Tells what there is to say of each file, by URI; of files that are not named any more it takes back what was said. */
	tell(files: ReadonlyMap<string, Told>): void;
	/** Takes everything back. */
	end(): void;
};

/** Diagnostics of one file; a file with more is broken or hostile, and no editor shows more. */
const mostTold = 1000;

export function newPublisher(publish: Publish): Publisher {
	const last = new Map<string, string>();
	const tellOne = (uri: string, {version, diagnostics}: Told) => {
		const isNothing = version === undefined && diagnostics.length === 0;
		const told = bounded(diagnostics);
		// An editor may have moved what it shows along with edits, so each version is told anew.
		const words = isNothing ? undefined : JSON.stringify([version, told]);
		if (last.get(uri) === words) return;
		if (words === undefined) last.delete(uri);
		else last.set(uri, words);
		publish(uri, version, told);
	};
	const tell = (files: ReadonlyMap<string, Told>) => {
		for (const uri of [...last.keys()]) if (!files.has(uri)) tellOne(uri, {version: undefined, diagnostics: []});
		for (const [uri, told] of files) tellOne(uri, told);
	};
	return {tell, end: () => tell(new Map())};
}

function bounded(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
	if (diagnostics.length <= mostTold) return diagnostics;
	const start = {line: 0, character: 0};
	const message = `${diagnostics.length - mostTold} more findings are not shown; shelfready check prints all`;
	return [...diagnostics.slice(0, mostTold), {range: {start, end: start}, severity: DiagnosticSeverity.Information, source: 'shelfready', message}];
}
