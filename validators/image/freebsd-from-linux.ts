import {defineValidator} from '../../src/contract.ts';
import {image, standalone, version} from '../../src/examples.ts';
import {pages} from '../../src/limits.ts';
import {spanOf} from '../../src/tree.ts';

/**
 * A warning, and only in the edition of 2020: an answer of EC2 calls FreeBSD and Linux alike "Linux/UNIX", so that the build is FreeBSD
 * can be told by its name alone, and what it was built from not at all.
 */
export const freebsdFromLinux = defineValidator({
	id: 'image/freebsd-from-linux',
	policy: 'architecture.freebsd-from-linux',
	severity: {'ami-2020': 'warning', 'ami-2025': 'off'},
	about: 'A FreeBSD product is built from a Linux-based operating system.',
	source: pages.policy,
	reads: ['images'],
	messages: {
		named: {
			message: 'The {field} of {image} names FreeBSD; the policies of 2020 ask that a FreeBSD product is built from a Linux-based system.',
			help: 'Be ready to say how the image was built. The sentence left the policies in August 2021.',
		},
	},
	examples: [
		{
			name: 'a name that says FreeBSD',
			files: {'images.json': image({Name: 'Larkspur Queue Server 2.4.0 FreeBSD 14'})},
			expect: [{message: 'named', at: 'FreeBSD'}],
		},
		{
			name: 'an operating system given as FreeBSD',
			files: {'images.json': image(), 'request.json': version([standalone({}, {OperatingSystemName: 'FREEBSD'})])},
			expect: [{message: 'named', at: 'FREEBSD'}],
		},
		{name: 'a Linux image', files: {'images.json': image()}, expect: []},
		{name: 'an answer without name and description', files: {'images.json': image({Name: undefined, Description: undefined})}, expect: []},
	],
	*check({images}) {
		for (const {imageId, name, description, uses} of images) {
			const subject = imageId?.value ?? 'The image';
			const fields = [
				{field: 'name', text: name},
				{field: 'description', text: description},
				{field: 'operating system', text: uses[0]?.ami.operatingSystemName},
			];
			for (const {field, text} of fields) {
				const at = text?.value.search(/FreeBSD/i) ?? -1;
				if (text === undefined || at < 0) continue;
				yield {message: 'named', place: spanOf(text, at, at + 'FreeBSD'.length), subject, data: {image: subject, field}};
				break;
			}
		}
	},
});
