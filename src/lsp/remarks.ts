/** What there is to say of each file: the findings of all rounds, problems, wrong settings, and waivers that have had their day. */

import type {Range} from 'vscode-languageserver/node';
import type {Problem} from '../artifact.ts';
import type {Fix, Severity} from '../contract.ts';
import type {Finding, WaiverState} from '../outcome.ts';
import {configName} from '../read/folder.ts';
import type {Snapshot} from './files.ts';
import {movesBetween} from './moved.ts';
import {type Placing, placing} from './placing.ts';
import {type Checked, type Round, rounds} from './rounds.ts';
import type {Settings} from './settings.ts';

/** Something to say of a place in a file. */
export type Remark = {
	readonly file: string;
	readonly range: Range;
	readonly severity: Severity;
	readonly message: string;
	readonly finding?: Finding;
	/** The finding's mend, where it fits the texts as they are now. */
	readonly fix?: Fix;
};

/** What was said of a submission last, and of what. */
export type View = {readonly snapshot: Snapshot; readonly settings: Settings; readonly place: Placing; readonly remarks: readonly Remark[]};

/** The last results of each round. Those that are older than the engine's are of earlier texts. */
export type Held = {readonly engine: Checked} & {readonly [Later in Round]?: Checked};

/** A later round without the problems that the engine met in the same texts: they go when the engine no longer meets them. */
export function withoutKnown(checked: Checked, engine: Checked): Checked {
	const met = new Set(engine.problems.map(keyOf));
	return {...checked, problems: checked.problems.filter((problem) => !met.has(keyOf(problem)))};
}

function keyOf({file, message, place}: Problem): string {
	return JSON.stringify([file, message, place?.range]);
}

/** Puts together what there is to say. Places in earlier texts are moved along with what was edited since. */
export function viewOf(snapshot: Snapshot, settings: Settings, held: Held): View {
	const {texts} = held.engine;
	const place = placing(snapshot, texts);
	const home = homeOf(snapshot);
	const there = new Set(['', ...snapshot.inputs.map(({file}) => file)]);
	const remarks = rounds.flatMap((round) => {
		const checked = held[round];
		if (checked === undefined) return [];
		const move = moving(checked.texts, texts);
		return [
			// A file may be gone since.
			...checked.findings
				.filter((finding) => there.has(finding.place.file))
				.map((finding) => ofFinding(finding, checked.texts, texts, (file, range) => place(file, move(file, range)))),
			...checked.problems.map(
				({file, message, place: at}) => ({file, range: place(file, at?.range && move(file, at.range)), severity: 'error', message}) as const,
			),
		];
	});
	const faults = settings.faults.map(({message, range}) => ({file: configName, range: place(configName, range), severity: 'error', message}) as const);
	const waivers = rounds.flatMap((round) => held[round]?.waivers ?? []).filter(({waiver}) => settings.config.waivers.includes(waiver));
	return {
		snapshot,
		settings,
		place,
		remarks: [
			...remarks.map((remark) => (remark.file === '' ? {...remark, file: home} : remark)),
			...faults,
			// Those of settings that were right once stand elsewhere by now.
			...(faults.length > 0 ? [] : waivers.flatMap((state) => ofWaiver(state, place))),
		],
	};
}

type Stretch = readonly [start: number, end: number];

/** Where a range of an earlier text of a file stands now. */
function moving(before: Checked['texts'], after: Checked['texts']): (file: string, range: Stretch) => Stretch {
	const moves = new Map<string, (range: Stretch) => Stretch>();
	return (file, range) => {
		const [old, now] = [before.get(file), after.get(file)];
		if (old === undefined || now === undefined) return range;
		const move = moves.get(file) ?? movesBetween(old, now);
		moves.set(file, move);
		return move(range);
	};
}

function ofFinding(finding: Finding, texts: Checked['texts'], now: Checked['texts'], place: (file: string, range: Stretch) => Range): Remark {
	const {severity, message, help, fix, place: at} = finding;
	const fits = fix?.edits.every(({file}) => texts.get(file) === now.get(file));
	return {
		file: at.file,
		// Of a PDF there is no place to show.
		range: place(at.file, texts.has(at.file) ? (at.range ?? [0, 0]) : [0, 0]),
		severity,
		message: help === '' ? message : `${message}\n${help}`,
		finding,
		...(fix !== undefined && fits === true ? {fix} : {}),
	};
}

/** A waiver that does nothing any more. */
function ofWaiver({waiver, state, findings}: WaiverState, place: Placing): readonly Remark[] {
	if (state === 'used') return [];
	const counted = findings === 1 ? '1 finding counts again' : `${findings} findings count again`;
	const message =
		state === 'expired'
			? `This waiver expired on ${waiver.until ?? '?'}; ${findings === 0 ? 'nothing matches it any more' : counted}.`
			: 'This waiver matches no finding: take it out.';
	return [{file: configName, range: place(configName, waiver.place.range), severity: 'warning', message}];
}

/** Where to say what is about no file: in the settings, or else in the first file. */
function homeOf({inputs, config}: Snapshot): string {
	return config !== undefined ? configName : (inputs[0]?.file ?? configName);
}
