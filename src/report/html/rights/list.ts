/** The facts of a diagram as a nested list: for screen readers, for print, and for what the drawing has no room for. */

import {plural, some} from '../../words.ts';
import {bounded, leftOut} from '../bounded.ts';
import {html, type Markup} from '../markup.ts';
import {clip} from '../words.ts';
import {type Reach, widthWords} from './reach.ts';
import {describe, letterOf} from './sheet.ts';
import {grantedBy, type HeldPolicy, type Path, type Subject} from './subject.ts';

const most = {actions: 30, resources: 8};

/** The list. */
export function subjectList(subject: Subject): Markup {
	const {identity, holders, policies, paths, needs, gaps} = subject;
	const held = bounded(
		holders,
		{bytes: 6_000},
		({name, detail, isOpen}) => html`<li><code>${clip(name, 160)}</code> (${clip(detail, 160)})${isOpen && ': anybody may take it on'}</li>`,
	);
	const shown = bounded(policies, {bytes: 40_000}, policyItem);
	const ways = bounded([...paths.entries()], {bytes: 12_000}, ([index, path]) => pathItem(path, letterOf(index)));
	const missing = bounded(
		needs,
		{bytes: 6_000},
		({launch, action, call}) => html`<li><code>${action}</code>, which ${launch} calls (<code>${clip(call.value, 120)}</code>)</li>`,
	);
	const differing = gaps.map(
		({more, less}) =>
			html`<li>Standalone instructions ask for ${
				more.length === 0
					? 'nothing more'
					: html`<code>${clip(
							some(
								more.map(({text}) => text),
								12,
							),
							400,
						)}</code> more`
			}${less.length > 0 && html`, and do not ask for <code>${clip(some(less, 12), 400)}</code>`}</li>`,
	);
	const part = (title: string, items: readonly Markup[], left = 0, noun = '') =>
		items.length > 0 && html`<li>${title}<ul>${items}</ul>${leftOut(left, noun)}</li>`;
	return html`<ul class="tree"><li><b>${clip(identity.logicalId, 200)}</b>, ${describe(subject)}${identity.boundary !== undefined && html`, bounded by <code>${clip(identity.boundary.name, 160)}</code>`}<ul>
${part('Taken on by', held.shown, held.left, 'holder')}
${part('Policies', shown.shown, shown.left, 'policy')}
${part('Ways to other rights', ways.shown, ways.left, 'way')}
${part('Called, but not allowed', missing.shown, missing.left, 'call')}
${part('Beside the usage instructions', differing)}
</ul></li></ul>`;
}

function policyItem({name, detail, reaches, unread}: HeldPolicy): Markup {
	const services = bounded(reaches, {bytes: 14_000}, reachItem);
	const parts = bounded(unread, {bytes: 2_000}, (why) => html`<li>Not followed: ${clip(why, 300)}</li>`);
	return html`<li><code>${clip(name, 200)}</code>${detail !== '' && ` (${detail})`}<ul>${services.shown}${parts.shown}</ul>${leftOut(services.left + parts.left, 'service')}</li>`;
}

function reachItem({service, width, actions, resources, conditional, unused}: Reach): Markup {
	const named =
		width === 'complement'
			? html`all actions but <code>${clip(some(actions, most.actions), 1200)}</code>`
			: html`<code>${clip(some(actions, most.actions), 1200)}</code>`;
	const on = resources.length === 0 ? undefined : html` on <code>${clip(some(resources, most.resources), 900)}</code>`;
	return html`<li><b>${service}</b>: ${widthWords[width]}${conditional && ', under a condition'}: ${named}${on}${unused.length > 0 && html`; ${plural(unused.length, 'action')} of it that nothing in the submission calls: <code>${clip(some(unused, most.actions), 600)}</code>`}</li>`;
}

function pathItem({id, right, steps}: Path, letter: string): Markup {
	return html`<li>${letter}: <code>${id}</code>, ${right}<ol>${steps.map((step) => {
		const by = grantedBy(step);
		return html`<li><code>${step.action}</code>${by !== undefined && html`, granted by <code>${clip(by, 160)}</code>`}${step.line !== undefined && `, line ${step.line}`}</li>`;
	})}</ol></li>`;
}
