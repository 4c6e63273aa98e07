// The package carries no types.

declare module 'textlint-rule-prh' {
	// Of CommonJS, so that Node's default export is what the module exports.
	const rule: {readonly default: unknown};
	export default rule;
}
