/** The answers that every reader gives alike. */

import type {Artifact, Read} from '../artifact.ts';

/** What every artifact of a file begins with. */
export type Base = Pick<Artifact, 'file' | 'sha256' | 'marks'>;

/** An artifact that is only named. */
export function plain(base: Base, kind: 'unknown', detail: string): Read {
	return {artifact: {...base, kind, detail}, problems: []};
}

/** A file that could not be read as what it should be: listed as unknown, so that no file vanishes, and named as a problem. */
export function problem(base: Base, message: string): Read {
	return {artifact: {...base, kind: 'unknown', detail: 'could not be read'}, problems: [{file: base.file, message}]};
}

/** What the configuration calls a scan and no reader knows: named, and judged by nothing. */
export function unknownScan(base: Base, text?: string): Read {
	const detail = 'scanner results (of a form that this version does not judge)';
	return {artifact: {...base, ...(text === undefined ? {} : {text}), kind: 'scan', form: 'other', detail}, problems: []};
}
