/** Words as the judges compare them: stems, and tags for what is no word (a path, a URL, a price). */

import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import TreebankWordTokenizer from 'natural/lib/natural/tokenizers/treebank_word_tokenizer.js';

const tokenizer = new TreebankWordTokenizer();

/** What stands in technical prose beside words. Each pattern is linear. */
const tagPatterns: readonly (readonly [tag: string, pattern: RegExp])[] = [
	['#url', /https?:\/\/\S/i],
	['#aws-pricing', /aws\.amazon\.com\/[\w/-]{0,80}pricing|calculator\.aws|calculator\.s3/i],
	['#health-url', /\/(?:[\w.-]*[_-])?(?:health|healthy|healthz|healthcheck|readyz|livez|ready|readiness|liveness|alive|ping|status|up)\b/i],
	['#path', /(?:^|[\s"'`(=,:[])(?:\/[a-z][\w.@*<>{}/-]+|[a-z]:\\\w)/i],
	['#device', /\/dev\/\w/],
	['#money', /(?:\busd|us\$|[$€£])\s?\d|\b\d[\d.,]*\s?(?:usd|cents?|dollars?|eur|euros?)\b/i],
	['#port', /\bports?\s+(?:tcp\s+|udp\s+)?\d|\b(?:tcp|udp)\s*[/:]?\s*\d|:\d{2,5}\b|\b\d{2,5}\/(?:tcp|udp)\b/i],
	['#cidr', /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\/\d/],
	['#action', /\b[a-z][a-z0-9-]{1,30}:(?:[A-Z][A-Za-z]+|\*)/],
	['#role', /\b[A-Z]\w*(?:Role|InstanceProfile|Profile)\b/],
	['#iam-policy', /\b[A-Z]\w*Policy\b/],
	['#key', /\b[A-Z]\w*(?:Key|KeyPair|Secret|SecretKey|Password)\b|\balias\/\w/],
	['#number', /\d/],
	// A way through menus: `Settings > Tokens`.
	['#menu', /[\p{L}\d"”]\s?(?:>|→|»)\s?["“]?\p{L}/u],
	[
		'#period',
		/\b(?:every|each|per|once an?|an?)\s+(?:\d+\s+|other\s+|few\s+|two\s+|three\s+|four\s+|six\s+|twelve\s+)?(?:minute|hour|day|week|month|quarter|year|night)|\b\d+[\s-](?:minute|hour|day|week|month|year)|\b(?:hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually|periodically|regularly)\b/i,
	],
	[
		'#status-command',
		/\bsystemctl\s+(?:\S+\s+)?(?:status|is-active)|\bservice\s+\S+\s+status|\bdocker(?:-|\s+)(?:compose\s+)?ps\b|\bkubectl\s+(?:-n\s+\S+\s+)?get|\bsupervisorctl\s+status|\bget-service\b|\bsc\s+query\b|\bpg_isready\b|\bpm2\s+(?:status|list|ls)|\b[\w-]+(?:ctl|-cli|-admin)\s+(?:status|health|healthcheck|doctor|ping|check|info)\b|(?<![a-z])[`'"](?:sudo\s+)?[\w./-]+\s+(?:--)?(?:status|health|healthcheck|doctor|ping|selftest|self-test|check|verify|info)\b|\bsudo\s+[\w./-]+\s+(?:status|health|doctor|ping|check)\b/i,
	],
	['#log', /\bjournalctl\b|\btail\s+-|\/var\/log\/|\.log\b/i],
	['#command', /`[^`]+`|\b(?:sudo|aws|systemctl|curl|docker|kubectl|pg_dump|mysqldump|rsync|tar|openssl|certbot|psql|mongodump|xfs_freeze|restic)\s+[a-z-]/i],
];

/** Whether a stretch of text holds something of a tag. */
export function tagsOf(text: string): ReadonlySet<string> {
	return new Set(tagPatterns.filter(([, pattern]) => pattern.test(text)).map(([tag]) => tag));
}

/** Known stems: texts repeat their words, and stemming is the dearest step. Bounded, since texts come from anywhere. */
const known = new Map<string, string>();
const mostKnown = 20_000;

/** A word's Porter stem, in lower case. */
export function stemOf(word: string): string {
	const found = known.get(word);
	if (found !== undefined) return found;
	// Nothing that long is a word, and the stemmer's patterns were never measured on such.
	const stem = word.length > 40 ? word.toLowerCase() : PorterStemmer.stem(word.toLowerCase());
	if (known.size >= mostKnown) known.clear();
	known.set(word, stem);
	return stem;
}

/** The stems of a sentence, in order. Hyphens and slashes inside words part them; URLs are left out (their tag says that one was there). */
export function stemsOf(text: string): readonly string[] {
	const plain = text
		.replaceAll(/https?:\/\/\S+|\blet['’]s[ -]?encrypt\b/gi, ' ')
		.replaceAll(/[`*_"“”‘’()[\]{}<>|•]+/g, ' ')
		.replaceAll(/’/g, "'");
	return tokenizer
		.tokenize(plain)
		.flatMap((token) => (/[-/]/.test(token) ? token.split(/[-/]+/) : [token]))
		.flatMap((token) =>
			/[\p{L}\p{N}]/u.test(token) ? [stemOf(token.replace(/[.:,;]{1,50}$/, ''))] : token === "n't" ? ['not'] : /[.,:;]/.test(token) ? [token] : [],
		);
}
