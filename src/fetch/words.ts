/** What went wrong with a request, in words for people. No word of a credential gets into them. */

/** A request that failed. */
export class RequestError extends Error {
	/** Whether no other request can do better: there are no credentials, or the time is over. */
	readonly isFinal: boolean;

	constructor(message: string, isFinal = false) {
		super(message);
		this.isFinal = isFinal;
	}
}

/** Errors that AWS and its SDK name, with what they mean here. Where the name tells all, AWS's own words are left out: some quote the signed request. */
const known: Readonly<Record<string, {readonly words: string; readonly isFinal?: true}>> = {
	ResourceNotFoundException: {words: 'there is no such entity in the catalog, or it is not of this account'},
	ThrottlingException: {words: 'AWS asks to slow down, again and again; try it later'},
	CredentialsProviderError: {words: 'no AWS credentials were found; sign in, or name a profile with --profile', isFinal: true},
	ExpiredTokenException: {words: 'the AWS credentials have expired; sign in again', isFinal: true},
	UnrecognizedClientException: {words: 'AWS does not know these credentials', isFinal: true},
	InvalidClientTokenId: {words: 'AWS does not know these credentials', isFinal: true},
	InvalidSignatureException: {words: 'AWS refuses the signature; the secret key or the clock of this machine is wrong', isFinal: true},
	SignatureDoesNotMatch: {words: 'AWS refuses the signature; the secret key or the clock of this machine is wrong', isFinal: true},
	RequestExpired: {words: 'AWS refuses the signature; the clock of this machine is wrong', isFinal: true},
	AbortError: {words: 'it took too long', isFinal: true},
	TimeoutError: {words: 'there was no answer in time'},
	SyntaxError: {words: 'the answer is no JSON'},
};

/** Characters that are shown of AWS's own words. */
const longest = 400;

/** An error of the SDK, in words. */
export function inWords(error: unknown): RequestError {
	// The SDK writes lines of its own below the words of an error that passes through it.
	if (error instanceof RequestError) return new RequestError(firstLine(error.message), error.isFinal);
	if (!(error instanceof Error)) return new RequestError('it failed');
	const told = Object.hasOwn(known, error.name) ? known[error.name] : undefined;
	if (told !== undefined) return new RequestError(told.words, told.isFinal === true);
	const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
	if (/^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE)$/.test(code))
		return new RequestError(`there is no connection (${code})`, true);
	return new RequestError(`${error.name}: ${withoutSecrets(error.message)}`);
}

function firstLine(text: string): string {
	return text.split(/[\r\n]/, 1)[0] ?? '';
}

/** The first line, without what looks like a key or a token. */
function withoutSecrets(message: string): string {
	return firstLine(message)
		.replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, '…')
		.replace(/[A-Za-z0-9+/=_-]{40,}/g, '…')
		.slice(0, longest);
}
