/** What is told of the thing under the pointer: the rule behind a finding, or the page of a name in the settings. */

import type {Hover, Position, Range} from 'vscode-languageserver/node';
import {ruleIdOf, validatorOf} from '../config/selection.ts';
import {type AnyValidator, usualEdition} from '../contract.ts';
import {policies} from '../policies/policies.ts';
import {explainFinding, explainPolicy, explainRule} from '../report/explain.ts';
import type {Remark, View} from './remarks.ts';

/** Rules that are told of at one place. */
const mostTold = 3;

/** The rules behind the findings at a position. */
export function hoverOnFindings({remarks, settings}: View, file: string, position: Position, validators: readonly AnyValidator[]): Hover | undefined {
	const here = remarks.filter((remark) => remark.file === file && isIn(remark.range, position));
	const pages = new Map<string, string>();
	for (const {finding} of here) {
		const validator = finding && validatorOf(finding.rule, validators);
		const policy = policies.find(({id}) => id === finding?.policy);
		if (finding !== undefined && validator !== undefined && policy !== undefined)
			pages.set(finding.rule, explainFinding(finding, validator, policy, settings.config.edition ?? usualEdition));
	}
	return hover([...pages.values()].slice(0, mostTold), here.find(({finding}) => finding !== undefined)?.range);
}

/** The page of the rule or policy whose name stands at an offset of the settings. */
export function hoverOnName(text: string, offset: number, validators: readonly AnyValidator[]): Hover | undefined {
	const before = /[\w./-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '';
	const name = `${before}${/^[\w./-]*/.exec(text.slice(offset, offset + 100))?.[0] ?? ''}`;
	const id = ruleIdOf(name, validators);
	const rule = id === undefined ? undefined : validatorOf(id, validators);
	const policy = policies.find((candidate) => candidate.id === name);
	return hover([...(rule === undefined ? [] : [explainRule(rule)]), ...(policy === undefined ? [] : [explainPolicy(policy, validators)])]);
}

function hover(pages: readonly string[], range?: Range): Hover | undefined {
	if (pages.length === 0) return undefined;
	return {contents: {kind: 'markdown', value: pages.join('\n---\n\n')}, ...(range === undefined ? {} : {range})};
}

/** Whether a position lies in a range, or at its end: there a pointer on the last character may be told to be. */
function isIn({start, end}: Range, {line, character}: Position): boolean {
	const isAfter = line > start.line || (line === start.line && character >= start.character);
	return isAfter && (line < end.line || (line === end.line && character <= end.character));
}

/** Whether two ranges share a position. */
export function meets({range}: Remark, {start, end}: Range): boolean {
	return isIn(range, start) || isIn({start, end}, range.start);
}
