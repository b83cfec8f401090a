import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { toPopularity, updatePopularity } from '../../../src/index/popularity/popularity.ts'
import { readViews, type Views } from '../../../src/index/popularity/read-views.ts'
import { dropIndexes, indexBlog, testClient, testPrefix } from '../../helpers/test-index.ts'
import { aPost } from '../write/blog.ts'

const client = testClient()
const prefix = testPrefix()
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

async function read(csv: string): Promise<Views[]> {
  const folder = await mkdtemp(join(tmpdir(), 'popularity-test-'))
  const path = join(folder, 'views.csv')
  await writeFile(path, csv)
  try {
    const rows: Views[] = []
    for await (const row of readViews(path)) rows.push(row)
    return rows
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('columns are found by name, whatever stands between them', async () => {
  assert.deepEqual(await read('\ufeffPage;Title;Pageviews\n/a/;"A; B";"1,234"\n\n/b/;B;5\n'), [
    { place: 'views.csv:2', url: '/a/', views: 1234 },
    { place: 'views.csv:4', url: '/b/', views: 5 },
  ])
  assert.deepEqual(await read('id\tviews\n7\t12 345\n'), [{ place: 'views.csv:2', id: '7', views: 12345 }])
})

test('what is wrong is said with its place, column, expected and given', async () => {
  await assert.rejects(read('url,hits\n/a/,1\n'), {
    message: 'views.csv:2: expected the columns "views" and "url" or "id", got url, hits',
  })
  await assert.rejects(read('url,views\n/a/,many\n'), {
    message: 'views.csv:2: column "views": expected a number from 0, got "many"',
  })
  await assert.rejects(read('url,views\n"/a/,1\n'), /views.csv: expected CSV, got /)
  await assert.rejects(readViews('/nowhere.csv').next(), /\/nowhere.csv: cannot be read/)
})

test('popularity is logarithmic, from 0 to 1', () => {
  const views = new Map([
    ['a', 9_999],
    ['b', 99],
    ['c', 0],
  ])
  assert.deepEqual(
    [...toPopularity(views)],
    [
      ['a', 1],
      ['b', 0.5],
      ['c', 0],
    ],
  )
  assert.deepEqual([...toPopularity(new Map([['a', 0]]))], [['a', 0]])
})

test('posts get their popularity by id or address and keep the rest, rows of no post are listed, a reindex keeps it', async () => {
  const posts = [aPost('a'), aPost('b'), aPost('c', { popularity: 0.3 })]
  await indexBlog({ posts }, prefix)
  const before = (await client.get<object>({ index: `${prefix}-posts`, id: 'a' }))._source
  async function* rows(): AsyncGenerator<Views> {
    yield { place: 'x:1', url: 'http://example.org/a?utm=1', views: 50 }
    yield { place: 'x:2', id: 'a', views: 49 }
    yield { place: 'x:3', url: '/b', views: 9 }
    yield { place: 'x:4', url: '/nowhere', views: 9 }
    yield { place: 'x:5', id: 'nobody', views: 9 }
  }
  const report = await updatePopularity(client, prefix, rows())
  assert.deepEqual(report, {
    updated: 2,
    unchanged: 0,
    unknown: { count: 2, first: ['/nowhere (x:4)', 'nobody (x:5)'] },
  })
  assert.equal((await updatePopularity(client, prefix, rows())).unchanged, 2)
  await indexBlog({ posts }, prefix)
  const stored = async (id: string) =>
    (await client.get<{ popularity: number }>({ index: `${prefix}-posts`, id }))._source
  assert.deepEqual(await stored('a'), { ...before, popularity: 1 })
  assert.deepEqual([(await stored('b'))?.popularity, (await stored('c'))?.popularity], [0.5, 0.3])
})
