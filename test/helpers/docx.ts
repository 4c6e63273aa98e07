import {zipSync} from 'fflate';

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** Packs the inside of a `w:body` (and of a `w:styles`) as a DOCX. */
export function docxOf(body: string, styles = ''): Uint8Array {
	const encode = (text: string) => new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
	return zipSync(
		{
			'[Content_Types].xml': encode('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
			'word/document.xml': encode(`<w:document ${namespace}><w:body>${body}</w:body></w:document>`),
			'word/styles.xml': encode(`<w:styles ${namespace}>${styles}</w:styles>`),
		},
		// The same bytes at any time and, since a zip holds local time, in any zone.
		{mtime: new Date(2026, 10, 1)},
	);
}

/** A paragraph, with a style or not. */
export function paragraph(text: string, style?: string): string {
	return `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}
