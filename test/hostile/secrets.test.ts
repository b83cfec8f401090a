import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSource } from '../../src/content/sources/source.ts'
import { startRewritingProxy } from '../helpers/rewriting-proxy.ts'
import { dropIndexes, reindexSources, testPrefix } from '../helpers/test-index.ts'
import { everywhere } from './everywhere.ts'
import {
  lines,
  MARK,
  PUBLIC,
  secretComment,
  secretPost,
  secretsInSources,
  wordpressExport,
} from './secret-blog.ts'
import { assertSaysTheSame, openService, type Said, type Service, said } from './two-services.ts'

const HIDING = testPrefix()
const INNOCENT = testPrefix()
/** An answer stands in for another only if what searches find had been the same for five seconds when it was made. */
const SETTLED_MS = 5_500

async function index(prefix: string, secrets: Record<string, string>): Promise<void> {
  const open = lines([...PUBLIC.posts, ...PUBLIC.comments])
  const files = { 'open.ndjson': open, 'export.xml': wordpressExport(false), ...secrets }
  const folder = await mkdtemp(join(tmpdir(), 'blog-search-test-'))
  try {
    const sources = await Promise.all(
      Object.entries(files).map(async ([file, text]) => {
        await writeFile(join(folder, file), text)
        return openSource(join(folder, file))
      }),
    )
    const report = await reindexSources(sources, prefix)
    assert.ok(report.swapped, JSON.stringify(report))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const FROM_SOURCES = [
  'draft',
  'excluded',
  'future',
  'unapproved',
  'later',
  'hidden0',
  'wppending',
  'wpprivate',
  'wplocked',
  'wpno1',
]

/** Each way in which a secret comes to be one, after everybody could read it. */
const WITHDRAWALS: Record<string, (service: Service, name: string) => Promise<void>> = {
  'made a draft': ({ write }, name) =>
    write('PUT', `${postAt(name)}?refresh=wait_for`, secretPost(name, { draft: true })),
  excluded: ({ write }, name) =>
    write('PUT', `${postAt(name)}?refresh=wait_for`, secretPost(name, { search: false })),
  'put off': ({ write }, name) =>
    write('PUT', `${postAt(name)}?refresh=wait_for`, secretPost(name, { date: '2999-01-01' })),
  deleted: ({ write }, name) => write('DELETE', `${postAt(name)}?refresh=wait_for`),
  'unpublished by ghost': ({ callOfGhost }, name) =>
    callOfGhost({
      post: {
        current: {
          id: `${MARK}${name}id`,
          slug: 'x',
          status: 'draft',
          title: 'X',
          html: '',
          url: 'https://kettle.example/x/',
        },
        previous: { status: 'published' },
      },
    }),
}
const COMMENT_WITHDRAWALS: typeof WITHDRAWALS = {
  'comment unapproved': ({ write }, name) =>
    write('PUT', `${commentAt(name)}?refresh=wait_for`, secretComment(name, 'kettle', { approved: false })),
  'comment put off': ({ write }, name) =>
    write(
      'PUT',
      `${commentAt(name)}?refresh=wait_for`,
      secretComment(name, 'kettle', { date: '2999-01-01' }),
    ),
  'comment deleted': ({ write }, name) => write('DELETE', `${commentAt(name)}?refresh=wait_for`),
}

function postAt(name: string): string {
  return `/api/v1/posts/${MARK}${name}id`
}

function commentAt(name: string): string {
  return `/api/v1/posts/kettle/comments/${MARK}${name}id`
}

async function publish(service: Service, name: string, isComment: boolean): Promise<void> {
  const at = isComment ? commentAt(name) : postAt(name)
  const document = isComment ? secretComment(name, 'kettle') : secretPost(name)
  await service.write('PUT', `${at}?refresh=wait_for`, document)
  if (isComment) return
  const reply = secretComment(name, `${MARK}${name}id`)
  await service.write('PUT', `${postAt(name)}/comments/${reply.id}?refresh=wait_for`, reply)
}

before(async () => {
  await index(INNOCENT, {})
  await index(HIDING, secretsInSources())
})
after(() => Promise.all([dropIndexes(HIDING), dropIndexes(INNOCENT)]))

async function bothServices(t: TestContext, elasticsearch?: string) {
  const [hiding, innocent] = await Promise.all([
    openService(t, HIDING, elasticsearch),
    openService(t, INNOCENT),
  ])
  return { hiding, innocent }
}

/** The log may have the path of a request, and so the id that somebody asked for. */
function assertLogsNothing({ log }: Service): void {
  for (const { path: _, ...line } of log)
    assert.ok(!JSON.stringify(line).includes(MARK), JSON.stringify(line))
}

test('what sources hold back is nowhere', async (t) => {
  const services = await bothServices(t)
  await assertSaysTheSame(everywhere(FROM_SOURCES), services)
  assertLogsNothing(services.hiding)
})

for (const [way, withdraw] of Object.entries({ ...WITHDRAWALS, ...COMMENT_WITHDRAWALS })) {
  const isComment = way in COMMENT_WITHDRAWALS
  test(`${isComment ? 'a comment' : 'a post'} that is ${way.replace('comment ', '')} is nowhere from that moment on`, async (t) => {
    const services = await bothServices(t)
    const { hiding } = services
    const name = way.replaceAll(/\W/g, '')
    await publish(hiding, name, isComment)
    const paths = everywhere([name])
    const before: Said[] = []
    for (const path of paths) before.push(await said(hiding, path))
    // It was to be found, and what found it is remembered.
    const found = before.filter(({ text }, i) => text.includes(MARK) && !paths[i]?.includes(MARK))
    assert.ok(found.length > 10, `${found.length} answers had it`)
    await withdraw(hiding, name)
    await assertSaysTheSame(paths, services)
    assertLogsNothing(hiding)
  })
}

test('no answer that stands in for another has what was withdrawn', async (t) => {
  const state = { away: false }
  const proxy = await startRewritingProxy(t, () => (state.away ? { status: 503, text: '{}' } : undefined))
  const hiding = await openService(t, HIDING, proxy)
  const name = 'stale'
  await publish(hiding, name, false)
  await hiding.generation.refresh()
  await sleep(SETTLED_MS)
  const paths = everywhere([name])
  for (const path of paths) await said(hiding, path)
  const remembered = '/api/v1/search?q=kettle'
  // Where a poll of the generation fails for a moment, as on a busy machine, an answer is not remembered.
  for (let tries = 0; tries < 20 && hiding.log.at(-1)?.cache !== 'hit'; tries++)
    await said(hiding, remembered)
  state.away = true
  await hiding.generation.refresh()
  const standIn = await said(hiding, remembered)
  assert.ok(standIn.text.includes('"stale":true') && standIn.text.includes(MARK), standIn.text)
  state.away = false
  await hiding.generation.refresh()
  await hiding.write('DELETE', postAt(name))
  state.away = true
  for (const path of paths.filter((one) => !one.includes(MARK))) {
    const { text } = await said(hiding, path)
    assert.ok(!text.includes(MARK), `${path}: ${text.slice(0, 500)}`)
  }
})
