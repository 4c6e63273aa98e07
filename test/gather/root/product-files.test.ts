import test from 'ava';
import type {Place, RootFile} from '../../../src/contract.ts';
import {debian, windows} from '../../../src/examples.ts';
import {textAt} from '../../../src/filesystem.ts';
import {productFilesOf} from '../../../src/gather/root/product-files.ts';
import {systemOf} from '../../helpers/filesystem.ts';

type Files = Readonly<Record<string, RootFile>>;

/** The licences of a root in short, with the text that each points at. */
function found(files: Files): readonly string[] {
	const system = systemOf(files);
	const {licences} = productFilesOf(system);
	const at = ({file, range = [0, 0]}: Place) => (textAt(system, file.slice('image/'.length))?.value ?? '').slice(...range);
	return licences.map(({how, place}) => `${how} @ ${at(place)}`);
}

test('licences that end or are for trial, but not those of libraries', (t) => {
	t.deepEqual(
		found(
			debian({
				'opt/larkspur/larkspur.lic': 'INCREMENT queue larkspur 2.0 30-jun-2027 uncounted\nINCREMENT base larkspur 2.0 permanent uncounted\n',
				'opt/larkspur/license.xml': '<license><type>trial</type><expiryDate>2027-01-31</expiryDate></license>\n',
				'opt/larkspur/node_modules/x/license.json': '{"expires": "2027-01-01"}\n',
				'usr/share/doc/x/license.txt': 'expires: 2027-01-01\n',
			}),
		),
		['end @ 30-jun-2027', 'end @ 2027-01-31', 'trial @ trial'],
	);
	t.deepEqual(
		found(
			windows({
				'PROGRAM FILES (X86)/Larkspur/License.JSON': '{"product": "queue", "type": "trial", "expires": "2027-01-31"}\n',
				'Larkspur/activation.xml': '<a><validUntil>2027-02-28</validUntil></a>\n',
				'Program Files/Common Files/Microsoft Shared/license.ini': 'expires=2027-01-31\n',
				'ProgramData/Larkspur/perpetual.lic': 'Expires=never\n',
			}),
		),
		['end @ 2027-01-31', 'trial @ trial', 'end @ 2027-02-28'],
	);
});
