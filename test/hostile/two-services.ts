import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { watchGeneration } from '../../src/elastic/generation-watch.ts'
import { search } from '../../src/search/search.ts'
import { makeKey, writeKeys } from '../../src/service/auth/key-file.ts'
import { createMetrics } from '../../src/service/metrics/metrics.ts'
import { folderOf } from '../content/sources/folder-of.ts'
import { testClient, testElasticsearchUrl } from '../helpers/test-index.ts'
import { startApp } from '../service/http/start-app.ts'
import { ANY_WORD } from './everywhere.ts'
import { MARK } from './secret-blog.ts'

/** Characters of an answer that are shown before and after a difference. */
const BEFORE = 200
const AFTER = 200

const GHOST_SECRET = 'what signs the calls of Ghost'

/** A whole service that remembers answers, with all that it may be asked open, and a key to write. */
export async function openService(t: TestContext, prefix: string, elasticsearch = testElasticsearchUrl()) {
  const path = join(await folderOf(t, {}), 'keys.json')
  const { key, stored } = makeKey({ name: 'writer', scopes: ['write'] }, new Date())
  await writeKeys(path, [stored])
  const stop = new AbortController()
  const client = testClient(elasticsearch)
  const generation = watchGeneration(client, prefix, { stopping: stop.signal })
  t.after(async () => {
    stop.abort()
    await client.close()
  })
  await generation.refresh()
  const env = {
    ...{ ELASTICSEARCH_URL: elasticsearch, INDEX_PREFIX: prefix, API_KEYS_FILE: path },
    ...{ DEBUG_SEARCH: 'public', METRICS_ACCESS: 'public', LOG_LEVEL: 'trace' },
    ...{ GHOST_WEBHOOK_SECRET: GHOST_SECRET, SITE_URL: 'https://kettle.example' },
  }
  const app = await startApp(t, { env, search, generation, metrics: createMetrics('0.0.0') })
  const write = async (method: string, address: string, body?: unknown) => {
    const json = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
    const response = await fetch(app.url + address, {
      method,
      headers: json,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    assert.ok(response.ok, `${method} ${address}: ${text}`)
  }
  const callOfGhost = async (event: object) => {
    const body = JSON.stringify(event)
    const time = String(Date.now())
    const hash = createHmac('sha256', GHOST_SECRET)
      .update(body + time)
      .digest('hex')
    const headers = { 'content-type': 'application/json', 'x-ghost-signature': `sha256=${hash}, t=${time}` }
    const response = await fetch(`${app.url}/api/v1/webhooks/ghost`, { method: 'POST', headers, body })
    assert.equal(response.status, 200, await response.text())
  }
  return { ...app, generation, write, callOfGhost }
}

export type Service = Awaited<ReturnType<typeof openService>>

export type Said = { status: number; text: string }

/** What a service says, without what differs each time or from one blog to the next: names of indexes, times, and fractions of points. */
export async function said(
  { url }: { url: string },
  path: string,
): Promise<{ status: number; text: string }> {
  const response = await fetch(url + path, { redirect: 'manual' })
  const text = (await response.text()).replaceAll(url, '')
  return {
    status: response.status,
    text: text
      .replaceAll(/test-[0-9a-f]{10}[\w-]*/g, 'PREFIX')
      .replaceAll(/("(?:took|ms|start|total|elasticsearch)": ?)[\d.]+/g, '$1N')
      .replaceAll(/"generation":"[\w-]+"/g, '"generation":"ID"')
      .replaceAll(/ (?:width|x)="[\d.]+"/g, '')
      .replaceAll(/[\d.]+ of them waiting/g, 'N of them waiting')
      .replaceAll(/<td class="number">\d+<\/td>/g, '<td class="number">N</td>')
      // What was deleted counts until it is merged away, and so which words come first among those that are as near.
      .replaceAll(/<ul class="words">.*?<\/ul>/g, (list) =>
        new RegExp(MARK, 'i').test(list) ? list : 'WORDS',
      )
      .replaceAll(/\d+(?:\.\d+)? ?ms/g, 'N ms')
      .replaceAll(/\d+\.\d+(?:e-?\d+)?%?/g, 'N'),
  }
}

/** Asserts that a blog with secrets says, word for word, what the same blog says without them. */
export async function assertSaysTheSame(
  paths: readonly string[],
  { hiding, innocent }: { hiding: Service; innocent: Service },
): Promise<void> {
  for (const path of paths) {
    const [actual, expected] = await Promise.all([said(hiding, path), said(innocent, path)])
    if (path === '/metrics') assert.doesNotMatch(actual.text, new RegExp(MARK, 'i'))
    else if (path.includes(ANY_WORD)) assertNamesNoMore(actual, expected, path)
    else if (path.includes(MARK)) assertSame(inAnyOrder(actual), inAnyOrder(expected), path)
    else assertSame(actual, expected, path)
    if (!path.includes(MARK)) assert.doesNotMatch(actual.text, new RegExp(MARK, 'i'), path)
  }
}

/** All that an answer says. What was deleted counts until it is merged away, and so which of the posts that have some of the words comes first. */
function inAnyOrder({ status, text }: Said): Said {
  return {
    status,
    text: text
      .split(/(?<=[,>{}[\]])/)
      .sort()
      .join(''),
  }
}

/** Which of two ways to read a query is told may differ by what was deleted, but not in words that were not asked for. */
function assertNamesNoMore(actual: Said, expected: Said, path: string): void {
  const names = ({ text }: Said) => new Set(text.match(new RegExp(`${MARK}\\w*`, 'gi')))
  const others = [...names(actual)].filter((name) => !names(expected).has(name))
  assert.deepEqual([actual.status, others], [expected.status, []], path)
}

function assertSame(actual: Said, expected: Said, path: string): void {
  if (actual.text === expected.text && actual.status === expected.status) return
  let at = 0
  while (actual.text[at] === expected.text[at]) at += 1
  const [has, should] = [actual, expected].map(
    ({ status, text }) => `${status} ...${text.slice(Math.max(0, at - BEFORE), at + AFTER)}`,
  )
  assert.fail(`${path}\nhas     ${has}\nwithout ${should}`)
}
