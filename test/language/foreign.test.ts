import test from 'ava';
import {foreignLanguages} from '../../src/language/foreign.ts';

const says = test.macro(async (t, text: string, language: string | undefined) => {
	t.deepEqual(await foreignLanguages([text]), [language]);
});

test('German', says, 'Starten Sie die Instanz aus dem AWS Marketplace und warten Sie zwei Minuten, bis die Konsole antwortet.', 'German');
test(
	'Dutch, which shares words with English',
	says,
	'Start de instantie in het menu en wacht tot de status op groen is; het wachtwoord is het id van de instantie.',
	'Dutch',
);
test('French', says, 'Lancez l’instance depuis AWS Marketplace, puis ouvrez la console et changez le mot de passe de l’administrateur.', 'French');
test('Japanese', says, 'インスタンスを起動してから二分待ち、コンソールを開いて管理者のパスワードを変更してください。設定はその後に行います。', 'Japanese');
test('English', says, 'Launch the instance from AWS Marketplace and wait for two minutes before you open the console on port 8443.', undefined);
test('English fragments without small words', says, 'Launch instance. Open console. Change password. Restart service. Check status. Repeat daily.', undefined);
test(
	'a German text that quotes an English line',
	says,
	'Die Konsole meldet „Ready to use“; warten Sie dann noch eine Minute und melden Sie sich als Verwalter an, bevor Sie Daten laden.',
	'German',
);
test('too short to tell', says, 'Grüezi mitenand!', undefined);

const guide = [
	'Starten Sie die Instanz aus dem AWS Marketplace und warten Sie zwei Minuten, bis die Konsole antwortet.',
	'Fertig!',
	'Launch the instance from AWS Marketplace and wait for two minutes before you open the console on port 8443.',
	'Register with the vendor.',
];

test('a text in two languages: sentence by sentence, the short ones as the whole', async (t) => {
	const more = 'Danach melden Sie sich an der Konsole an, und ändern Sie die Einstellungen, die für den Betrieb nötig sind.';
	t.deepEqual(await foreignLanguages([...guide, more, more]), ['German', 'German', undefined, undefined, 'German', 'German']);
});
test('a paragraph in another language in an English text', async (t) => {
	const filler = 'Open the console, and change the settings that you want to keep for the next start of the service.';
	t.deepEqual(await foreignLanguages([filler, filler, ...guide, filler, filler]), [
		undefined,
		undefined,
		'German',
		undefined,
		undefined,
		undefined,
		undefined,
		undefined,
	]);
});
test('English with words that other languages have, and with names', async (t) => {
	const texts = [
		'Set LANG to de_DE, es_ES, fr_FR or pt_BR; el, la and se are accepted too, and det is what the console says for detail.',
		'Thanks to Jérôme, Zoë, Łukasz and Søren, who wrote the first édition of Café for José and Müller in São Paulo.',
		'chmod -R a+rX na.ve.pl; cd la; mv det pro; export LOCALE=C; make ja; ./configure --with-du --enable-por',
		'per-user limits; pro edition; pas de deux; versions 1.2, 1.3, 1.4; TLS; IPv4; HTTP; NAT; BGP; OSPF; GRE; VXLAN; MPLS; STP',
	];
	t.deepEqual(await foreignLanguages(texts), [undefined, undefined, undefined, undefined]);
});
