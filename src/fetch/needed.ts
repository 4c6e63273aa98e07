/** What a product's description names and does not hold: the templates behind its delivery options, and its AMIs. */

import * as z from 'zod';
import type {EntityAnswer} from './answers.ts';

/** Addresses of templates, without what follows a `?`, which may be a signature; and ids of AMIs. */
export type Needed = {readonly templates: readonly string[]; readonly images: readonly string[]};

/** Of each; more are not told one by one. */
const most = 20;

const textOrNothing = z.string().optional().catch(undefined);
const details = z.object({
	Versions: z
		.array(
			z.object({
				Sources: z
					.array(z.object({Id: textOrNothing, Template: textOrNothing, Image: textOrNothing, NestedDocuments: z.array(z.unknown()).catch([])}))
					.catch([]),
				DeliveryOptions: z.array(z.object({SourceId: textOrNothing, Visibility: textOrNothing})).catch([]),
			}),
		)
		.catch([]),
});

/** Of the delivery options that buyers see. */
export function neededBy({Details, DetailsDocument}: EntityAnswer): Needed {
	const read = details.safeParse(DetailsDocument ?? plain(Details));
	const versions = read.success ? read.data.Versions : [];
	const sources = versions.flatMap(({Sources, DeliveryOptions}) => {
		const shown = new Set(DeliveryOptions.filter(({Visibility}) => Visibility !== 'Restricted').map(({SourceId}) => SourceId));
		return Sources.filter(({Id}) => shown.has(Id));
	});
	const templates = sources.flatMap(({Template, NestedDocuments}) => [Template, ...NestedDocuments].flatMap(addressOf));
	const images = sources.flatMap(({Image}) => (Image !== undefined && /^ami-[\da-f]{8,17}$/.test(Image) ? [Image] : []));
	return {templates: [...new Set(templates)].slice(0, most), images: [...new Set(images)].slice(0, most)};
}

function plain(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return undefined;
	}
}

function addressOf(value: unknown): readonly string[] {
	if (typeof value !== 'string' || value.length > 2000 || !URL.canParse(value)) return [];
	const {protocol, host, pathname} = new URL(value);
	return /^(?:https?|s3):$/.test(protocol) ? [`${protocol}//${host}${pathname}`] : [];
}
