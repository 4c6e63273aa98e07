/** Code whose every edge counts how often it is taken, and whose comparisons are told of. The plugins are Jazzer.js's, which need nothing of its native part. */

import {transformSync} from '@babel/core';
import {compareHooks} from '@jazzer.js/instrumentor/dist/plugins/compareHooks.js';
import {esmCodeCoverage} from '@jazzer.js/instrumentor/dist/plugins/esmCodeCoverage.js';

/** A module's source with counters in; `installCounters` must have been called where it is loaded. */
export function withCounters(source: string): string {
	const {plugin, edgeCount} = esmCodeCoverage();
	const made = transformSync(source, {plugins: [plugin, compareHooks], sourceType: 'unambiguous', configFile: false, babelrc: false, compact: true});
	const edges = edgeCount();
	return edges === 0 || typeof made?.code !== 'string' ? source : `const __jazzer_cov = globalThis.shelfreadyEdges(${edges});\n${made.code}`;
}
