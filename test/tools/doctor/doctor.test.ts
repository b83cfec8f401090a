import assert from 'node:assert/strict'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import type { Client } from '@elastic/elasticsearch'
import getPort from 'get-port'
import { STEMMED_LANGUAGES } from '../../../src/core/language.ts'
import { readIndexBody } from '../../../src/elastic/mappings.ts'
import { makeKey, type Scope, writeKeys } from '../../../src/service/auth/key-file.ts'
import { compare } from '../../../src/tools/doctor/drift.ts'
import type { Finding } from '../../../src/tools/doctor/finding.ts'
import { overWatermark } from '../../../src/tools/doctor/watermarks.ts'
import { runCli } from '../../commands/run-cli.ts'
import { folderOf } from '../../content/sources/folder-of.ts'
import { startRewritingProxy } from '../../helpers/rewriting-proxy.ts'
import {
  dropIndexes,
  indexBlog,
  listIndexes,
  testClient,
  testElasticsearchUrl,
  testPrefix,
} from '../../helpers/test-index.ts'

const BLOG = {
  posts: [{ id: 'a', url: '/a', title: 'Kettle', text: 'It boils.' }],
  comments: [{ id: 'c', postId: 'a', text: 'It does.' }],
}

async function indexes(t: TestContext): Promise<string> {
  const { prefix } = await indexBlog(BLOG)
  t.after(() => dropIndexes(prefix))
  return prefix
}

/** What `blog-search doctor --json` found, and its exit code. */
async function diagnose(t: TestContext, env: Record<string, string>) {
  const { code, stdout, stderr } = await runCli(t, ['doctor', '--json'], {
    ELASTICSEARCH_URL: testElasticsearchUrl(),
    ...env,
  })
  assert.equal(stderr, '')
  const { healthy, findings }: { healthy: boolean; findings: Finding[] } = JSON.parse(stdout)
  assert.equal(code, healthy ? 0 : 1)
  assert.equal(
    healthy,
    findings.every(({ level }) => level !== 'problem'),
  )
  for (const finding of findings) {
    if (finding.level !== 'ok') assert.ok(finding.whatToDo.length > 10, finding.found)
  }
  const of = (check: string) => findings.filter((one) => one.check === check)
  return { code, findings, of }
}

/** Asserts that a check has just one finding, of a level and with a text. */
function assertFinding(found: readonly Finding[], level: Finding['level'], text: RegExp): void {
  assert.equal(found.length, 1, JSON.stringify(found))
  assert.equal(found[0]?.level, level)
  assert.match(found[0]?.found ?? '', text)
}

