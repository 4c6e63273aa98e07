/** The pages of a rule and of a policy, as Markdown: what `explain` prints and what `docs/` holds. */

import type {AnyValidator, Edition, EditionSeverity, Example, RootFile, Severity} from '../contract.ts';
import type {EvidenceKey} from '../evidence.ts';
import type {Finding} from '../outcome.ts';
import {editions, newestEdition} from '../policies/editions.ts';
import type {EvidenceKind, Policy} from '../policies/policy.ts';
import {codeBlock, table, visible, yamlScalar} from './markdown.ts';

/** What each kind of evidence is, for people. */
const evidenceNames: Readonly<Record<EvidenceKind, string>> = {
	template: 'CloudFormation templates',
	listing: 'the listing (change set, DescribeEntity answer or saved page)',
	docs: 'documents',
	image: 'DescribeImages output',
	root: "the AMI's root file system",
	scan: 'scan results',
};

/** What brings each piece of evidence that rules read. */
const keyNames: Readonly<Record<EvidenceKey, string>> = {
	submission: 'the submission as a whole',
	listings: 'a listing',
	policyTexts: 'usage instructions, documents or templates',
	iam: 'CloudFormation templates with IAM roles, users or policies',
	listingFields: 'a listing or an offer',
	shapeFaults: 'a change set',
	changeSets: 'a change set',
	offers: 'an offer',
	templates: 'CloudFormation templates',
	lintedTemplates: 'CloudFormation templates that cfn-lint has judged',
	syntaxMarks: 'JSON or YAML files',
	bindings: 'a listing whose delivery options name templates',
	images: 'DescribeImages output',
	scans: 'scan results of the AMI (Trivy, Grype, Amazon Inspector, SARIF, CycloneDX, ClamAV, DescribeAssessment)',
	osReleases: "the AMI's root file system, with an os-release or a Windows that tells its build",
	windowsSystems: "the AMI's root file system, of a Windows",
	windowsAccounts: "the AMI's root file system, of a Windows with its SAM hive",
	windowsPasswords: "the AMI's root file system, of a Windows",
	remoteDesktops: "the AMI's root file system, of a Windows with its SYSTEM hive",
	windowsKeys: "the AMI's root file system, of a Windows",
	documents: "documents, in the submission or in the AMI's root file system",
	judged: "a listing, documents, templates or the AMI's root file system, with sentences in English",
	credentialSearches: "the AMI's root file system",
	disks: "the AMI's root file system, with etc/fstab",
	rootRegions: "the AMI's root file system",
	sshServers: "the AMI's root file system, with a sshd_config",
	startups: "the AMI's root file system",
	productFiles: "the AMI's root file system",
	accounts: "the AMI's root file system, of a Linux or FreeBSD",
	remains: "the AMI's root file system",
	usageInstructions: 'a listing with usage instructions',
};

/** A rule's page: norm, reason, severity, words, examples, options, and how to waive it. */
export function explainRule(validator: AnyValidator): string {
	const {id, about, why, aliases = []} = validator;
	return joined([
		`# ${id}`,
		about,
		why,
		facts(validator),
		aliases.length === 0 ? undefined : `Earlier names, still understood in \`shelfready.yaml\`: ${aliases.map((alias) => `\`${alias}\``).join(', ')}.`,
		'## What it says',
		words(validator),
		'## Examples',
		...examples(validator),
		options(validator),
		'## To set it aside',
		waiver(validator),
	]);
}

/** The rule behind a finding, for who looks at its place: norm, reason, what the policy asks, source, and the waiver of this one case. */
export function explainFinding(
	{rule, subject, severity, source}: Pick<Finding, 'rule' | 'subject' | 'severity' | 'source'>,
	{about, why}: AnyValidator,
	{id, editions: texts}: Policy,
	edition: Edition,
): string {
	const {asks} = texts[edition];
	return joined([
		`**${rule}** (${severity})`,
		about,
		why,
		`\`${id}\` in ${edition}: ${asks ?? 'no longer asked'}`,
		...(/^https?:/.test(source) ? [`Source: <${source}>`] : []),
		'To set it aside, in `shelfready.yaml`:',
		codeBlock('shelfready.yaml', `waivers:\n  - rule: ${rule}\n    subject: ${yamlScalar(subject)}\n    reason: Why this is right for your product`),
	]);
}

