import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPlainText } from '../../../src/content/documents/plain-text.ts'

const CASES: [markdown: string, text: string][] = [
  ['Kept in Thrace[^1] since[^long name]\n\n[^1]: Smith.', 'Kept in Thrace since[^long name]\nSmith.'],
  [
    'A[^a] b[^b].\n\n[^a]: One *two*.\n[^b]: Three\n    four.\n\n    Five.\n\nSix.',
    'A b.\nOne two.\nThree four.\nFive.\nSix.',
  ],
  ['| a[^1] | b |\n|---|---|\n| c | d |\n\n[^1]: e', 'a b\nc d\ne'],
  ['- a[^1]\n\n  [^1]: b\n- c', 'a\nb\nc'],
  ['[^a-z] is a set, and `[^1]` is code[^x].\n\n[^x]: x', '[^a-z] is a set, and [^1] is code.\nx'],
  ['```\n[^1]: code\n```\n\na', '[^1]: code\na'],
  ['A.\n\n:::note[Careful]\nHot.\n:::\n\nB.', 'A.\nCareful\nHot.\nB.'],
  ['A.\n::: tip Mind *this*\nHot.\n:::\nB.', 'A.\nMind this\nHot.\nB.'],
  [':::caution\n\n- a\n\n:::', 'a'],
  ['::::: {.callout-note #id}\nA\n:::::', 'A'],
  [':::note[Title]{icon="star"}\nA\n:::', 'Title\nA'],
  ['::video[A film]{id=1}\n\n::before is a word of CSS', 'A film\n::before is a word of CSS'],
  ['```\n:::note\n> [!TIP]\n```', ':::note\n> [!TIP]'],
  ['- a\n\n  :::tip\n  b\n  :::\n\n- c', 'a\nb\nc'],
  ['*[HTML]: Hyper Text\n\nHTML\n\n[[_TOC_]]\n\n`[TOC]`', 'HTML\n[TOC]'],
  ['1. Contents\n{:toc max_level=2}\n\n* toc\n* b', 'toc\nb'],
  ['A.\n\n> [!WARNING]\n> Hot.\n\nB.', 'A.\nHot.\nB.'],
  ['> [!note]- Read *this*\n> Hot.', 'Read this\nHot.'],
  ['> > [!TIP] A\n> > b', 'A\nb'],
  [
    'A.\n\n!!! note "Own *title*"\n\n    Hot.\n\n    ???+ tip\n        ```\n        !!! note "x"\n        ```\n\nB.',
    'A.\nOwn title\nHot.\n!!! note "x"\nB.',
  ],
  ['=== "One"\n\n    - a\n\n        b\n\nHead\n===\n\n    code', 'One\na\nb\nHead\ncode'],
  ['[Go](x){ .button } and *a*{.b}, f({.c})', 'Go and a, f({.c})'],
  ['Press ![the ` key](key.png) twice.', 'Press the ` key twice.'],
  ['![the ` key](a.png)\n\n![a `b` c](b.png) `![d ` e`', 'the ` key\na b c ![d e`'],
  ['![a `b]({{ site.url }}/x.png) `c` {{ y }}', 'a `b c'],
  ['{% figure alt="the ` key" %} one ` more', 'the ` key one ` more'],
]

test('notes, boxes and alerts of other kinds of Markdown are read as readers see them', () => {
  for (const [markdown, text] of CASES) assert.equal(toPlainText(markdown, 'markdown'), text, markdown)
})
