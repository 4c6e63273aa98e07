import {readFile} from 'node:fs/promises';
import {Tokenizer} from '@huggingface/tokenizers';
import test from 'ava';
import fc from 'fast-check';
import {tokenizerOf} from '../src/tokens.ts';

const vocabulary = await readFile(new URL('../../bundle/vocabulary.txt', import.meta.url), 'utf8');
const tokenize = tokenizerOf(vocabulary);
/** What all-MiniLM-L6-v2's `tokenizer.json` says, with the same vocabulary. */
const reference = new Tokenizer(
	{
		normalizer: {type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true},
		pre_tokenizer: {type: 'BertPreTokenizer'},
		model: {
			type: 'WordPiece',
			unk_token: '[UNK]',
			continuing_subword_prefix: '##',
			max_input_chars_per_word: 100,
			vocab: Object.fromEntries(vocabulary.split('\n').map((token, id) => [token, id])),
		},
		added_tokens: [],
		post_processor: null,
		decoder: null,
	} as never,
	{} as never,
);
const idsOf = (text: string) => tokenize(text).map(({id}) => id);
const referenceIds = (text: string) => [...reference.encode(text, {add_special_tokens: false} as never).ids];

const texts = [
	'SSH as admin@10.0.0.1 with PasswordAuthentication yes.',
	'Café Zoë naïve Ångström, "quoted" – dashes—everywhere… 100 % sure?',
	'日本語の文と English のまぜ書き 한국어',
	'`aws s3 cp s3://bucket/key --recursive` → C:\\Windows\\System32 $HOME ~/.ssh ^A|B<C>',
	'supercalifragilisticexpialidocious antidisestablishmentarianism unaffable',
	'tabs\tand\nbreaks\r\n  and  \u00a0 spaces\u200b zero',
];
for (const text of texts) test(`the same ids as @huggingface/tokenizers: ${text.slice(0, 30)}`, (t) => t.deepEqual(idsOf(text), referenceIds(text)));

test('offsets point at what a token stands for, in order', (t) => {
	fc.assert(
		fc.property(fc.string({unit: 'grapheme', maxLength: 80}), (text) => {
			let before = 0;
			for (const {start, end} of tokenize(text)) {
				if (start < before || end <= start || end > text.length) return false;
				before = start;
			}
			return true;
		}),
		{numRuns: 2000},
	);
	t.deepEqual(
		tokenize('Éclair unaffable').map(({start, end}) => 'Éclair unaffable'.slice(start, end)),
		['Éc', 'lai', 'r', 'una', 'ffa', 'ble'],
	);
});

test('the same ids for any printable text', (t) => {
	t.notThrows(() =>
		fc.assert(
			fc.property(fc.string({unit: fc.constantFrom(...'abc XYZ 019 .,;:!?-_/\\|"\'`~^$+<>=()[]{}@#%&*éüñßøçÅ'), maxLength: 60}), (text) => {
				const [ours, theirs] = [idsOf(text), referenceIds(text)];
				return ours.length === theirs.length && ours.every((id, index) => id === theirs[index]);
			}),
			{numRuns: 2000},
		),
	);
});