describe('blog-search doctor', () => {
  let client: Client
  before(() => {
    client = testClient()
  })
  after(() => client.close())

  test('finds nothing wrong where nothing is, and ends with 0', async (t) => {
    const { code, findings, of } = await diagnose(t, { INDEX_PREFIX: await indexes(t) })
    const notGreen = ['health of the cluster', 'disk of Elasticsearch', 'heap of Elasticsearch']
    const wrong = findings.filter(({ level, check }) => level !== 'ok' && !notGreen.includes(check))
    assert.deepEqual(wrong, [])
    assert.equal(code, findings.some(({ level }) => level === 'problem') ? 1 : 0)
    assertFinding(of('documents'), 'ok', /^1 posts, 1 comments, \d+ words$/)
    assertFinding(of('aliases'), 'ok', /^3 aliases of/)
    assertFinding(of('version of Elasticsearch'), 'ok', /^9\.\d+\.\d+ on 1 node/)
    const text = await runCli(t, ['doctor'], {
      ELASTICSEARCH_URL: testElasticsearchUrl(),
      INDEX_PREFIX: testPrefix(),
    })
    assert.equal(text.code, 1)
    assert.match(text.stdout, /^problem {2}aliases: no index has .*\n {9}Run `blog-search reindex`/m)
  })

  test('says that Elasticsearch is away, or refuses the credentials', async (t) => {
    const away = await diagnose(t, { ELASTICSEARCH_URL: `http://127.0.0.1:${await getPort()}` })
    assertFinding(away.of('connection to Elasticsearch'), 'problem', /does not answer/)
    const url = await startRewritingProxy(t, () => ({ status: 401, text: '{"status":401}' }))
    const refused = await diagnose(t, {
      ELASTICSEARCH_URL: url,
      ELASTICSEARCH_API_KEY: 'cGxhbnRlZDpzZWNyZXQ=',
    })
    assertFinding(refused.of('connection to Elasticsearch'), 'problem', /refuses the credentials \(401\)/)
    assert.ok(!JSON.stringify(refused.findings).includes('cGxhbnRlZ'))
  })

  test('tells how mappings and analysis drifted', async (t) => {
    const prefix = await indexes(t)
    await client.indices.putMapping({
      index: `${prefix}-posts`,
      properties: { guessed: { type: 'keyword' } },
    })
    const { code, of } = await diagnose(t, { INDEX_PREFIX: prefix })
    assert.equal(code, 1)
    assertFinding(
      of('mappings'),
      'problem',
      /mappings\.properties\.guessed\.type: is keyword, expected none$/,
    )
    const other = await diagnose(t, { INDEX_PREFIX: prefix, BLOG_LANGUAGE: 'de' })
    assert.ok(other.of('mappings').some(({ found }) => /analysis\./.test(found)))
  })

  test('finds no drift in fresh indexes of any language', async () => {
    for (const language of STEMMED_LANGUAGES) {
      const index = testPrefix()
      const { settings, mappings } = readIndexBody('posts', language)
      await client.indices.create({ index, settings, mappings })
      const found = (await client.indices.get({ index }))[index]
      await client.indices.delete({ index })
      const is = { mappings: found?.mappings, analysis: found?.settings?.index?.analysis }
      assert.deepEqual(compare(is, { mappings, analysis: settings.analysis }), [], language)
    }
  })

  test('tells of aliases that lead nowhere, to several or to different generations', async (t) => {
    const [prefix, second] = [await indexes(t), await indexes(t)]
    const [words] = (await listIndexes(prefix)).filter((name) => name.includes('-words-'))
    const [more] = (await listIndexes(second)).filter((name) => name.includes('-words-'))
    assert.ok(words !== undefined && more !== undefined)
    await client.indices.putAlias({ index: more, name: `${prefix}-words` })
    const several = await diagnose(t, { INDEX_PREFIX: prefix })
    assertFinding(several.of('aliases'), 'problem', /more than one index/)
    await client.indices.deleteAlias({ index: words, name: `${prefix}-words` })
    const mixed = await diagnose(t, { INDEX_PREFIX: prefix })
    assertFinding(mixed.of('aliases'), 'problem', /different generations/)
    await client.indices.deleteAlias({ index: more, name: `${prefix}-words` })
    const { of } = await diagnose(t, { INDEX_PREFIX: prefix })
    assertFinding(of('aliases'), 'problem', new RegExp(`no index has ${prefix}-words$`))
    assertFinding(of('documents'), 'problem', /0 words$/)
  })

  test('tells of blocks, of what is closed, never refreshed or unfinished', async (t) => {
    const prefix = await indexes(t)
    const index = `${prefix}-posts`
    const put = (settings: Record<string, unknown>) => client.indices.putSettings({ index, settings })
    await put({ 'index.blocks.read_only_allow_delete': true, 'index.refresh_interval': '-1' })
    const found = (await diagnose(t, { INDEX_PREFIX: prefix })).of('settings of the indexes')
    assert.match(found[0]?.found ?? '', /takes no writes \(index\.blocks\.read_only_allow_delete\)/)
    assert.match(found[1]?.found ?? '', /never refreshed/)
    await put({ 'index.blocks.write': true })
    const both = (await diagnose(t, { INDEX_PREFIX: prefix })).of('settings of the indexes')
    const blocks = both.filter(({ found }) => /takes no writes/.test(found))
    assert.equal(blocks.length, 2, 'each block is told')
    await put({
      'index.blocks.read_only_allow_delete': null,
      'index.blocks.write': null,
      'index.refresh_interval': null,
    })
    const unfinished = `${prefix}-posts-20260101t000000000-0000`
    await client.indices.create({ index: unfinished, settings: { refresh_interval: '-1' } })
    const { of } = await diagnose(t, { INDEX_PREFIX: prefix })
    assert.match(of('generations')[1]?.found ?? '', /20260101t000000000-0000 is unfinished/)
    const [live] = Object.keys(await client.indices.getAlias({ name: index }))
    await client.indices.close({ index: live ?? '' })
    const closed = await diagnose(t, { INDEX_PREFIX: prefix })
    assert.ok(closed.findings.some(({ level, found }) => level === 'problem' && / is closed$/.test(found)))
    await client.indices.open({ index: live ?? '' })
  })

  test('tells of comments whose post is not there', async (t) => {
    const prefix = await indexes(t)
    await client.delete({ index: `${prefix}-posts`, id: 'a', refresh: true })
    await client.index({ index: `${prefix}-posts`, id: 'b', document: { id: 'b' }, refresh: true })
    assertFinding(
      (await diagnose(t, { INDEX_PREFIX: prefix })).of('documents'),
      'warning',
      /1 are not there$/,
    )
  })

  test('tells of a disk over the watermarks that are set', async (t) => {
    const set = (low: string | null, high: string | null, flood: string | null) => {
      const watermark = 'cluster.routing.allocation.disk.watermark'
      const names = { [`${watermark}.low`]: low, [`${watermark}.high`]: high }
      return client.cluster.putSettings({ persistent: { ...names, [`${watermark}.flood_stage`]: flood } })
    }
    t.after(() => set(null, null, null))
    const expected = [
      ['1%', '2%', '3%', 'problem', /over the watermark "flood_stage" \(3%\)/],
      ['1%', '2%', '99.99%', 'problem', /over the watermark "high"/],
      ['1%', '99.98%', '99.99%', 'warning', /over the watermark "low"/],
      ['3b', '2b', '1b', 'ok', /GB free$/],
    ] as const
    for (const [low, high, flood, level, text] of expected) {
      await set(low, high, flood)
      assertFinding((await diagnose(t, {})).of('disk of Elasticsearch'), level, text)
    }
  })

  test('tells of a full heap, another version and copies that are missing', async (t) => {
    const url = await startRewritingProxy(t, ({ path }, text) => {
      if (path.startsWith('/_nodes/stats')) {
        return { text: text.replace(/"heap_used_percent":\d+/g, '"heap_used_percent":96') }
      }
      if (path.startsWith('/_nodes'))
        return { text: text.replace(/"version":"9[^"]*"/, '"version":"8.19.0"') }
      if (!path.startsWith('/_cluster/health')) return undefined
      const unassigned = text.replace(/"unassigned_shards":\d+/, '"unassigned_shards":2')
      return {
        text: unassigned
          .replace(/"status":"\w+"/, '"status":"red"')
          .replace(/data_nodes":1/, 'data_nodes":2'),
      }
    })
    const { of } = await diagnose(t, { ELASTICSEARCH_URL: url, INDEX_PREFIX: await indexes(t) })
    assertFinding(of('heap of Elasticsearch'), 'problem', /96 % of/)
    assertFinding(of('version of Elasticsearch'), 'problem', /^8\.19\.0 on/)
    assertFinding(of('health of the cluster'), 'problem', /^red, 2 shard/)
    assertFinding(of('copies'), 'warning', /no copy, although there are 2 nodes/)
  })

  test('tells when it may not look at something', async (t) => {
    const url = await startRewritingProxy(t, ({ path }) =>
      path.startsWith('/_nodes') ? { status: 403, text: '{"status":403}' } : undefined,
    )
    const { of } = await diagnose(t, { ELASTICSEARCH_URL: url, INDEX_PREFIX: await indexes(t) })
    assertFinding(of('nodes'), 'warning', /may not look at it/)
    assert.equal(of('documents')[0]?.level, 'ok')
  })

  test('tells of keys that lack, expire or lie open', async (t) => {
    const file = join(await folderOf(t, {}), 'keys.json')
    const env = { API_KEYS_FILE: file, READ_ACCESS: 'key' }
    const key = (name: string, scopes: Scope[], days?: number) =>
      makeKey(
        { name, scopes, ...(days !== undefined && { expires: new Date(Date.now() + days * 86_400_000) }) },
        new Date(),
      ).stored
    assertFinding((await diagnose(t, { READ_ACCESS: 'key' })).of('keys'), 'problem', /^no file of keys/)
    await writeKeys(file, [key('o\u202eld', ['read'], -1), key('soon', ['metrics'], 3)])
    await chmod(file, 0o644)
    const found = (await diagnose(t, env)).of('keys').map(({ level, found }) => `${level}: ${found}`)
    assert.match(found[0] ?? '', /^warning: .* has mode 644: others may read it$/)
    assert.equal(found[1], 'problem: 1 valid key(s), none with the scope read')
    assert.match(found[2] ?? '', /^warning: [0-9a-f]{8} \(o ld\) has expired$/)
    assert.match(found[3] ?? '', /^warning: [0-9a-f]{8} \(soon\) expires in 2 day/)
    await writeKeys(file, [key('all', ['read', 'metrics'])])
    assertFinding((await diagnose(t, env)).of('keys'), 'ok', /^1 valid key/)
    const broken = join(await folderOf(t, { 'keys.json': '{"keys": "planted"}' }), 'keys.json')
    assertFinding(
      (await diagnose(t, { API_KEYS_FILE: broken })).of('keys'),
      'problem',
      /expected a file that/,
    )
  })
})

test('a watermark is a share, or bytes that are free, and a share leaves no more free than its headroom', () => {
  const disk = { total: 1_000, free: 120 }
  const marks = (low: string, high: string, flood_stage: string) => ({ low, high, flood_stage })
  assert.equal(overWatermark(marks('85%', '90%', '95%'), disk), 'low')
  assert.equal(overWatermark(marks('0.85', '0.87', '0.95'), disk), 'high')
  assert.equal(overWatermark(marks('300b', '200b', '0.12kb'), disk), 'flood_stage')
  assert.equal(overWatermark({ ...marks('85%', '90%', '95%'), 'low.max_headroom': '100b' }, disk), undefined)
  assert.equal(overWatermark({ ...marks('85%', '90%', '95%'), 'low.max_headroom': '-1' }, disk), 'low')
})