/** A policy's page: what each edition asks, the evidence that it takes, and the rules that judge it. */
export function explainPolicy(policy: Policy, rules: readonly AnyValidator[]): string {
	const own = rules.filter((rule) => rule.policy === policy.id);
	return joined([
		`# ${policy.id}`,
		`${policy.group}.`,
		...editions.map(({id}) => editionText(policy, id)),
		`Evidence: ${policy.evidence.map((kind) => evidenceNames[kind]).join('; ')}.`,
		own.length === 0
			? 'No rule of this version judges it.'
			: `Rules that judge it:\n\n${own.map((rule) => `- \`${rule.id}\` (${severityLine(rule.severity)}): ${rule.about}`).join('\n')}`,
		settling(policy, own),
	]);
}

function editionText(policy: Policy, edition: Edition): string {
	const {asks, change, source} = policy.editions[edition];
	return [`**${edition}**: ${asks ?? 'No longer asked.'}`, ...(change === undefined ? [] : [`What changed: ${change}`]), `Source: <${source}>`].join('\n\n');
}

function settling({settledBy, wanting}: Policy, rules: readonly AnyValidator[]): string {
	const there = settledBy.length > 0 && settledBy.every((id) => rules.some((rule) => rule.id === id));
	return there ? `It is satisfied when ${list(settledBy)} can each show it kept. Otherwise it ${wanting}.` : `To settle it, it ${wanting}.`;
}

/** A severity in words: one word where the editions agree. */
export function severityLine(severity: Severity | EditionSeverity): string {
	if (typeof severity === 'string') return severity;
	const words = editions.map(({id}) => {
		if (severity[id] !== 'off') return `${severity[id]} in ${id}`;
		// `settle` shows what only the newest edition asks as a note under the older one.
		return id === newestEdition ? `not reported in ${id}` : `note in ${id}, which does not ask for it`;
	});
	return words.join('; ');
}

function facts({policy, severity, source, reads, mayRead = []}: AnyValidator): string {
	return [
		`- Policy: \`${policy}\``,
		`- Severity: ${severityLine(severity)}`,
		`- Source: <${source}>`,
		`- Needs: ${keyList(reads)}${mayRead.length === 0 ? '' : `; sharper with ${keyList(mayRead)}`}`,
	].join('\n');
}

function keyList(keys: readonly EvidenceKey[]): string {
	return [...new Set(keys.map((key) => keyNames[key]))].join('; ');
}

function words({messages}: AnyValidator): string {
	const slotted = Object.values(messages).some(({message, help}) => /\{\w+\}/.test(message + help));
	const lines = Object.entries(messages).map(([id, {message, help}]) => `- \`${id}\`: ${withCode(message)}\n  - ${withCode(help)}`);
	return `${slotted ? 'Words in braces stand for values of your submission.\n\n' : ''}${lines.join('\n')}`;
}

/** The first example of each message and the first good one; the rest by name, so that pages stay short. */
function examples(validator: AnyValidator): readonly string[] {
	const shown = new Set<Example>();
	for (const message of Object.keys(validator.messages)) {
		const example = validator.examples.find(({expect}) => expect.some((expected) => expected.message === message));
		if (example !== undefined) shown.add(example);
	}
	const good = validator.examples.find(({expect}) => expect.length === 0);
	if (good !== undefined) shown.add(good);
	const rest = validator.examples.filter((example) => !shown.has(example));
	const restLines = rest.map(({name, expect}) => `- ${name}: ${expect.length === 0 ? 'nothing found' : found(expect)}`);
	return [...[...shown].map(example), ...(rest.length === 0 ? [] : [`### Also tested\n\n${restLines.join('\n')}`])];
}

