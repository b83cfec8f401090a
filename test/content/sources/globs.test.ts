import assert from 'node:assert/strict'
import { test } from 'node:test'
import { globs } from '../../../src/content/sources/globs.ts'

test('a path matches any of the patterns', () => {
  const matches = globs(['drafts/**', '**/_*.md'], 'exclude')
  assert.deepEqual(['drafts/a/b.md', 'posts/_a.md', 'posts/a.md'].map(matches), [true, true, false])
  assert.equal(globs([], 'exclude')('a'), false)
})

for (const [pattern, expected] of [
  ['*a*a*a*a*b', 'at most 3 "*" in a name'],
  [`${'**/a/'.repeat(9)}b`, 'at most 8 "*"'],
  ['+(a*)b', 'no repetition within a repeated group'],
] as const) {
  test(`a pattern that could take years is refused: ${pattern}`, () => {
    assert.throws(() => globs(['a', pattern], 'exclude'), {
      name: 'InputError',
      message: `exclude: expected ${expected}, got ${pattern}`,
    })
  })
}
