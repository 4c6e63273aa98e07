import test from 'ava';
import {compileExamples, pagesWithBlocks, withBlocks} from '../../scripts/page-blocks.ts';
import {filesUnder, readProjectFile} from '../helpers/project.ts';

test.before('docs/examples compile in a strict project, against the built package', (t) => {
	t.notThrows(compileExamples);
});

for (const page of pagesWithBlocks) {
	test(`${page} shows what the command and the examples print`, (t) => {
		const text = readProjectFile(page) ?? '';
		t.is(withBlocks(text), text, 'run npm run docs');
	});
}

test('every example is on a page', (t) => {
	const library = readProjectFile('docs/library.md') ?? '';
	const examples = ['.ts', '.mjs'].flatMap((ending) => filesUnder('docs/examples', ending));
	t.true(examples.length > 0);
	for (const example of examples) t.true(library.includes(`<!-- file: ${example} -->`), example);
});

test('a block that is not current is made anew', (t) => {
	const page = 'Before\n\n<!-- output: --version -->\n```text\nold\n```\n\n<!-- file: .gitignore -->\n```\nold\n```\n';
	const {version} = JSON.parse(readProjectFile('package.json') ?? '') as {version: string};
	const expected = `Before\n\n<!-- output: --version -->\n\`\`\`text\n${version}\n\`\`\`\n\n<!-- file: .gitignore -->\n\`\`\`\n${readProjectFile('.gitignore')?.trimEnd()}\n\`\`\`\n`;
	t.is(withBlocks(page), expected);
});
