/** Tests in the order that keeps every core busy. */

/** What waits for other programs and for time to pass is begun first, so that nothing of it is left over for the end. */
const first = ['queue', 'audit', 'hostile', 'scripts', 'cli', 'fuzz', 'serve', 'report', 'types'];

/** @param {string} file */
const turnOf = (file) => {
	const index = first.findIndex((folder) => file.includes(`/dist/test/${folder}/`));
	return index === -1 ? first.length : index;
};

export default {
	files: ['dist/test/**/*.test.js', 'packages/*/dist/test/**/*.test.js'],
	nodeArguments: ['--enable-source-maps'],
	timeout: '2m',
	sortTestFiles: (a, b) => turnOf(a) - turnOf(b) || (a < b ? -1 : 1),
};
