import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { halfOf } from '../../../src/tools/evaluation/holdout.ts'
import { readQueries } from '../../../src/tools/evaluation/judged-query.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'judged-'))
})
after(() => rm(folder, { recursive: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

test('a line is a query, its kind and the posts of which any will do', async () => {
  const path = await file('queries.tsv', '# comment\nfirefix\ttypo-term\ta,b\r\n\n')
  assert.deepEqual(await readQueries(path), [
    {
      file: 'queries',
      q: 'firefix',
      kind: 'typo-term',
      grades: new Map([
        ['a', 1],
        ['b', 1],
      ]),
    },
  ])
})

test('graded queries take their grades from the judgements', async () => {
  const path = await file('graded.ndjson', '{"qid": 7, "text": "wing flow"}\n')
  const qrels = await file('qrels.tsv', '7\td1\t3\n7\td2\t1\n8\td1\t1\n')
  const [query] = await readQueries(path, qrels)
  assert.deepEqual(
    query?.grades,
    new Map([
      ['d1', 3],
      ['d2', 1],
    ]),
  )
  await assert.rejects(readQueries(path), /expected --qrels/)
})

test('a broken line is named by file and line', async () => {
  await assert.rejects(
    readQueries(await file('bad.tsv', 'ok\tk\ta\nonly a query\n')),
    /bad\.tsv:2: expected query, kind/,
  )
  await assert.rejects(readQueries(join(folder, 'none.tsv')), /none\.tsv: cannot be read/)
})

test('the two halves are all queries, each in one', async () => {
  const lines = Array.from({ length: 60 }, (_, i) => `query ${i}\tk\tp`).join('\n')
  const queries = await readQueries(await file('many.tsv', lines))
  const [tune, report] = [halfOf(queries, 'tune'), halfOf(queries, 'report')]
  assert.equal(tune.length + report.length, 60)
  assert.ok(tune.length > 15 && report.length > 15)
})
