/** `shelfready rules`, `policies` and `explain`. */

import {validators as own} from '../../validators/index.ts';
import {ruleIdOf} from '../config/selection.ts';
import {type AnyValidator, type Edition, usualEdition} from '../contract.ts';
import {policies} from '../policies/policies.ts';
import {explainPolicy, explainRule} from '../report/explain.ts';
import {inertText} from '../report/inert.ts';
import {flow, type Paint, type Piece, painter} from '../report/text/flow.ts';
import {formatMarkdown} from '../report/text/markdown.ts';
import {hasColor, refuse, widthOf} from './terminal.ts';
import {withValidators} from './validators.ts';

type Flags = {readonly json?: boolean; readonly edition?: Edition; readonly color?: boolean; readonly validators?: readonly string[]};

/** Prints the rules. */
export async function listRules({json, color = true, validators: files}: Flags): Promise<number> {
	const read = await withValidators(files);
	if ('errors' in read) return refuse(...read.errors);
	const {validators} = read;
	if (json === true) return print(JSON.stringify(validators.map(dataOf), undefined, 2));
	return print(
		blocks(
			validators.map((rule) => [{text: rule.id, style: 'strong'}, {text: `(${severityOf(rule)})`, style: 'faint'}, {text: rule.about}]),
			color,
		),
	);
}

/** Prints the 44 policies with what an edition asks. */
export function listPolicies({json, edition, color = true}: Flags): number {
	const rulesOf = (id: string) => own.filter(({policy}) => policy === id).map((rule) => rule.id);
	if (json === true) {
		const data = policies.map(({id, group, editions, evidence}) => ({
			id,
			group,
			...(edition === undefined ? {editions} : {edition, ...editions[edition]}),
			evidence,
			rules: rulesOf(id),
		}));
		return print(JSON.stringify(data, undefined, 2));
	}
	const of = edition ?? usualEdition;
	return print(
		blocks(
			policies.map(({id, editions}): Piece[] => [
				{text: id, style: 'strong'},
				{text: editions[of].asks ?? `${of} does not ask for this`},
				{text: `(${ruleCount(rulesOf(id).length)})`, style: 'faint'},
			]),
			color,
		),
	);
}

function ruleCount(count: number): string {
	return count === 0 ? 'no rule yet' : count === 1 ? '1 rule' : `${count} rules`;
}

/** Prints what there is to know of a rule or a policy. */
export async function explain(name: string, {color = true, validators: files}: Flags): Promise<number> {
	const read = await withValidators(files);
	if ('errors' in read) return refuse(...read.errors);
	const {validators} = read;
	const id = ruleIdOf(name, validators);
	const rule = validators.find((candidate) => candidate.id === id);
	const policy = policies.find((candidate) => candidate.id === name);
	if (rule === undefined && policy === undefined) {
		const {suggestion} = await import('../config/suggestion.ts');
		const names = [...validators.map((validator) => validator.id), ...policies.map((candidate) => candidate.id)];
		return refuse(`there is no rule or policy ${JSON.stringify(name)}${suggestion(name, names) || '; shelfready rules and shelfready policies list them'}`);
	}
	const text = rule !== undefined ? explainRule(rule) : policy !== undefined ? explainPolicy(policy, validators) : '';
	return print(formatMarkdown(text, widthOf(process.stdout, process.env), painterOf(color)));
}

function painterOf(color: boolean): Paint {
	return painter(hasColor(process.stdout, color, process.env));
}

function print(text: string): 0 {
	process.stdout.write(inertText(text.endsWith('\n') ? text : `${text}\n`));
	return 0;
}

function blocks(items: readonly (readonly Piece[])[], color: boolean): string {
	const paint = painterOf(color);
	const width = widthOf(process.stdout, process.env);
	return items.flatMap((pieces) => flow(pieces, {width, first: 0, rest: 4, paint})).join('\n');
}

function severityOf({severity}: AnyValidator): string {
	if (typeof severity === 'string') return severity;
	return Object.entries(severity)
		.map(([edition, level]) => `${edition} ${level}`)
		.join(', ');
}

/** What programs may want of a rule; its functions and examples stay in. */
function dataOf({id, aliases = [], policy, severity, about, source, reads, mayRead = [], messages, options = {}}: AnyValidator) {
	return {id, aliases, policy, severity, about, source, reads, mayRead, messages, options};
}
