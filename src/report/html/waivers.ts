/** What was set aside by waivers, with the reasons, and the waivers that no longer do what they were written for. */

import type {WaiverState} from '../../outcome.ts';
import {plural} from '../words.ts';
import {bounded, leftOut} from './bounded.ts';
import {waivedFinding} from './finding.ts';
import {html, type Markup} from './markup.ts';
import type {View} from './view.ts';
import {clip, wide} from './words.ts';

/** The part of the page; nothing for a submission without waivers. */
export function waiversSection({outcome: {waived, waivers, notAssessed}, room}: View): Markup | undefined {
	if (waived.length + waivers.length === 0) return undefined;
	const idle = new Set(notAssessed.map(({rule}) => rule));
	const findings = bounded(waived, {bytes: room(60_000), most: 200}, waivedFinding);
	const states = bounded(waivers, {bytes: room(30_000), most: 200}, (state) => stateRow(state, idle.has(state.waiver.rule)));
	const stale = waivers.filter(({state}) => state !== 'used').length;
	return html`<section id="waivers" aria-labelledby="waivers-title">
<h2 id="waivers-title">Waived</h2>
<p class="lead">${plural(waived.length, 'finding')} set aside by <code>shelfready.yaml</code>${stale > 0 && html`; <b>${plural(stale, 'waiver')} unused or expired</b>`}. A reviewer at AWS does not see waivers.</p>
${waived.length > 0 && html`<details><summary>Waived findings (${waived.length})</summary><ul class="waived">${findings.shown}</ul>${leftOut(findings.left, 'waived finding')}</details>`}
${waivers.length > 0 && html`<details><summary>Waivers and their states (${waivers.length})</summary>${wide('Waivers and their states', html`<table><caption class="unseen">Waivers and their states</caption><thead><tr><th scope="col">Rule</th><th scope="col">For</th><th scope="col">Reason</th><th scope="col">Until</th><th scope="col">State</th></tr></thead><tbody>${states.shown}</tbody></table>`)}${leftOut(states.left, 'waiver')}</details>`}
</section>`;
}

function stateRow({waiver: {rule, subject, reason, until}, state, findings}: WaiverState, isIdle: boolean): Markup {
	const word =
		state === 'used'
			? `used: ${plural(findings, 'finding')}`
			: state === 'expired'
				? `expired: ${findings === 0 ? 'nothing matches it any more' : `${plural(findings, 'finding')} counted again`}`
				: `unused: ${isIdle ? 'its rule lacked what it reads' : 'no finding matches it'}`;
	return html`<tr><th scope="row"><code>${clip(rule, 120)}</code></th><td>${subject === undefined ? 'every finding of the rule' : clip(subject, 200)}</td><td>${clip(reason, 600)}</td><td>${until ?? 'no end'}</td><td>${state === 'used' ? word : html`<b>${word}</b>`}</td></tr>`;
}
