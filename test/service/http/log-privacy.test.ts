import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, test } from 'node:test'
import { BackendError } from '../../../src/core/errors.ts'
import { createLogger } from '../../../src/core/logger.ts'
import { dropIndexes, indexBlog, testClient } from '../../helpers/test-index.ts'
import { startApp } from './start-app.ts'

/** Line ends, escapes of terminals, what turns the direction of text, and what cannot be seen. */
const CONTROLS = [
  '\n',
  '\r',
  '\u0000',
  '\u001b[2J',
  '\u007f',
  '\u0085',
  '\u009b31m',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
]

/** A line that somebody might want to be there. */
const FORGED = '{"level":50,"msg":"forged"}'

describe('lines of the log cannot be forged', () => {
  for (const LOG_QUERIES of ['true', 'false']) {
    test(`by a query or a path, with LOG_QUERIES=${LOG_QUERIES}`, async (t) => {
      const { url, lines, log } = await startApp(t, { env: { LOG_QUERIES } })
      for (const control of CONTROLS) {
        const sent = encodeURIComponent(`a${control}${FORGED}${control}b`)
        await (await fetch(`${url}/api/v1/search?q=${sent}`)).text()
        await (await fetch(`${url}/${sent}?${sent}`)).text()
        await (await fetch(`${url}/api/v1/posts/${sent}`, { method: 'PUT' })).text()
      }
      assert.equal(lines.length, 3 * CONTROLS.length)
      for (const line of lines) {
        assert.match(line, /^\{[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*\}\n$/u)
      }
      assert.ok(log.every(({ msg }) => msg === 'request'))
    })
  }

  test('by bytes that are no HTTP', async (t) => {
    const { url, lines } = await startApp(t)
    const { port, hostname } = new URL(url)
    for (const start of [
      `GET /a\n${FORGED} HTTP/1.1`,
      `G\u001bT / HTTP/1.1`,
      `GET /\u2028${FORGED} HTTP/1.1`,
    ]) {
      const socket = connect(Number(port), hostname)
      socket.write(`${start}\r\nHost: x\r\nUser-Agent: ${FORGED}\r\nConnection: close\r\n\r\n`)
      await text(socket)
    }
    assert.ok(lines.every((line) => /^[^\p{Cc}\u2028]*\n$/u.test(line) && !line.includes('"msg":"forged"')))
  })

  test('by a message of an exception', async (t) => {
    const { url, lines } = await startApp(t, {
      search: async () => {
        throw new Error(`planted\n${FORGED}\u2028\u009b2J`)
      },
    })
    await (await fetch(`${url}/api/v1/search?q=a`)).text()
    assert.equal(lines.length, 1)
    assert.match(lines[0] ?? '', /^[^\p{Cc}\u2028]*\n$/u)
  })
})

describe('the log tells nobody', () => {
  test('who asked, or what, in whatever way the request ends', async (t) => {
    const { url, lines } = await startApp(t, {
      env: { TRUST_PROXY: 'true' },
      search: async () => {
        throw new BackendError('Elasticsearch did not answer a search', { cause: new Error('cause') })
      },
    })
    const headers = {
      'x-forwarded-for': '203.0.113.195',
      forwarded: 'for=203.0.113.196',
      'x-real-ip': '203.0.113.197',
      cookie: 'planted',
      'user-agent': 'planted',
    }
    for (const path of ['/api/v1/search?q=planted', '/search?q=planted&page=0', '/api/v1/search?planted=1']) {
      await (await fetch(url + path, { headers })).text()
    }
    assert.equal(lines.length, 3)
    assert.doesNotMatch(lines.join(''), /planted|203\.0|127\.0\.0\.1/)
  })

  test('e-mail addresses and tokens, even where queries are logged', async (t) => {
    const { url, log, lines } = await startApp(t, { env: { LOG_QUERIES: 'true' } })
    const token = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'
    const q = encodeURIComponent(`mail ada@example.org token ${token} kettle`)
    await (await fetch(`${url}/api/v1/search?q=${q}`)).text()
    await (await fetch(`${url}/reset/${token}/ada%40example.org`)).text()
    assert.equal(log[0]?.q, 'mail [e-mail] token [token] kettle')
    assert.doesNotMatch(lines.join(''), /ghp_|example/)
  })

  test('what Elasticsearch repeats of a query, unless queries are logged', async (t) => {
    const { prefix } = await indexBlog({
      posts: [{ id: 'a', url: '/a', title: 'Kettle', text: 'It boils.' }],
    })
    t.after(() => dropIndexes(prefix))
    const client = testClient()
    const index = `${prefix}-posts`
    const query = { query_string: { query: 'planted AND (' } }
    const refused = await client.search({ index, query }).catch((error: unknown) => error)
    const body = await client.msearch({ searches: [{ index }, { query }] })
    await client.close()
    const [item] = body.responses
    const cause = item !== undefined && 'error' in item ? item.error : undefined
    const logged = (queries: boolean) => {
      const lines: string[] = []
      const logger = createLogger('info', { write: (line) => lines.push(line) }, { queries })
      logger.error({ err: refused }, 'failed')
      logger.error({ err: new BackendError('Elasticsearch refused a search', { cause }) }, 'failed')
      return lines.join('')
    }
    assert.match(JSON.stringify(cause), /planted/)
    assert.doesNotMatch(logged(false), /planted/)
    assert.match(logged(false), /"status":400.*\n.*Elasticsearch refused a search/)
    assert.match(logged(false), /"reason":"Failed to parse query"/)
    const [first, second] = logged(true).split('\n')
    assert.ok(first?.includes('planted') || second?.includes('planted'))
  })

  test('but says why Elasticsearch refused a query, without its text', async (t) => {
    const { prefix } = await indexBlog({
      posts: [{ id: 'a', url: '/a', title: 'Kettle', text: 'It boils.' }],
    })
    t.after(() => dropIndexes(prefix))
    const client = testClient()
    const match = Array.from({ length: 70_000 }, (_, i) => ({ match: { text: `planted${i}` } }))
    const refused = await client
      .search({ index: `${prefix}-posts`, query: { bool: { should: match } } })
      .catch((error: unknown) => error)
    await client.close()
    const lines: string[] = []
    createLogger('info', { write: (line) => lines.push(line) }).error({ err: refused }, 'failed')
    assert.match(lines.join(''), /too many (nested )?clauses; maxClauseCount is set to \d+/)
    assert.doesNotMatch(lines.join(''), /planted/)
  })

  test('but says of the state of Elasticsearch what it said', async () => {
    const client = testClient()
    const missing = await client.search({ index: 'test-none' }).catch((error: unknown) => error)
    await client.close()
    const lines: string[] = []
    createLogger('info', { write: (line) => lines.push(line) }).error({ err: missing }, 'failed')
    assert.match(
      lines[0] ?? '',
      /"type":"index_not_found_exception","status":404,"reason":"no such index \[test-none\]"/,
    )
  })
})
