/** `shelfready.yaml` to settings. Wrong settings are all named with their places; nothing is checked under them. */

import {append} from './append.ts';
import type {ArtifactKind} from './artifact.ts';
import {type ConfigFault, faultsOf, nameOf, rangeAt, shown} from './config/issues.ts';
import {type ConfigData, configSchema} from './config/schema.ts';
import {ruleIdOf} from './config/selection.ts';
import {suggestion, unknownRule} from './config/suggestion.ts';
import {dataOf} from './config/values.ts';
import type {AnyValidator, Edition, OptionSpec, Severity} from './contract.ts';
import type {Licensing, Submission} from './evidence.ts';
import {lineStartsOf, positionAt} from './locate.ts';
import type {Waiver} from './outcome.ts';
import {parseYaml} from './read/yaml.ts';
import type {RuleOptions} from './run.ts';
import {entryOf, get, type SourceNode, walk} from './tree.ts';

/** What `shelfready.yaml` says, as a check takes it. */
export type Config = {
	readonly edition?: Edition;
	readonly licensing?: Licensing;
	readonly deliveryMethods?: Submission['deliveryMethods'];
	readonly kinds: Readonly<Record<string, ArtifactKind>>;
	readonly urls: Readonly<Record<string, string>>;
	readonly severities: Readonly<Record<string, Severity | 'off'>>;
	readonly options: RuleOptions;
	readonly waivers: readonly Waiver[];
	/** Rules of the user's own. */
	readonly ownRules: readonly AnyValidator[];
};

/** What a configuration is held against. */
export type ConfigContext = {
	/** The file's path, for messages. */
	readonly file: string;
	/** The rules that it may name. Missing where nobody asks for rules: then their names are not looked at. */
	readonly validators?: readonly AnyValidator[];
	/** The submission's files, when `artifacts` may name no others. */
	readonly files?: readonly string[];
};

/** No configuration that people write comes near this many characters. */
const longestConfig = 1_000_000;

/** Why a configuration does not count: its faults in the file's order, and each as `file:line:column: words`. */
type Refused = {readonly errors: readonly string[]; readonly faults: readonly ConfigFault[]};

/** Faults that are told of; a hostile file has one for each of its bytes. */
const mostFaults = 100;

/** Reads a configuration. */
export async function readConfig(source: string, context: ConfigContext): Promise<{readonly config: Config} | Refused> {
	if (source.length > longestConfig) {
		const message = `is longer than ${longestConfig} characters`;
		return {errors: [`${context.file}: ${message}`], faults: [{message, range: [0, 0]}]};
	}
	const {root, faults, marks} = await parseYaml(source);
	const starts = lineStartsOf(source);
	const worded = (found: readonly ConfigFault[]): Refused => {
		const all = found.toSorted((a, b) => a.range[0] - b.range[0]);
		const faults = all.slice(0, mostFaults);
		const errors = faults.map(({message, range}) => {
			const {line, column} = positionAt(starts, range[0]);
			return `${context.file}:${line}:${column}: ${message}`;
		});
		if (all.length > faults.length) errors.push(`${context.file}: ${all.length - faults.length} more errors`);
		return {errors, faults};
	};
	const repeated = marks.filter(({kind}) => kind === 'duplicate-key').map(({subject, range}) => ({message: `${JSON.stringify(subject)} is set twice`, range}));
	if (faults.length > 0 || repeated.length > 0) return worded([...faults, ...repeated]);
	// A file of comments alone sets nothing.
	if (root === undefined || (root.kind === 'scalar' && root.value === null)) return {config: configOf({}, [], new Map(), [])};
	// No setting is named so, and the schema would pass over it.
	const hidden = [...walk(root)].flatMap((node) => (node.kind === 'map' ? node.entries.filter(({key}) => key === '__proto__') : []));
	if (hidden.length > 0) return worded(hidden.map(({keyRange}) => ({message: '__proto__ is no setting, rule or file', range: keyRange})));
	const parsed = configSchema.safeParse(dataOf(root));
	if (!parsed.success) return worded(parsed.error.issues.flatMap((issue) => faultsOf(issue, root)));
	const own = await ownRulesOf(parsed.data, root);
	if (own.faults.length > 0) return worded(own.faults);
	const validators = [...(context.validators ?? []), ...own.rules];
	const wrong = [...(context.validators === undefined ? [] : ruleFaults(parsed.data, root, validators)), ...fileFaults(parsed.data, root, context.files)];
	if (wrong.length > 0) return worded(wrong);
	const ids = new Map(
		[...Object.keys(parsed.data.rules ?? {}), ...(parsed.data.waivers ?? []).map(({rule}) => rule)].map((name) => [name, ruleIdOf(name, validators) ?? name]),
	);
	const places = (parsed.data.waivers ?? []).map((_waiver, index) => ({file: context.file, range: rangeAt(root, ['waivers', index])}));
	return {config: configOf(parsed.data, places, ids, own.rules)};
}

/** The user's own rules as validators, and what is wrong with them. The engine of their patterns is loaded where there are any. */
async function ownRulesOf(
	{ownRules = []}: ConfigData,
	root: SourceNode,
): Promise<{readonly rules: readonly AnyValidator[]; readonly faults: readonly ConfigFault[]}> {
	const rules: AnyValidator[] = [];
	const faults: ConfigFault[] = [];
	if (ownRules.length === 0) return {rules, faults};
	const {ownRule} = await import('./config/own-rules.ts');
	for (const [index, data] of ownRules.entries()) {
		const at = (...path: readonly string[]) => ['ownRules', index, ...path];
		const rule = ownRule(data);
		if (Array.isArray(rule))
			for (const {key, message} of rule) faults.push({message: `${nameOf(at('find', key))}: ${message}`, range: rangeAt(root, at('find', key))});
		else if (rules.some(({id}) => id === rule.id)) faults.push({message: `${nameOf(at('id'))}: ${rule.id} is there already`, range: rangeAt(root, at('id'))});
		else rules.push(rule);
	}
	return {rules, faults};
}

