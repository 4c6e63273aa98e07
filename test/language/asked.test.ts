import test from 'ava';
import {type Tone, toneAt} from '../../src/language/asked.ts';

/** Sentences with the thing in question between bars. */
const says = test.macro({
	exec(t, marked: string, tone: Tone, lead = '') {
		const start = marked.indexOf('|');
		const end = marked.indexOf('|', start + 1) - 1;
		t.is(toneAt(marked.replaceAll('|', ''), start, end, lead), tone);
	},
	title: (_: string | undefined, marked: string, tone: Tone, lead?: string) => `${tone}: ${lead ?? ''} ${marked}`,
});

for (const asked of [
	'Attach the |X| policy to the role.',
	'The role needs |X|.',
	'The role must have |X| and nothing more.',
	'Create a role with |X|.',
	'Instead of the root user, attach |X| to a role.',
	'Rather than giving everything attach |X|.',
	'Do not use the root user; attach |X|.',
	'Do not attach Y, attach |X|.',
	'If the role does not exist, create it with |X|.',
	'If you do not have a role yet, create one and attach |X|.',
	'It needs no more than |X|.',
	'Grant nothing but |X|.',
	'The role must not only have Y but also |X|.',
	'Attach these policies: Y, |X|.',
	'Attach |X| if the role does not have it yet.',
	'The instance requires |X| to not lose its logs.',
])
	test(says, asked, 'asked');

for (const refused of [
	'Do not attach |X|.',
	"Don't grant |X| to it.",
	'Do not attach Y or |X|.',
	'Do not attach Y, Z, or |X|.',
	'Never use |X|.',
	'You need not attach |X|.',
	'There is no need to attach |X|.',
	'Attach Y instead of |X|.',
	'Attach Y rather than |X|.',
	'Attach Y, not |X|.',
	'It runs without |X|.',
	'Avoid granting |X|.',
	'|X| is not needed.',
	'The |X| policy is too broad.',
	'Attach Y, since |X| is far too broad.',
	'|X| must not be attached.',
	'The product neither needs Y nor |X|.',
	'Remove |X| from the role.',
])
	test(says, refused, 'refused');

for (const named of ['|X| gives read access to S3.', 'See the reference of |X|.']) test(says, named, 'named');

test(says, '|X|', 'asked', 'The role needs these permissions:');
test(says, '|X|', 'asked', 'Required policies');
test(says, '|X|', 'refused', 'Do not attach any of these policies:');
test(says, '|X|', 'refused', 'Policies that are not needed');
test(says, '|X|', 'named', 'Further reading');
