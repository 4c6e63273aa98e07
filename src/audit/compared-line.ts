/** A result line as far as two runs are compared by it. */

import * as z from 'zod';
import {comparedKeys, further} from './result.ts';

const shape = z.object({
	submission: z.string(),
	report: z.object(comparedKeys).optional(),
	product: further.product,
	marks: further.marks,
	editions: further.editions,
});

/** A line; without `report` for a submission that failed. */
export type ComparedLine = z.infer<typeof shape>;

/** A finding as it is paired with its like in the other run. */
export type Marked = NonNullable<ComparedLine['report']>['findings'][number] & {readonly content: string; readonly context: string; readonly file: string};

/** Hex digits of a finding's mark: half of them its content's, half its context's. */
const markLength = 32;

/** Reads a line. Throws where it is none: the log has been looked through before. */
export function readCompared(line: Buffer): ComparedLine {
	return shape.parse(JSON.parse(line.toString('utf8')));
}

/** Whether a line is one that can be compared. */
export function isCompared(line: Buffer): boolean {
	try {
		return shape.safeParse(JSON.parse(line.toString('utf8'))).success;
	} catch {
		return false;
	}
}

/** The findings of a line, known again by their marks; where `byMarks` is not set by their fingerprints, which hold their file. */
export function markedFindings({report, marks = ''}: ComparedLine, byMarks: boolean): readonly Marked[] {
	return (report?.findings ?? []).map((one, index) => {
		const mark = marks.slice(index * markLength, (index + 1) * markLength);
		const [content, context] = byMarks ? [mark.slice(0, markLength / 2), mark.slice(markLength / 2)] : [one.fingerprint ?? one.message, ''];
		return {...one, content, context, file: one.place.file};
	});
}

/** Whether each finding of the line has its mark. Those of earlier versions have none. */
export function hasMarks({report, marks}: ComparedLine): boolean {
	return marks !== undefined && marks.length === (report?.findings.length ?? 0) * markLength;
}

/** The name at the beginning of a line, without reading all of it. */
export function nameIn(line: Buffer): string | undefined {
	const head = line.subarray(0, 4096).toString('utf8');
	const quoted = /^\{"submission":("(?:[^"\\]|\\.)*"),"status":"/.exec(head)?.[1];
	try {
		return quoted === undefined ? readCompared(line).submission : z.string().parse(JSON.parse(quoted));
	} catch {
		return undefined;
	}
}

/** How many findings there are, where two lines say the same but for the day; nothing where they differ, or say that the submission failed. */
export function findingsOfEqual(before: Buffer, now: Buffer): number | undefined {
	const [one, other] = [withoutDay(before), withoutDay(now)];
	if (one === undefined || other === undefined || !one.every((part, index) => other[index]?.equals(part))) return undefined;
	const at = now.lastIndexOf('"summary":{"errors":');
	const counts = /^"summary":\{"errors":(\d+),"warnings":(\d+),"notes":(\d+)\}/.exec(now.subarray(at, at + 200).toString('latin1'));
	return counts === null ? undefined : counts.slice(1).reduce((sum, count) => sum + Number(count), 0);
}

const dayKey = '"today":"';

/** What stands before and behind the report's day. */
function withoutDay(line: Buffer): readonly Buffer[] | undefined {
	const at = line.indexOf(dayKey);
	if (at === -1) return undefined;
	const start = at + dayKey.length;
	return [line.subarray(0, start), line.subarray(start + '2026-01-01'.length)];
}
