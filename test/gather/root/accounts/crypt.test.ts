import test from 'ava';
import {trialOf} from '../../../../src/gather/root/accounts/crypt.ts';

// Made with crypt(3) of libxcrypt 4.4; two are examples of Drepper's specification.
const umlauts = 'Pässwörd mit Umlauten und mehr als vierundsechzig Zeichen, damit jede Schleife läuft';
const long = 'a very much longer text to encrypt.  This one even stretches over morethan one line.';
const hashes: readonly (readonly [password: string, field: string])[] = [
	['vagrant', '$1$saltsalt$2d6wyQI7cMZI6bchx51/A1'],
	['', '$1$saltsalt$5Jhcit4zN9UlGiA0txPkO0'],
	['x', '$1$$LP5.V3ajGqHDdXW6XwZQy.'],
	['a longer password that is longer than sixteen bytes', '$1$abcdefgh$VBriT4ItteCeFQ5ToR.Ip1'],
	['vagrant', '$5$saltstring$HB8Kuwbd2ktwuoo3uwHIrdBVaA3LqjtTOg.AKDVj3t0'],
	['', '$5$saltstring$FdNfA4gXqvCeO6iZs7G/.wwwoywYZqo0l1pwmfWaBA7'],
	['Hello world!', '$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA'],
	['vagrant', '$5$rounds=1400$anotherlongsalt$e6ZbdnOGZbFWyCdg7wHQJSPVPOuz06samgFCSvVyBy6'],
	['vagrant', '$6$saltstring$zlrVSyXPcsAwCMOjplYx22MfEor.jlDA8XIfkDtHw2PJMJS5F6qezKdMxAZvO0Bt/vjPctv/a3Oj0cuj27NiP1'],
	['', '$6$saltstring$kyGrqt6gmjAdtFLPrflEFifSYLCWWq1pyx95SvqinLDy2UHmj0sTF0MSLMwxPFZc3tu5kQckI8fks0zOPda3n1'],
	['x', '$6$$KvRrc0bxRLyTUhO8OJOmRczh7oCol5BACiR8rmdfVzvuGgm8JmLDumsL/ah.jFtT.DswxoP9Nv3ByfU4j5hm/0'],
	[long, '$6$rounds=1400$anotherlongsalt$PXPAe5SXWVnLAwL00y77c77ficvV5LBT1oKfJRZx5CQcCWy.c9CQXcRJX2RsHuefn.YKyrXwYWZoj7ySLquuC1'],
	[umlauts, '$6$saltstring$/VWb7v4oIofwHnAr6Gx8mQvP5ua3qYLfvVFK2o5/BR3BBz2cswP5NAhRv4ZFrRz/FUF/IcavYOBkb2H8Zs/is.'],
];

for (const [password, field] of hashes) {
	test(`${field.slice(0, 30)}… of ${password.length} characters`, (t) => {
		const trial = trialOf(field);
		t.true(trial?.matches(password));
		t.false(trial?.matches(`${password}.`));
	});
}

test('rounds are those that the field names, within the bounds of the scheme', (t) => {
	const of = (rounds: string) => trialOf(`$6$${rounds}salt$${'a'.repeat(86)}`)?.rounds;
	t.is(of(''), 5000);
	t.is(of('rounds=10$'), 1000);
	t.is(of('rounds=20000$'), 20_000);
	t.is(of('rounds=9999999999$'), 999_999_999);
});

test('other schemes, and fields that are cut off, are not tried', (t) => {
	for (const field of ['', '!', 'x', '$6$', '$6$salt$short', `$5$rounds=$salt$${'a'.repeat(43)}`, '$y$j9T$F5Jx$bQBX', `$6$${'a'.repeat(17)}$${'b'.repeat(86)}`])
		t.is(trialOf(field), undefined, field);
});
