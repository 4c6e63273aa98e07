// The package carries no types.

declare module 'textlint-rule-prh' {
	const rule: unknown;
	export default rule;
}
