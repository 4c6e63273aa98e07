/** Defaults of parameters that let address ranges in to ports for administration or data. */

import type {IngressRule, OpenDefault, Template} from '../../evidence/template.ts';
import type {NamedPort} from '../../limits/ports.ts';
import {isPrivate} from '../cidr.ts';

/** Templates with the defaults that open ports, here or in a nested template that they are handed to. */
export function withOpenDefaults(templates: readonly Template[]): readonly Template[] {
	const found = new Map<string, OpenDefault>();
	for (const rule of templates.flatMap(({ingressRules}) => ingressRules)) {
		for (const next of defaultsIn(rule)) {
			const key = `${next.place.file} ${next.place.range?.join()} ${next.cidr}`;
			const known = found.get(key);
			found.set(key, known === undefined ? next : merged(known, next));
		}
	}
	if (found.size === 0) return templates;
	return templates.map((template) => {
		// The range of the stack's own network is not the internet.
		const own = new Set(template.properties.filter(({path}) => /CidrBlock$/.test(path)).flatMap(({mentions}) => mentions));
		const openDefaults = [...found.values()].filter(({place, parameter}) => place.file === template.file && !own.has(parameter));
		return openDefaults.length === 0 ? template : {...template, openDefaults};
	});
}

function defaultsIn({sources, answered, resource}: IngressRule): readonly OpenDefault[] {
	return sources.flatMap(({parameter, cidr, place, ports, reach, together}) =>
		parameter === undefined || ports.length === 0 || !cidr.includes('/')
			? []
			: [
					{
						parameter,
						cidr,
						place,
						ports,
						reach: isPrivate(cidr) ? 'private' : reach,
						together,
						sure: answered && ports.some(({documented}) => documented),
						groups: [resource.logicalId],
					},
				],
	);
}

/** One default may open several ports, by several rules. */
function merged(first: OpenDefault, second: OpenDefault): OpenDefault {
	const everyone = [first, second].find(({reach}) => reach === 'everyone');
	return {
		...(everyone ?? first),
		groups: [...new Set([...first.groups, ...second.groups])].slice(0, 20),
		ports: namedFirst([...new Set([...first.ports, ...second.ports])]),
		sure: first.sure || second.sure,
	};
}

function namedFirst(ports: readonly NamedPort[]): readonly NamedPort[] {
	const documented = ports.filter((port) => port.documented);
	return documented.length > 0 ? documented : ports;
}
