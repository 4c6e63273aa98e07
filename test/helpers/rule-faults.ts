import type {AnyValidator} from '../../src/contract.ts';
import {policyIds} from '../../src/policies/ids.ts';

/** `family/some-name` as the export that holds it: `someName`. */
export function exportNameOf(id: string): string {
	return id.slice(id.indexOf('/') + 1).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What is wrong with how a rule describes itself. */
export function faultsOf(rule: AnyValidator): readonly string[] {
	const {id, policy, severity, about, source, messages} = rule;
	const faults: string[] = [];
	const must = (kept: boolean, fault: string) => {
		if (!kept) faults.push(fault);
	};
	must(/^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id), 'id is not family/kebab-case-name');
	must(isHttps(source), 'source is not an https URL');
	must(policyIds.includes(policy), `unknown policy ${policy}`);
	must(typeof severity === 'string' || severity['ami-2020'] !== 'off' || severity['ami-2025'] !== 'off', 'severity is off in both editions');
	must(isOneSentence(about), 'about is not one sentence ending with a period');
	must(rule.reads.length > 0, 'reads nothing');
	must(Object.keys(messages).length > 0, 'has no message');
	for (const [name, {message, help}] of Object.entries(messages)) {
		must(/^[a-z][A-Za-z0-9]*$/.test(name), `message id ${name} is not camelCase`);
		for (const [part, text] of [['message', message] as const, ['help', help] as const]) {
			must(/[.!?]$/.test(text), `${part} of ${name} does not end with punctuation`);
			must(!hasMarkup(text), `${part} of ${name} has markup`);
		}
	}
	return faults;
}

function isHttps(text: string): boolean {
	return URL.canParse(text) && new URL(text).protocol === 'https:';
}

/** A period inside a name, a number or an abbreviation does not end a sentence: the next word must begin with a capital. */
function isOneSentence(text: string): boolean {
	return text.endsWith('.') && !/[a-z)][.!?] [A-Z]/.test(text.replaceAll(/\b(?:e\.g|i\.e|etc)\./g, ''));
}

/** Markdown emphasis, code, links, or HTML. `<name>` as a placeholder is no tag; `*` and `_` inside a word or alone are plain. */
function hasMarkup(text: string): boolean {
	return /`|\*\*|\]\(|<\/?(?:a|b|i|em|strong|code|br|p|ul|li)\b[^>]*>|(?:^|\s)__?\w[^_]*\w__?(?:\s|$)/i.test(text);
}
