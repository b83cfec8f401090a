import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toPlainText } from '../../../src/content/documents/plain-text.ts'
import { stripTemplateTags } from '../../../src/content/documents/template-tags.ts'
import { linearPattern } from '../../../src/content/sources/linear-pattern.ts'
import { readFrontMatter } from '../../../src/content/sources/markdown/front-matter.ts'
import { fnmatch } from '../../../src/content/sources/markdown/layouts/fnmatch.ts'
import { nameOf } from '../../../src/content/sources/markdown/layouts/hexo-name.ts'
import { globMatcher } from '../../../src/content/sources/markdown/layouts/patterns.ts'
import { mdxToMarkdown } from '../../../src/content/sources/markdown/mdx.ts'
import { contentToHtml } from '../../../src/content/sources/wordpress/content-html.ts'
import { processorMs } from '../../helpers/processor-time.ts'

/** Readers of texts, and the signs that took them longest before their time was bounded. */
const READERS: [name: string, read: (text: string) => unknown, signs: string[]][] = [
  [
    'Markdown',
    (text) => toPlainText(text, 'markdown'),
    ['!', '.', '[^a]', '[^a]: x\n', ':::\n', '> [!A]\n', '![`'],
  ],
  [
    'HTML',
    (text) => toPlainText(text, 'html'),
    ['<sup><a href="#fn">', '<a href="#', '<sup>1</sup>', '<a ', 'A0+/'],
  ],
  [
    'template tags',
    (text) => stripTemplateTags(`${text}{{ a }}`),
    ['~', '`', '{{', '{%', '{#', '[a]: {{a}}\n', '{%a%}'],
  ],
  ['MDX', mdxToMarkdown, ['~', '{', '{"', '<A b={', '<']],
  ['WordPress', contentToHtml, ['[x]', '[vc_x a="', '[:en]', '<!--', '<!-- wp:block {"ref":1} /-->']],
  [
    'front matter',
    (text) => readFrontMatter(`---\na: ${text}\n---\n`),
    ['- ', '[', '{', '"', '"a" ', '&a ', '*a '],
  ],
]

/** Patterns of configurations that take JavaScript's own expressions for ever. */
const PATTERNS: [name: string, matches: (path: string) => unknown][] = [
  ['ignoreFiles', (path) => linearPattern('(a+)+$')?.matches(path)],
  ['fnmatch', fnmatch('*a*a*a*a*a*a*a*b')],
  ['glob', globMatcher('**a**a**a**a**a**a**a**b')],
  ['new_post_name', (path) => nameOf(path, ':a-:b-:c-:d-:e-:f-:g-:h.md')],
]

function timeOf(read: (text: string) => unknown, text: string): number {
  const before = processorMs()
  read(text)
  return processorMs() - before
}

test('four times as much of any sign takes no sixteen times as long', () => {
  for (const [name, read, signs] of READERS) {
    for (const sign of signs) {
      const [short, long] = [10_000, 40_000].map((length) => timeOf(read, sign.repeat(length / sign.length)))
      assert.ok(Number(long) < Number(short) * 9 + 250, `${name}, ${sign}: ${short} ms, then ${long} ms`)
    }
  }
})

test('no pattern of a configuration takes long for any path', () => {
  for (const [name, matches] of PATTERNS) {
    for (const sign of ['a', 'a-']) {
      const took = timeOf(matches, `${sign.repeat(500)}/`)
      assert.ok(took < 500, `${name}, ${sign}: ${took} ms`)
    }
  }
})
