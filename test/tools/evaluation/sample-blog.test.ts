import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openSource } from '../../../src/content/sources/source.ts'
import { packageRoot } from '../../../src/core/package.ts'
import { belowFloors, parseFloors } from '../../../src/tools/evaluation/floor.ts'
import { readQueries } from '../../../src/tools/evaluation/judged-query.ts'
import { askJudged, figuresOf, type Outcome } from '../../../src/tools/evaluation/run.ts'
import { dropIndexes, reindexSources, testClient, testPrefix } from '../../helpers/test-index.ts'

const SAMPLE_BLOG = join(packageRoot, 'src/tools/demo/sample-blog')

/** All of them are found first today: one query of a kind may slip, an exact title or phrase may not. */
const FLOORS = 'mrr=.95,success10=.95,exact-title.mrr=1,phrase.mrr=1'

const client = testClient()
const prefix = testPrefix()
const outcomes: Outcome[] = []

before(async () => {
  await reindexSources([await openSource(SAMPLE_BLOG, { siteUrl: 'https://slowkettle.example' })], prefix)
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }
  const queries = await readQueries(`${SAMPLE_BLOG}/queries.tsv`)
  for (const query of queries) outcomes.push(await askJudged(ctx, query, { maxQueryLength: 200 }))
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

test('the judged queries of the sample blog find their posts', () => {
  const figures = figuresOf(outcomes)
  assert.equal(figures.length, 7)
  assert.deepEqual(belowFloors(figures, parseFloors(FLOORS)), [])
})

test('no query needs more than two round trips, and a correct one needs one', () => {
  const correct = new Set(['exact-title', 'phrase', 'comment', 'noharm'])
  for (const { q, kind, roundTrips } of outcomes) {
    assert.ok(roundTrips <= (correct.has(kind) ? 1 : 2), `${kind}: ${q}: ${roundTrips}`)
  }
})
