import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { dropIndexes, testPrefix } from '../helpers/test-index.ts'
import { runCli } from './run-cli.ts'

const node = process.env.TEST_ELASTICSEARCH_URL

describe('blog-search analyze', { skip: node === undefined && 'TEST_ELASTICSEARCH_URL is not set' }, () => {
  const prefix = testPrefix()
  const env = { ELASTICSEARCH_URL: node ?? '', INDEX_PREFIX: prefix, BLOG_LANGUAGE: 'de' }
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'analyze-'))
    const post = { id: 'a', url: 'https://example.org/a', title: 'Häuser', text: 'Die Häuser am Fluss' }
    await writeFile(join(folder, 'posts.ndjson'), `${JSON.stringify(post)}\n`)
  })
  after(async () => {
    await dropIndexes(prefix)
    await rm(folder, { recursive: true })
  })

  test('shows what the live index makes of a text, in the language that it was made for', async (t) => {
    const reindexed = await runCli(t, ['reindex', folder], env)
    assert.equal(reindexed.code, 0, reindexed.stderr)
    const { code, stdout } = await runCli(t, ['analyze', '--', '--no-Häuser', 'getUserName'], env)
    assert.equal(code, 0)
    const lines = stdout.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '))
    const tableOf = (heading: string) => lines.slice(lines.indexOf(heading) + 1, lines.indexOf(heading) + 5)
    assert.deepEqual(tableOf('stemmed (indexes labels, text, title)'), [
      'place | from-to | text | tokens',
      '0 | 2-11 | no-Häuser | nohaus',
      '0 | 2-4 | no | no',
      '1 | 5-11 | Häuser | haus',
    ])
    assert.deepEqual(tableOf('spelling (indexes labels.spelling, text.spelling, title.spelling)'), [
      'place | from-to | text | tokens',
      '0 | 0-4 | --no | __no nohauser nohäuser',
      '1 | 4-11 | -Häuser | nohauser nohäuser hauser häuser',
      '2 | 12-23 | getUserName | getusername',
    ])
    assert.ok(lines.includes('words_only (indexes and searches title.exact)'))
  })

  test('prints JSON for programs', async (t) => {
    const { stdout } = await runCli(t, ['analyze', '--json', 'Crème  brûlée'], env)
    const { text, analyses } = JSON.parse(stdout)
    assert.equal(text, 'Crème brûlée')
    assert.deepEqual(
      analyses.find(({ name }: { name: string }) => name === 'words_only'),
      {
        name: 'words_only',
        indexed: ['title.exact'],
        searched: ['title.exact'],
        tokens: [{ token: 'creme brulee', position: 0, start: 0, end: 12 }],
      },
    )
  })

  test('says what to do without an index, and refuses what is longer than a query can be', async (t) => {
    const missing = await runCli(t, ['analyze', 'a'], { ...env, INDEX_PREFIX: `${prefix}-none` })
    assert.equal(missing.code, 2)
    assert.match(missing.stderr, /-none-posts: expected an index, got none; run `blog-search reindex`/)
    const long = await runCli(t, ['analyze', 'a'.repeat(2_001)], env)
    assert.deepEqual([long.code, long.stderr], [2, 'text: expected at most 2000 characters, got 2001\n'])
  })
})
