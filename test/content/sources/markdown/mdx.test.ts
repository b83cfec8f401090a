import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toPlainText } from '../../../../src/content/documents/plain-text.ts'
import { mdxToMarkdown } from '../../../../src/content/sources/markdown/mdx.ts'

const textOf = (mdx: string) => toPlainText(mdxToMarkdown(mdx), 'markdown')

test('imports and exports go, sentences that begin with the words stay', () => {
  const mdx = [
    "import A from 'a'",
    'import {',
    '  b,',
    "} from 'b'",
    '',
    'export const C = ({ children }) => {',
    '',
    '  return <b>{children}</b>',
    '}',
    '',
    'import taxes from abroad.',
    '',
    'export of tea.',
  ]
  assert.equal(textOf(mdx.join('\n')), 'import taxes from abroad.\nexport of tea.')
})

test('an export that is never closed is text', () => {
  assert.equal(textOf('export const a = {\n  b\n\nOne'), 'export const a = { b\nOne')
})

test('of components the text inside stays', () => {
  assert.equal(
    textOf('One <Note a={{ b: "}>" }} c="d > e" onClick={() => f > 1}>*two*</Note> <X.Y /><>three</>'),
    'One two three',
  )
  assert.equal(textOf('<Tabs>\n<Tab label="A">\n\n- four\n\n</Tab>\n</Tabs>'), 'four')
})

test('tags of HTML keep the attributes that are texts', () => {
  assert.equal(textOf('See <img src={url} alt="A cat" /> here'), 'See A cat here')
})

test('expressions go, but for those that are a text', () => {
  assert.equal(textOf('a{1 + 2}b{" c "}d{/* } */}{`e`}{x && "}"}f{`<g>`}'), 'ab c def<g>')
})

test('code and what is escaped stays', () => {
  const code = "import x from 'y'\nconst a = { b: <C/> }"
  assert.equal(
    textOf(`\`\`\`js\n${code}\n\`\`\`\n\n\`{ a } <B/>\` \\{ c \\} d < e {open`),
    `${code}\n{ a } <B/> { c } d < e {open`,
  )
})

test('a text of nothing but beginnings takes no longer than its length', () => {
  const started = performance.now()
  for (const start of ['{', '<a b={', '{ "', 'import {\n', 'export const a = {\n\n', '<!--', '`', '<A b="']) {
    mdxToMarkdown(start.repeat(500_000))
  }
  assert.ok(performance.now() - started < 10_000)
})

test('a text without any MDX stays as it is, and none makes it throw', () => {
  const part = fc.constantFrom(
    '{',
    '}',
    '<',
    '>',
    '</',
    'a',
    '"',
    "'",
    '`',
    '```',
    '\n',
    '\n\n',
    'import ',
    'export const ',
    '=',
  )
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('')
      assert.ok(mdxToMarkdown(text).length <= text.length * 4)
      const plain = text.replace(/[{<]|import|export/g, '')
      assert.equal(mdxToMarkdown(plain), plain)
    }),
  )
})
