/** How well each language rule did on texts that nobody had seen while it was made: `corpora/language/test`. */

import type {Edition, Severity} from '../contract.ts';
import type {Ask, Judgement} from '../evidence/judgement.ts';
import {type Counts, measured} from './measured-figures.ts';

/**
 * Error where at least 95 of 100 findings were right, warning where 80 were, otherwise a note. Where the text of 2025 lets sellers
 * disclose what that of 2020 forbids, it is no error there.
 */
export function severityOf(ask: Ask, in2025: 'forbidden' | 'disclosed' = 'forbidden'): Readonly<Record<Edition, Severity>> {
	const {precision} = sharesOf(measured[ask]);
	const severity = precision >= 0.95 ? 'error' : precision >= 0.8 ? 'warning' : 'note';
	return {'ami-2020': severity, 'ami-2025': in2025 === 'disclosed' && severity === 'error' ? 'warning' : severity};
}

/** The rule's figures in a sentence, for its page and `explain`. */
export function figuresOf(ask: Ask): string {
	const {right, wrong, missed} = measured[ask];
	const {precision, recall} = sharesOf(measured[ask]);
	return `On texts by hands unseen while it was made, ${right} of its ${right + wrong} findings were right (precision ${precision.toFixed(2)}), and it found ${right} of ${right + missed} violations (recall ${recall.toFixed(2)}): corpora/README.md.`;
}

export function sharesOf({right, wrong, missed}: Counts): {readonly precision: number; readonly recall: number} {
	return {precision: right + wrong === 0 ? 0 : right / (right + wrong), recall: right + missed === 0 ? 0 : right / (right + missed)};
}

/** What a sentence says of releases before this one, and duties that have ended. Not "no longer" alone: what no longer works is a limit. */
const bygone =
	/^(?:Earlier|Older|Previous|Former) (?:releases?|versions?|editions?)\b|^(?:Until|Before|Prior to) (?:release|version) v?\d|\bno longer (?:need|have to|must|require|necessary|ask)/i;

/**
 * The severity of a finding in doubt, by the share of findings of its probability that were right on dev: at most a warning below 0.9, a
 * note below 0.8. What stands in a changelog, is quoted or says itself that it is bygone may be another's, or of another time: a note. The
 * texts of a template are of none of the kinds that were measured: at most a warning.
 */
export function lowered({confidence, sentence, inDoubt}: Pick<Judgement, 'confidence' | 'sentence' | 'inDoubt'>): {readonly severity?: Severity} {
	if (inDoubt || confidence < 0.8 || sentence.apart === 'changelog' || sentence.apart === 'quotation' || bygone.test(sentence.text.value.trim()))
		return {severity: 'note'};
	return confidence < 0.9 || sentence.kind === 'template' ? {severity: 'warning'} : {};
}