function example({name, files, root = {}, expect}: Example): string {
	const blocks = [
		...Object.entries(files).map(([file, text]) => `\`${file}\`\n\n${codeBlock(file, text)}`),
		...Object.entries(root).map(([path, file]) => rootFile(`image/${path}`, typeof file === 'string' ? {text: file} : file)),
	];
	return joined([`### ${expect.length === 0 ? 'Good' : 'Bad'}: ${name}`, ...blocks, expect.length === 0 ? 'Nothing is found.' : `Found: ${found(expect)}.`]);
}

/** A file of an image; what is not mode 644 and root's is told. */
function rootFile(path: string, {text = '', link, registry, mode = 0o644, uid = 0}: Exclude<RootFile, string>): string {
	if (link !== undefined) return `\`${path}\` leads to \`${link}\``;
	if (registry !== undefined) return `\`${path}\`, a registry hive\n\n${codeBlock(`${path}.reg`, registry.replace(/(=hex:[0-9a-f,]{24})[0-9a-f,]+/g, '$1…'))}`;
	const owner = `${mode === 0o644 ? '' : `, mode ${mode.toString(8)}`}${uid === 0 ? '' : `, owned by user ${uid}`}`;
	return text === '' ? `\`${path}\`${owner}, empty` : `\`${path}\`${owner}\n\n${codeBlock(path, text)}`;
}

function found(expect: Example['expect']): string {
	return expect.map(({message, at}) => `\`${message}\`${at === '' ? '' : ` at ${inlineCode(at)}`}`).join('; ');
}

/** A span of code that its own backticks can't end; long or many-lined text is cut. */
function inlineCode(text: string): string {
	const flat = visible(text.replace(/\s+/g, ' ').trim());
	const cut = flat.length > 80 ? `${flat.slice(0, 79)}…` : flat;
	return cut.includes('`') ? `\`\` ${cut} \`\`` : `\`${cut}\``;
}

function options({id, options: specs = {}}: AnyValidator): string | undefined {
	const entries = Object.entries(specs);
	if (entries.length === 0) return undefined;
	const rows = entries.map(([name, spec]) => [`\`${name}\``, withCode(spec.about), `\`${yamlScalar(spec.default)}\``]);
	const settings = entries.map(([name, spec]) => `      ${name}: ${yamlScalar(spec.default)}`).join('\n');
	return joined(['## Options', table(['option', 'about', 'default'], rows), codeBlock('shelfready.yaml', `rules:\n  ${id}:\n    options:\n${settings}`)]);
}

function waiver({id, examples: all}: AnyValidator): string {
	const subject = all.flatMap(({expect}) => expect.flatMap((expected) => (expected.subject === undefined ? [] : [expected.subject])))[0];
	const lines = [
		'waivers:',
		`  - rule: ${id}`,
		subject === undefined ? '    # subject: the one field, logical id or file that it holds for; without it, all' : `    subject: ${yamlScalar(subject)}`,
		'    reason: Why this is right for your product',
		"    until: '2027-06-30'",
	];
	return joined([
		'In `shelfready.yaml`, for one case and with a reason; without `subject` the waiver holds for every finding of the rule:',
		codeBlock('shelfready.yaml', lines.join('\n')),
		'To change its severity everywhere (`error`, `warning`, `note` or `off`):',
		codeBlock('shelfready.yaml', `rules:\n  ${id}:\n    severity: note`),
		'A reviewer at AWS sees neither.',
	]);
}

function list(ids: readonly string[]): string {
	return ids.map((id) => `\`${id}\``).join(', ');
}

/** A `<placeholder>` becomes code, so that nothing takes it for HTML. An angle that opens no tag is harmless. */
function withCode(text: string): string {
	return text.replace(/<[A-Za-z/!][^<>`]*>/g, '`$&`');
}

function joined(parts: readonly (string | undefined)[]): string {
	return `${parts
		.filter((part) => part !== undefined)
		.map((part) => part.trimEnd())
		.join('\n\n')}\n`;
}
