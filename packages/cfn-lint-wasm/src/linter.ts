/** The linter, over any pool: what is asked of cfn-lint and what it answers, typed. */

import {NotJudged, type Pool} from './pool.ts';

/** cfn-lint's levels. */
export type Severity = 'error' | 'warning' | 'informational';

/** A place in a template: lines and columns from 1, columns in characters as cfn-lint counts them (code points). */
export type Position = {readonly line: number; readonly column: number};

/** A finding of cfn-lint. */
export type Match = {
	/** cfn-lint's own id of this finding, equal for equal rule, message, file and line. */
	readonly id: string;
	/** The finding that this one explains. */
	readonly parentId: string | null;
	/** For example `E3012`. */
	readonly rule: string;
	readonly severity: Severity;
	readonly message: string;
	readonly filename: string | null;
	readonly start: Position;
	readonly end: Position;
	/** Keys and indexes from the template's root. */
	readonly path: readonly (string | number)[];
	/** The rule in a few words. */
	readonly name: string;
	/** The rule in a sentence. */
	readonly documentation: string;
	/** URL of what the rule goes by. */
	readonly source: string;
};

/** A rule of cfn-lint. `options` are what `configureRules` can set, with their defaults. */
export type Rule = Pick<Match, 'rule' | 'severity' | 'name' | 'documentation' | 'source'> & {
	readonly tags: readonly string[];
	readonly experimental: boolean;
	readonly options: Readonly<Record<string, unknown>>;
};

/** cfn-lint's settings, under their names in camel case. A template's own `Metadata.cfn-lint` counts where these are silent. */
export type LintOptions = {
	/** Regions to check for; `ALL_REGIONS` for all. Default `us-east-1`. */
	readonly regions?: readonly string[];
	/** Ids, or beginnings of ids, of rules to leave out. */
	readonly ignoreChecks?: readonly string[];
	/** Ids, or beginnings, of rules to add to errors and warnings: `I` for the informational ones. */
	readonly includeChecks?: readonly string[];
	/** Rules that templates can't turn off. */
	readonly mandatoryChecks?: readonly string[];
	readonly configureRules?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	readonly includeExperimental?: boolean;
	/** Whether a template that can't be parsed gives no finding. */
	readonly ignoreBadTemplate?: boolean;
	/** Texts of templates by path, relative as nested stacks name them in `TemplateURL`. */
	readonly files?: Readonly<Record<string, string>>;
};

/** A template: its text or bytes, with the name that findings carry. */
export type Template = {readonly text: string | Uint8Array; readonly filename?: string};

/** A linter. One worker does one template at a time; more templates wait. */
export type Linter = {
	/** cfn-lint's version. */
	readonly version: string;
	/**
	 * cfn-lint's findings, sorted by line and rule. A template that can't be parsed has the finding `E0000`.
	 * @throws {NotJudged} where time or memory ran out, or the template breaks cfn-lint or Python
	 * @throws {RangeError} where cfn-lint refuses the options
	 * @throws {TypeError} where the template is neither text nor bytes
	 */
	lint(template: string | Template, options?: LintOptions): Promise<readonly Match[]>;
	rules(): Promise<readonly Rule[]>;
	/** Ends the workers. Templates that wait are `NotJudged`. */
	close(): Promise<void>;
};

/** What `lint` in python/cfn_lint_wasm/lint.py answers. */
type Answer = {readonly matches: readonly Match[]} | {readonly refused: string} | {readonly broken: string};

/** A linter over `pool`. `defaults` are the options of every template, overridden one by one. */
export function linterOver(pool: Pool, version: string, defaults: LintOptions): Linter {
	return {
		version,
		async lint(template, options = {}) {
			const {text, filename = 'template.yaml'} = typeof template === 'string' ? {text: template} : template;
			if (typeof text !== 'string' && !((text as unknown) instanceof Uint8Array))
				throw new TypeError('a template is its text, or {text, filename} with its text or bytes');
			const {files = {}, ...settings} = {...defaults, ...options};
			for (const path of Object.keys(files)) if (isOutside(path)) throw new RangeError(`${path} is not a path below the template's folder`);
			const content = typeof text === 'string' ? new TextEncoder().encode(text) : new Uint8Array(text);
			const request = JSON.stringify({filename, options: pythonic(settings), files});
			const answer = JSON.parse(await pool.run({kind: 'lint', content, request})) as Answer;
			if ('refused' in answer) throw new RangeError(answer.refused);
			if ('broken' in answer) throw new NotJudged('crash', answer.broken);
			return answer.matches;
		},
		rules: async () => JSON.parse(await pool.run({kind: 'rules'})) as readonly Rule[],
		close: () => pool.close(),
	};
}

/** cfn-lint's own names of its settings. */
function pythonic(settings: Omit<LintOptions, 'files'>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]));
}

function isOutside(path: string): boolean {
	return path === '' || path.startsWith('/') || path.includes('\\') || path.split('/').some((part) => part === '..' || part === '');
}
