/** Whether a sentence tells to give something (a policy, an action), tells not to, or only speaks of it. */

/** `asked`: it tells to give it. `refused`: it tells not to, or says that it is not needed. `named`: neither. */
export type Tone = 'asked' | 'refused' | 'named';

/** Units before and after a word that say what becomes of it. */
const reachBefore = 400;
const reachAfter = 160;

const giving =
	'attach(?:es|ed|ing)?|grant(?:s|ed|ing)?|giv(?:e|es|ing|en)|need(?:s|ed|ing)?|requir(?:e|es|ed|ing)|have|has|add(?:s|ed|ing)?|assign(?:s|ed|ing)?|allow(?:s|ed|ing)?|permit(?:s|ted)?|choos(?:e|es|ing)|select(?:s|ed|ing)?|enabl(?:e|es|ing)|includ(?:e|es|ing)|us(?:e|es|ing)|appl(?:y|ies|ying)|associat(?:e|es|ing)|creat(?:e|es|ed|ing)|mak(?:e|es|ing)|call(?:s|ing)?|put|set|with|only|provid(?:e|es|ed|ing)|actions|permissions';
/** Words after which the verbs of the same clause are turned around. */
const negation =
	"not|never|no|neither|nor|cannot|(?:do|does|did|is|are|ca|wo|would|should|must|need)n['’]?t|avoid(?:s|ing)?|refrain|stop|remov(?:e|es|ing)|detach(?:es|ing)?|revok(?:e|es|ing)";
/** Words that turn around what they stand before, up to the next verb. */
const exception = 'without|instead of|rather than|unlike|beyond|other than|except(?: for)?|(?:broader|wider|more|less) than|as (?:broad|wide|much) as';
/** Negations that are none. */
const affirmation = 'not only|no(?:thing)? (?:more|other|further|wider|broader) [\\w ]{0,30}?than|no(?:thing)? (?:more|other) than|nothing but';

const cue = new RegExp(
	`\\b(?:(?<affirmation>${affirmation})|(?<exception>${exception})|(?<negation>${negation})|(?<giving>${giving})|(?<turn>but|instead|however))\\b|(?<end>[;:]|[.!?](?=\\s))|(?<comma>,)`,
	'gi',
);
/** What follows the word closely: `AdministratorAccess is not needed`, `is too broad`. */
const refusedAfter =
	/^["'“”’`)*]{0,4}(?:\s+(?:managed|policy|policies|access|permissions?|actions?|role|itself|\([^()]{0,60}\))){0,4},?\s+(?:(?:is|are|was|must|should|can|may|will|does|do|need)\s+(?:not|never|no longer|far too|too|much too)\b|(?:is|are|must|should|ca|do|does|need)n['’]?t\b|cannot\b|(?:is|are)\s+(?:neither|unnecessary|discouraged|forbidden|insecure|excessive|more than|broader than|wider than)\b|gives? (?:far )?(?:too much|more than)\b)/i;

/** What a heading, a table's header or the sentence before a list says of the things below it. */
const leadAsks = /\b(?:requir|permission|polic(?:y|ies)|privileg|need|attach|grant|allow|action|access|roles?\b)/i;
const leadRefuses = /\b(?:not (?:needed|required|necessary|recommended)|unnecessary|too (?:broad|wide|permissive|much)|bad example)\b/i;

/** What a sentence says of the words at `start` to `end`; where it says nothing, what `lead` says of all that follows it. */
export function toneAt(sentence: string, start: number, end: number, lead = ''): Tone {
	if (refusedAfter.test(sentence.slice(end, end + reachAfter))) return 'refused';
	const tone = toneBefore(sentence.slice(Math.max(0, start - reachBefore), start));
	if (tone !== 'named' || lead === '') return tone;
	return isRefusedBy(lead) ? 'refused' : leadAsks.test(lead) ? 'asked' : 'named';
}

/** Whether a sentence that introduces something tells not to use it. */
export function isRefusedBy(lead: string): boolean {
	return leadRefuses.test(lead) || toneBefore(lead) === 'refused';
}

function toneBefore(before: string): Tone {
	let tone: Tone = 'named';
	/** What a verb now does: gives, or, after a negation, does not. */
	let negated: 'no' | 'exception' | 'negation' = 'no';
	/** Whether a comma or a turn lies between the negation and here, so that the next verb stands by itself. */
	let parted = false;
	for (const {groups = {}} of before.matchAll(cue)) {
		if (groups['end'] !== undefined) {
			// What a colon or semicolon parts goes on only where a list of things follows a verb.
			if (groups['end'] !== ':') [tone, negated] = ['named', 'no'];
			parted = true;
		} else if (groups['comma'] !== undefined || groups['turn'] !== undefined) parted = true;
		else if (groups['affirmation'] !== undefined) [tone, negated] = ['asked', 'no'];
		else if (groups['exception'] !== undefined || groups['negation'] !== undefined) {
			[tone, negated, parted] = ['refused', groups['exception'] === undefined ? 'negation' : 'exception', false];
		} else {
			const verb = groups['giving'] ?? '';
			const goesOn = negated === 'negation' ? !parted : negated === 'exception' && /ing$/i.test(verb) && !parted;
			if (goesOn) continue;
			[tone, negated] = ['asked', 'no'];
		}
	}
	return tone;
}
