/** What the editor may do about findings: apply their fixes, or begin a waiver. */

import {type CodeAction, CodeActionKind, type Position, type Range, type TextEdit, type WorkspaceEdit} from 'vscode-languageserver/node';
import type {Edit} from '../contract.ts';
import {lineStartsOf, positionAt} from '../locate.ts';
import {configName} from '../read/folder.ts';
import {diagnosticOf} from './diagnostics.ts';
import {meets} from './hover.ts';
import type {Remark, View} from './remarks.ts';
import {waiverEntry} from './waiver-entry.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.shelfready`;

/** The command that shows where a reason is to be written: a URI and a position. */
export const showCommand = 'shelfready.showReason';

/** What the client can do. */
export type Abilities = {
	/** Edits with versions. */
	readonly documentChanges: boolean;
	/** Edits that make files. */
	readonly create: boolean;
	/** Showing a document at the server's wish. */
	readonly show: boolean;
};

/** What actions are asked for. */
export type Asked = {
	readonly view: View;
	readonly file: string;
	readonly range: Range;
	/** Kinds that are wanted; all where it is missing. */
	readonly only: readonly string[] | undefined;
	readonly abilities: Abilities;
	/** Whether the submission is a folder, which may hold a `shelfready.yaml`. */
	readonly isFolder: boolean;
	uriOf(file: string): string;
};

/** The actions for a stretch of a file. */
export async function actionsFor(asked: Asked): Promise<readonly CodeAction[]> {
	const {view, file, range} = asked;
	const own = view.remarks.filter((remark) => remark.file === file && remark.finding !== undefined);
	const here = own.filter((remark) => meets(remark, range));
	const isWanted = (kind: string) => asked.only?.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
	const fixes = isWanted(CodeActionKind.QuickFix) ? here.flatMap((remark) => fixOf(remark, asked) ?? []) : [];
	const waivers = isWanted(CodeActionKind.QuickFix) && asked.isFolder ? await Promise.all(distinct(here).map((remark) => waiverOf(remark, asked))) : [];
	const all = isWanted(fixAllKind) ? fixAllOf(own, asked) : undefined;
	return [...fixes, ...waivers.flatMap((action) => action ?? []), ...(all === undefined ? [] : [all])];
}

function fixOf(remark: Remark, asked: Asked): CodeAction | undefined {
	if (remark.fix === undefined) return undefined;
	return {
		title: remark.fix.description,
		kind: CodeActionKind.QuickFix,
		diagnostics: [diagnosticOf(remark)],
		edit: editOf(remark.fix.edits, asked),
	};
}

/** All safe fixes of a file, as `check --fix` has them; of those that touch the same text the first. */
function fixAllOf(remarks: readonly Remark[], asked: Asked): CodeAction | undefined {
	const taken: Edit[] = [];
	for (const {fix} of remarks) {
		const isFree =
			fix?.safe === true &&
			fix.edits.every((edit) => taken.every((other) => other.file !== edit.file || edit.range[1] <= other.range[0] || other.range[1] <= edit.range[0]));
		if (fix !== undefined && isFree) taken.push(...fix.edits);
	}
	return taken.length === 0 ? undefined : {title: 'Apply all safe fixes of shelfready', kind: fixAllKind, edit: editOf(taken, asked)};
}

function editOf(edits: readonly Edit[], {view, uriOf, abilities}: Asked): WorkspaceEdit {
	const files = [...new Set(edits.map(({file}) => file))];
	const changes = files.map((file) => ({
		file,
		edits: edits.filter((edit) => edit.file === file).map(({range, text}) => ({range: view.place(file, range), newText: text})),
	}));
	return workspaceEdit(changes, view, uriOf, abilities);
}

type Change = {readonly file: string; readonly edits: readonly TextEdit[]};

/** Edits of the versions that were looked at: an editor that has newer ones refuses them. */
function workspaceEdit(changes: readonly Change[], {snapshot}: View, uriOf: (file: string) => string, {documentChanges}: Abilities): WorkspaceEdit {
	if (!documentChanges) return {changes: Object.fromEntries(changes.map(({file, edits}) => [uriOf(file), [...edits]]))};
	return {
		documentChanges: changes.map(({file, edits}) => ({
			textDocument: {uri: uriOf(file), version: snapshot.open.get(file)?.version ?? null},
			edits: [...edits],
		})),
	};
}

/** A waiver of a finding, its reason to be filled in. Nothing where `shelfready.yaml` is missing and the client can't make it, or has no sure place for it. */
async function waiverOf(remark: Remark, asked: Asked): Promise<CodeAction | undefined> {
	const {view, uriOf, abilities} = asked;
	const {config} = view.snapshot;
	const isNew = config === undefined;
	const text = config !== undefined && 'text' in config ? config.text : undefined;
	if (remark.finding === undefined || (isNew ? !abilities.create : text === undefined)) return undefined;
	const {rule, subject} = remark.finding;
	const entry = await waiverEntry(text, {rule, subject});
	if (entry === undefined) return undefined;
	const uri = uriOf(configName);
	const at = view.place(configName, [entry.at, entry.at]);
	const made = workspaceEdit([{file: configName, edits: [{range: at, newText: entry.text}]}], view, uriOf, abilities);
	const edit = isNew ? {documentChanges: [{kind: 'create', uri} as const, ...(made.documentChanges ?? [])]} : made;
	const reason = positionIn((text ?? '').slice(0, entry.at) + entry.text, entry.reasonAt);
	return {
		title: `Waive ${rule} for ${subject.length > 40 ? `${subject.slice(0, 39)}…` : subject} in ${configName} …`,
		kind: CodeActionKind.QuickFix,
		diagnostics: [diagnosticOf(remark)],
		edit,
		...(abilities.show ? {command: {title: 'Show', command: showCommand, arguments: [uri, reason]}} : {}),
	};
}

function positionIn(text: string, offset: number): Position {
	const {line, column} = positionAt(lineStartsOf(text), offset);
	return {line: line - 1, character: column - 1};
}

/** One of each rule and subject: a waiver holds for all of them. */
function distinct(remarks: readonly Remark[]): readonly Remark[] {
	return [...new Map(remarks.map((remark) => [`${remark.finding?.rule} ${remark.finding?.subject}`, remark])).values()];
}