function ruleFaults({rules = {}, waivers = []}: ConfigData, root: SourceNode, validators: readonly AnyValidator[]): readonly ConfigFault[] {
	const faults: ConfigFault[] = [];
	const ids = validators.map(({id}) => id);
	const meant = new Map<string, string>();
	const map = get(root, 'rules');
	for (const [name, setting] of Object.entries(rules)) {
		const id = ruleIdOf(name, validators);
		const range = entryOf(map, name)?.keyRange ?? root.range;
		if (id === undefined) faults.push({message: `rules: ${unknownRule(name, ids)}`, range});
		else if (meant.has(id)) faults.push({message: `rules: ${JSON.stringify(name)} is ${id}, which ${JSON.stringify(meant.get(id))} has set`, range});
		else {
			meant.set(id, name);
			const specs = validators.find((validator) => validator.id === id)?.options ?? {};
			if (typeof setting === 'object') append(faults, optionFaults(name, setting.options ?? {}, specs, root));
		}
	}
	for (const [index, {rule}] of waivers.entries()) {
		if (ruleIdOf(rule, validators) === undefined)
			faults.push({message: `${nameOf(['waivers', index, 'rule'])}: ${unknownRule(rule, ids)}`, range: rangeAt(root, ['waivers', index, 'rule'])});
	}
	return faults;
}

function optionFaults(
	rule: string,
	options: Readonly<Record<string, unknown>>,
	specs: Readonly<Record<string, OptionSpec>>,
	root: SourceNode,
): readonly ConfigFault[] {
	const names = Object.keys(specs);
	return Object.entries(options).flatMap(([name, value]): ConfigFault[] => {
		const path = ['rules', rule, 'options', name];
		const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
		if (spec === undefined) {
			const known = names.length === 0 ? '; it has no options' : `${suggestion(name, names)}; there are ${names.join(', ')}`;
			return [
				{
					message: `rules: ${rule} has no option ${JSON.stringify(name)}${known}`,
					range: entryOf(get(root, ...path.slice(0, -1)), name)?.keyRange ?? root.range,
				},
			];
		}
		const wanted = kindOf(spec.default);
		if (kindOf(value) === wanted) return [];
		return [{message: `rules: option ${name} of ${rule}: ${shown(get(root, ...path))} is not allowed; it must be ${wanted}`, range: rangeAt(root, path)}];
	});
}

/** What kind of value an option takes, in words. */
function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list of texts';
	if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : 'nothing of use';
	return typeof value === 'boolean' ? 'true or false' : 'a text';
}

function fileFaults(data: ConfigData, root: SourceNode, files: readonly string[] | undefined): readonly ConfigFault[] {
	if (files === undefined) return [];
	const {artifacts = {}} = data;
	const map = get(root, 'artifacts');
	const named = Array.isArray(artifacts)
		? artifacts.map(({path}, index) => ({path, range: rangeAt(root, ['artifacts', index, 'path'])}))
		: Object.keys(artifacts).map((path) => ({path, range: entryOf(map, path)?.keyRange ?? root.range}));
	return named
		.filter(({path}) => !files.includes(normal(path)))
		.map(({path, range}) => ({message: `artifacts: there is no file ${JSON.stringify(path)} in the submission${suggestion(path, files)}`, range}));
}

/** A path as the submission lists it. */
function normal(path: string): string {
	return path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
}

function configOf(data: ConfigData, places: readonly Waiver['place'][], ids: ReadonlyMap<string, string>, ownRules: readonly AnyValidator[]): Config {
	const {edition, licensing, deliveryMethods, artifacts = {}, rules = {}, waivers = []} = data;
	const idOf = (name: string) => ids.get(name) ?? name;
	const files = Array.isArray(artifacts)
		? artifacts
		: Object.entries(artifacts).map(([path, setting]) => ({path, ...(typeof setting === 'string' ? {kind: setting, url: undefined} : setting)}));
	const settings = Object.entries(rules).map(([name, setting]) => ({id: idOf(name), ...(typeof setting === 'string' ? {severity: setting} : setting)}));
	return {
		...(edition === undefined ? {} : {edition}),
		...(licensing === undefined ? {} : {licensing}),
		...(deliveryMethods === undefined ? {} : {deliveryMethods}),
		kinds: Object.fromEntries(files.flatMap(({path, kind}) => (kind === undefined ? [] : [[normal(path), kind]]))),
		urls: Object.fromEntries(files.flatMap(({path, url}) => (url === undefined ? [] : [[url, normal(path)]]))),
		severities: Object.fromEntries(settings.flatMap(({id, severity}) => (severity === undefined ? [] : [[id, severity]]))),
		options: Object.fromEntries(settings.flatMap((setting) => ('options' in setting && setting.options !== undefined ? [[setting.id, setting.options]] : []))),
		waivers: waivers.map(({rule, subject, reason, until}, index) => ({
			rule: idOf(rule),
			reason,
			...(subject === undefined ? {} : {subject}),
			...(until === undefined ? {} : {until}),
			place: places[index] ?? {file: ''},
		})),
		ownRules,
	};
}
