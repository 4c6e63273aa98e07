import test from 'ava';
import {foreignLanguageOf} from '../../src/language/foreign.ts';

const says = test.macro(async (t, text: string, language: string | undefined) => {
	t.is(await foreignLanguageOf([text]), language);
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
