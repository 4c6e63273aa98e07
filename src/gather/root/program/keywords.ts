/** Words and signs of Python, Perl, Ruby and Node that tell what stands beside them. */

/** Words before a name that is declared, or before a value, that change neither. */
export const declaring = /^(?:my|our|local|const|let|var|export|await|yield|new|async|static|public|private|final)$/;

/** Words that are no names: of statements, and operators. */
export const controlling =
	/^(?:if|elsif|elif|else|unless|while|until|for|foreach|in|do|end|then|try|except|finally|catch|rescue|ensure|begin|case|when|switch|with|class|module|import|from|require|use|package|pass|break|next|last|continue|lambda|raise|die|throw|and|or|not|as|is|del|global|nonlocal|assert)$/;

/** Calls that Perl and Ruby write without parentheses. */
export const spoken = /^(?:puts|print|printf|say|system|exec|spawn|write|crypt|join|sprintf|open|close|rand|update|create|create!|new|lc|uc|chomp|qx)$/;

/** Operators of whose result nothing is known. */
export const joining: ReadonlySet<string> = new Set([
	'and',
	'&&',
	'==',
	'===',
	'!=',
	'!==',
	'<',
	'>',
	'<=',
	'>=',
	'=~',
	'!~',
	'in',
	'is',
	'-',
	'*',
	'/',
	'&',
	'|',
	'^',
	'x',
	'eq',
	'ne',
	'**',
	'..',
	'...',
]);
