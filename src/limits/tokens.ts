/** How services write the tokens that let programs in. Patterns and prefixes are the services' own; read 2026-11-26. */

/** One kind of token. */
export type TokenFormat = {
	/** What it is, with its article: `a personal access token of GitHub`. */
	readonly label: string;
	/** A stretch that every such token has; where it has four characters or more, it brings files to be held that would not be. */
	readonly mark: string;
	/** The whole token; matches by its first group where it has one. Lengths are bounded. */
	readonly pattern: RegExp;
	/** Its last six characters are the CRC-32 of what stands between the prefix and them, in base 62. */
	readonly checksum?: 'crc32-base62';
	/** Why such a token may be harmless, as the end of a sentence. */
	readonly doubt?: string;
	readonly source: string;
};

const github = 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats';
const gitlab = 'https://docs.gitlab.com/security/tokens/#token-prefixes';
const slack = 'https://docs.slack.dev/authentication/tokens';
const stripe = 'https://docs.stripe.com/keys';
const azure = 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string';
const vault = 'https://developer.hashicorp.com/vault/docs/concepts/tokens';
const google = 'https://cloud.google.com/docs/authentication/api-keys';

/** Characters that neither stand before nor after a token: it is not the middle of something longer. */
const start = '(?<![A-Za-z0-9_-])';
const end = '(?![A-Za-z0-9_-])';

const format = (label: string, mark: string, body: string, source: string, more: Partial<TokenFormat> = {}): TokenFormat => ({
	label,
	mark,
	pattern: new RegExp(`${start}${body}${end}`, 'g'),
	source,
	...more,
});

export const tokenFormats: readonly TokenFormat[] = [
	format('a personal access token of GitHub', 'ghp_', 'ghp_[A-Za-z0-9]{36}', github, {checksum: 'crc32-base62'}),
	format('an OAuth token of GitHub', 'gho_', 'gho_[A-Za-z0-9]{36}', github, {checksum: 'crc32-base62'}),
	format('a refresh token of GitHub', 'ghr_', 'ghr_[A-Za-z0-9]{36,76}', github),
	format('a personal access token of GitHub', 'github_pat_', 'github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}', github),
	format('a personal access token of GitLab', 'glpat-', 'glpat-[A-Za-z0-9_-]{20,300}(?:\\.[0-9a-z]{2}\\.[0-9a-z]{9})?', gitlab),
	format('a deploy token of GitLab', 'gldt-', 'gldt-[A-Za-z0-9_-]{20,300}', gitlab),
	format('a runner token of GitLab', 'glrt-', 'glrt-[A-Za-z0-9_-]{20,300}', gitlab),
	format('a runner registration token of GitLab', 'GR1348941', 'GR1348941[A-Za-z0-9_-]{20}', gitlab),
	format('a bot token of Slack', 'xoxb-', 'xoxb-[0-9]{9,14}-[0-9]{9,14}-[A-Za-z0-9]{20,40}', slack),
	format('a user token of Slack', 'xoxp-', 'xoxp-[0-9]{9,14}-[0-9]{9,14}-[0-9]{9,14}-[A-Za-z0-9]{28,36}', slack),
	format('an app token of Slack', 'xapp-', 'xapp-[0-9]-[A-Z0-9]{9,14}-[0-9]{9,14}-[a-z0-9]{60,70}', slack),
	format(
		'a webhook of Slack',
		'hooks.slack.com/services/',
		'hooks\\.slack\\.com/services/(T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{24})',
		'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
	),
	format('a secret key of Stripe', 'sk_live_', 'sk_live_[A-Za-z0-9]{24,250}', stripe),
	format('a restricted key of Stripe', 'rk_live_', 'rk_live_[A-Za-z0-9]{24,250}', stripe),
	format('a token of npm', 'npm_', 'npm_[A-Za-z0-9]{36}', 'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/', {
		checksum: 'crc32-base62',
	}),
	format('a token of PyPI', 'pypi-AgE', 'pypi-AgE[A-Za-z0-9_-]{60,1000}', 'https://pypi.org/help/#apitoken'),
	format('a token of RubyGems', 'rubygems_', 'rubygems_[a-f0-9]{48}', 'https://guides.rubygems.org/api-key-scopes/'),
	format('a token of Docker Hub', 'dckr_pat_', 'dckr_pat_[A-Za-z0-9_-]{27}', 'https://docs.docker.com/security/access-tokens/'),
	format('an account key of Azure Storage', 'AccountKey=', 'AccountKey=([A-Za-z0-9+/]{86}==)', azure),
	format('a shared access key of Azure', 'SharedAccessKey=', 'SharedAccessKey=([A-Za-z0-9+/]{43}=)', azure),
	format('a service token of Vault', 'hvs.', 'hvs\\.[A-Za-z0-9_-]{24,300}', vault),
	format('a batch token of Vault', 'hvb.', 'hvb\\.[A-Za-z0-9_-]{100,400}', vault),
	format(
		'a token of HCP Terraform',
		'.atlasv1.',
		'[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,80}',
		'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
	),
	format('an OAuth client secret of Google', 'GOCSPX-', 'GOCSPX-[A-Za-z0-9_-]{28}', 'https://support.google.com/cloud/answer/6158849'),
	format('an API key of Google', 'AIza', 'AIza[A-Za-z0-9_-]{35}', google, {doubt: 'keys of this kind may be public ones, for maps in web pages'}),
	format('a key of SendGrid', 'SG.', 'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}', 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys'),
	format('a token of DigitalOcean', 'dop_v1_', 'dop_v1_[a-f0-9]{64}', 'https://docs.digitalocean.com/reference/api/create-personal-access-token/'),
	format(
		'a key of OpenAI',
		'T3BlbkFJ',
		'sk-[A-Za-z0-9_-]{10,100}T3BlbkFJ[A-Za-z0-9_-]{20,100}',
		'https://platform.openai.com/docs/api-reference/authentication',
	),
	format('a key of Anthropic', 'sk-ant-', 'sk-ant-[a-z0-9]{2,8}-[A-Za-z0-9_-]{80,120}', 'https://docs.anthropic.com/en/api/overview'),
	format('a token of Hugging Face', 'hf_', 'hf_[A-Za-z]{34}', 'https://huggingface.co/docs/hub/security-tokens'),
	format('a key of Tailscale', 'tskey-', 'tskey-[a-z]{3,8}-[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20,60}', 'https://tailscale.com/kb/1085/auth-keys'),
	format(
		'a service account token of Grafana',
		'glsa_',
		'glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}',
		'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
	),
	format('a user key of New Relic', 'NRAK-', 'NRAK-[A-Z0-9]{27}', 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/'),
	format('an ingest licence key of New Relic', 'NRAL', '[a-f0-9]{36}NRAL', 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/'),
	format('a token of Shopify', 'shpat_', 'shpat_[a-fA-F0-9]{32}', 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens'),
	format('a secret key of age', 'AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}', 'https://age-encryption.org/v1'),
];

/** Keys that are in documentation or in emulators, and open nothing. */
export const publicKeys: readonly string[] = [
	// https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
	'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
	// https://learn.microsoft.com/azure/cosmos-db/emulator
	'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==',
];

/**
 * Ids of AWS access keys: a prefix and 16 characters of base 32. The prefix tells keys of users from those that expire.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export const awsKeyId = /(?<![A-Za-z0-9/+_-])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9/+=_-])/g;

/** Secret access keys: 40 characters of base 64. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html */
export const awsSecret = /(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;
