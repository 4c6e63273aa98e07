/** What instances and other identities may do: for each a diagram from who takes it on to what it reaches, and the same as a list. */

import {shownOf} from '../../../evidence/iam.ts';
import {isAbsent} from '../../../evidence.ts';
import {grouped} from '../../grouped.ts';
import {plural, some} from '../../words.ts';
import {bounded} from '../bounded.ts';
import {html, type Markup} from '../markup.ts';
import type {View} from '../view.ts';
import {clip} from '../words.ts';
import {drawing} from './drawing.ts';
import {layered} from './layered.ts';
import {subjectList} from './list.ts';
import {describe, sheetOf} from './sheet.ts';
import {stacked} from './stacked.ts';
import {inOrder, type Subject, subjectOf} from './subject.ts';

/** Bytes for all diagrams and lists. */
const budget = 230_000;

/** The part of the page. */
export function rightsSection(view: View): Markup {
	const {iam} = view.outcome.gathered;
	const identities = isAbsent(iam) ? [] : inOrder(iam.identities);
	const hasFiles = new Set(identities.map(({file}) => file)).size > 1;
	const shown = isAbsent(iam)
		? {shown: [], left: 0}
		: bounded([...identities.entries()], {bytes: view.room(budget), most: 40}, ([index, identity]) =>
				subjectPart(subjectOf(identity, iam, view.linesOf), index, hasFiles),
			);
	const left = identities.slice(shown.shown.length);
	return html`<section id="rights" aria-labelledby="rights-title">
<h2 id="rights-title">Roles and what they reach</h2>
${isAbsent(iam) ? html`<p>Nothing to show: ${iam.absent}.</p>` : html`<p class="lead">From left to right: who takes an identity on, the identity, its policies, and how much of which service they reach. Roles of instances come first. ${legend}</p>`}
${withoutRole(view)}
${shown.shown}
${
	left.length > 0 &&
	html`<p class="cut">${plural(left.length, 'more identity', 'more identities')} ${left.length === 1 ? 'is' : 'are'} not drawn, to keep this page small: ${clip(
		some(
			left.map(({logicalId}) => logicalId),
			20,
		),
		800,
	)}.</p>`
}
</section>`;
}

const legend = html`Boxes with a heavy border reach further than they might; their words say how far. Chains below a diagram are known ways to other rights, and their letters stand where each step is granted. Dashed boxes are what is denied, missing or not followed.`;

function subjectPart(subject: Subject, index: number, hasFiles: boolean): Markup {
	const {identity, policies, holders, paths, isAdministrator, needs} = subject;
	const sheet = sheetOf(subject);
	const services = new Set(policies.flatMap(({reaches}) => reaches.filter(({width}) => width !== 'denied').map(({service}) => service)));
	const facts = [
		describe(subject),
		plural(holders.length, 'holder'),
		plural(policies.length, 'policy', 'policies'),
		services.has('every service') ? 'every service' : plural(services.size, 'service'),
		isAdministrator
			? 'may do everything'
			: paths.length === 0
				? 'no known way to other rights'
				: plural(paths.length, 'known way to other rights', 'known ways to other rights'),
		...(needs.length === 0 ? [] : [plural(needs.length, 'call that is not allowed', 'calls that are not allowed')]),
		...(identity.cut ? ['too large to be judged to the end'] : []),
	];
	const {origin} = identity;
	const name = `${clip(identity.logicalId, 200)}${origin?.from === 'usage-instructions' ? `, ${origin.option} option` : ''}`;
	const label = `${name}: ${facts.join(', ')}. The list below says the same in words.`;
	return html`<section class="subject" aria-labelledby="identity-${index}">
<h3 id="identity-${index}">${name}${hasFiles && html` <small>${clip(identity.file, 200)}</small>`}</h3>
<p class="facts-line">${facts.join(' · ')}</p>
<div class="canvas" role="region" aria-label="Diagram of ${name}" tabindex="0">${drawing(layered(sheet), 'layered', label)}${drawing(stacked(sheet), 'stacked', label)}</div>
${sheet.cut.length > 0 && html`<p class="cut">Not drawn: ${sheet.cut.join(', ')}; see the list.</p>`}
<details><summary>The same as a list</summary>${subjectList(subject)}</details>
</section>`;
}

/** Launches whose role is not in the templates, and those that have none. */
function withoutRole({outcome: {gathered}}: View): Markup | undefined {
	const {iam, templates} = gathered;
	const instanceRoles = isAbsent(iam) ? [] : iam.instanceRoles;
	const outside = [
		...grouped(
			instanceRoles.filter(({roles}) => roles.length === 0),
			({launch}) => launch,
		),
	].map(
		([launch, [first]]) =>
			html`<li><code>${clip(launch, 160)}</code>: its instance profile ${first?.from === 'parameter' ? 'is named by a parameter' : 'comes from outside of the template'} (<code>${clip(first === undefined ? '' : shownOf(first.token), 160)}</code>), so that its rights are not known</li>`,
	);
	const known = new Set(instanceRoles.map(({launch, file}) => `${file} ${launch}`));
	const bare = isAbsent(templates)
		? []
		: templates.flatMap(({file, launches}) =>
				launches.filter(({resource, inherits}) => !inherits && !known.has(`${file} ${resource.logicalId}`)).map(({resource}) => resource.logicalId),
			);
	const none = [...new Set(bare)];
	if (outside.length + none.length === 0) return undefined;
	const items = bounded(outside, {bytes: 12_000, most: 30}, (item) => item);
	return html`<ul class="asides">${items.shown}${items.left > 0 && html`<li>and ${plural(items.left, 'more launch', 'more launches')} like that</li>`}${none.length > 0 && html`<li>Launched without an instance profile: <code>${clip(some(none, 20), 800)}</code></li>`}</ul>`;
}
