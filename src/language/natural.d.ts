// The two single files of `natural` that we load: their index modules carry types, but load all languages (90 ms instead of 15).

declare module 'natural/lib/natural/tokenizers/treebank_word_tokenizer.js' {
	const TreebankWordTokenizer: new () => {tokenize(text: string): string[]};
	export default TreebankWordTokenizer;
}

declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
	const PorterStemmer: {stem(word: string): string};
	export default PorterStemmer;
}
