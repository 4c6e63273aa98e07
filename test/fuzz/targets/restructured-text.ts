import {fileTarget} from '../file-target.ts';
import {texts} from '../seeds.ts';

const manual = `Manual
======

.. contents::

Log in as \`\`root\`\` with *the* **key**, see \`the site <https://example.com>\`_ and [1]_.

1. One
#. Two

   * Three

+------+-----+
| a    | b   |
+======+=====+
| c    | d   |
+------+-----+

===== =====
 A     B
===== =====
 1     2
===== =====

.. code-block:: json

   {"Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"}]}

.. note:: Keep it. |x|

:field: value

.. |x| replace:: y
.. [1] A note.
`;

export default fileTarget('manual.rst', {
	about: 'a document in reStructuredText',
	seeds: () => texts(manual),
	words: [
		'====\n',
		'----\n',
		'.. ',
		'.. code-block:: sh\n\n   ',
		'::\n\n  ',
		'``',
		'`x <y>`_',
		'|x|',
		'* ',
		'#. ',
		'+---+---+\n',
		'|   |\n',
		':a: ',
		'.. table::\n',
		'.. list-table::\n',
		'\\ ',
		'__ ',
		'>>> ',
	],
	kinds: {'manual.rst': 'docs'},
});
