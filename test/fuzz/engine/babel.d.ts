/** What is used of Babel, which brings no types. */
declare module '@babel/core' {
	export type Plugin = object | (() => object);
	export function transformSync(
		code: string,
		options: {
			readonly plugins: readonly Plugin[];
			readonly sourceType: 'unambiguous';
			readonly configFile: false;
			readonly babelrc: false;
			readonly compact: boolean;
		},
	): {readonly code?: string | null} | null;
}
