import type {ArtifactKind} from './artifact.ts';
import type {AnyValidator, Edition, Severity} from './contract.ts';
import type {Licensing, Submission} from './evidence.ts';
import type {Waiver} from './outcome.ts';
import type {RuleOptions} from './run.ts';

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
};
export function readConfig(
	_text: string,
	_o: {file: string; validators: readonly AnyValidator[]; files?: readonly string[]},
): {config: Config} | {errors: readonly string[]} {
	return {errors: ['']};
}
