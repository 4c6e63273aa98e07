/** The commands that a resource runs: user data and `AWS::CloudFormation::Init`; reading scripts by lines. */

import type {Text} from '../../contract.ts';
import type {Resource, UserData} from '../../evidence/template.ts';
import {get, textOf} from '../../tree.ts';
import {firstParts} from '../first-parts.ts';
import {leaveOut, tooManyValues, type UnreadParts} from '../unread.ts';

/** Nodes of one `AWS::CloudFormation::Init` that are read. */
const maxNodes = 20_000;

/**
 * Literal texts of a resource, whose own user data is given, in the order written; what stands between two of them is not known here. What
 * is beyond the bound is noted in `unread`.
 */
export function scriptsOf(file: string, resource: Resource, userData: readonly UserData[], unread: UnreadParts): readonly Text[] {
	const texts = userData.flatMap((data) => data.texts);
	const init = get(resource.node, 'Metadata', 'AWS::CloudFormation::Init');
	if (init === undefined) return texts;
	const written: Text[] = [];
	for (const node of firstParts(init, maxNodes, () => leaveOut(unread, resource.place, tooManyValues(maxNodes)))) {
		const text = textOf(file, node, resource.logicalId);
		if (text !== undefined) written.push(text);
	}
	return [...texts, ...written];
}

/** Characters to either side that a line is read: scripts have short lines, and only hostile ones come near. */
const reach = 1_000;

/** The line of a text around an offset, and where it starts; long lines are cut. */
export function lineAround(text: string, offset: number): {readonly line: string; readonly start: number} {
	const from = Math.max(0, offset - reach);
	const start = from + text.slice(from, offset).lastIndexOf('\n') + 1;
	const rest = text.slice(offset, offset + reach);
	const end = rest.indexOf('\n');
	return {line: text.slice(start, offset + (end < 0 ? rest.length : end)), start};
}

/** Whether a line of a shell, PowerShell, batch or YAML script is a comment. */
export function isComment(line: string): boolean {
	return /^\s*(?:#(?!cloud-config)|\/\/|::|rem\s)/i.test(line);
}
