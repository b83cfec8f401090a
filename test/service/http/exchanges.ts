import { createHmac } from 'node:crypto'

/** A request, and the status that it is answered with. */
export type Exchange = {
  operation: string
  status: number
  /** The service: a whole one, one whose Elasticsearch is away, or one without keys and secrets. */
  to?: 'up' | 'away' | 'closed'
  request: { path: string; method?: string; headers?: Record<string, string>; body?: string }
}

const NOW = '2026-01-02T00:00:00Z'
const BEFORE = '2026-01-01T00:00:00Z'
const JSON_TYPE = { 'Content-Type': 'application/json' }
const TOO_LARGE = JSON.stringify({ text: 'x'.repeat(8 * 1024 * 1024) })

type Secrets = { keys: { writer: string; reader: string }; secret: string }

/** Requests for each status of each operation, in an order in which they work. */
export function exchanges(secrets: Secrets): Exchange[] {
  return [
    reads(secrets),
    writesOf('Post', secrets),
    writesOf('Comment', secrets),
    batches(secrets),
    webhooks(secrets),
    clicks(),
    rules(secrets),
    insights(),
    service(),
  ].flat()
}

function reads({ keys }: Secrets): Exchange[] {
  const get = (
    operation: string,
    path: string,
    status: number,
    others: Partial<Exchange> = {},
  ): Exchange => ({
    operation,
    status,
    request: { path },
    ...others,
  })
  const all =
    'q=firefix+%22every+day%22&page=1&size=5&sort=date&category=web&keyword=web&author=A&lang=en&after=2019&before=2020-01-02&in=title&no=fuzzy&phrase=a&exclude=b&prefix=1&debug-search'
  const fresh = '/api/v1/search?q=firefox&fresh=1'
  const bearing = (key: string) => ({ request: { path: fresh, headers: bearer(key) } })
  const anything = { 'if-none-match': '*', 'cache-control': 'max-age=0' }
  const known = (path: string) => ({ request: { path, headers: anything } })
  const paths = {
    search: '/api/v1/search?q=firefox',
    suggest: '/api/v1/suggest?q=fire&size=3',
    related: '/api/v1/posts/old/related?size=2',
    resolve: '/api/v1/resolve?path=/2018/firefox-tabs',
  }
  return [
    get('search', '/api/v1/search?q=firefix', 200),
    get('search', '/api/v1/search?q=firefix&debug-search', 200),
    get('search', '/api/v1/search?q=zzzzqq', 200),
    get('search', `/api/v1/search?${all}`, 200),
    get('search', fresh, 401),
    get('search', fresh, 403, bearing(keys.writer)),
    get('search', fresh, 200, bearing(keys.reader)),
    get('search', '/api/v1/search?page=x&size=99&nope=1', 400),
    get('suggest', '/api/v1/suggest', 400),
    get('related', '/api/v1/posts/old/related?size=0', 400),
    get('related', '/api/v1/posts/nobody/related', 404),
    get('resolve', '/api/v1/resolve', 400),
    ...Object.entries(paths).flatMap(([operation, path]) => [
      get(operation, path, 200),
      get(operation, path, 304, known(path)),
      get(operation, path, 503, { to: 'away' }),
    ]),
  ]
}

function writesOf(what: 'Post' | 'Comment', { keys }: Secrets): Exchange[] {
  const path = what === 'Post' ? '/api/v1/posts/new' : '/api/v1/posts/old/comments/new'
  const document =
    what === 'Post' ? { url: '/new/', title: 'New', text: 'New text', layout: 'x' } : { text: 'New' }
  const put = (
    status: number,
    body: object | string,
    others: Partial<Exchange['request']> = {},
    to?: 'away' | 'closed',
  ) => ({
    operation: `put${what}`,
    status,
    ...(to !== undefined && { to }),
    request: {
      path,
      method: 'PUT',
      headers: { ...bearer(keys.writer), ...JSON_TYPE },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...others,
    },
  })
  const remove = (status: number, others: Partial<Exchange['request']> = {}, to?: 'away' | 'closed') => ({
    operation: `delete${what}`,
    status,
    ...(to !== undefined && { to }),
    request: { path, method: 'DELETE', headers: bearer(keys.writer), ...others },
  })
  return [
    put(201, { ...document, updated: BEFORE }),
    put(200, { ...document, updated: NOW }),
    put(409, { ...document, updated: BEFORE }),
    put(400, { ...document, text: 5 }),
    put(400, '{'),
    put(413, TOO_LARGE),
    put(415, 'text', { headers: { ...bearer(keys.writer), 'Content-Type': 'text/plain' } }),
    put(401, document, { headers: JSON_TYPE }),
    put(403, document, { headers: { ...bearer(keys.reader), ...JSON_TYPE } }),
    put(403, document, {}, 'closed'),
    put(503, document, {}, 'away'),
    ...(what === 'Comment' ? [put(404, document, { path: '/api/v1/posts/nobody/comments/1' })] : []),
    remove(409, { path: `${path}?updated=${BEFORE}` }),
    remove(400, { path: `${path}?updated=soon` }),
    remove(400, { path: `${path}?nope=1` }),
    remove(200),
    remove(404, { path: `${path}er` }),
    remove(401, { headers: {} }),
    remove(403, { headers: bearer(keys.reader) }),
    remove(503, {}, 'away'),
  ]
}

/** Whoever comes by a proxy needs a key. */
function insights(): Exchange[] {
  const get = (status: number, query: string, others: Partial<Exchange> = {}): Exchange => ({
    operation: 'insights',
    status,
    request: { path: `/api/v1/insights${query}` },
    ...others,
  })
  const forwarded = { path: '/api/v1/insights', headers: { Via: '1.1 proxy' } }
  return [
    get(200, '?since=7d'),
    get(400, '?since=never'),
    get(401, '', { request: forwarded }),
    get(403, '', { to: 'closed', request: forwarded }),
    get(503, '', { to: 'away' }),
  ]
}

function rules({ keys }: Secrets): Exchange[] {
  const path = '/api/v1/curation/kettle'
  const send = (
    method: 'PUT' | 'DELETE',
    status: number,
    others: Partial<Exchange> & { key?: string; body?: string; type?: string } = {},
  ): Exchange => {
    const {
      key = keys.writer,
      body = '{"never-correct":["kettel"]}',
      type = 'application/json',
      ...rest
    } = others
    const headers = { ...(key !== '' && bearer(key)), 'Content-Type': type }
    return {
      operation: method === 'PUT' ? 'putRule' : 'deleteRule',
      status,
      request: { path, method, headers, ...(method === 'PUT' && { body }) },
      ...rest,
    }
  }
  return [
    send('PUT', 204),
    send('PUT', 400, { body: '{}' }),
    send('PUT', 413, { body: TOO_LARGE }),
    send('PUT', 415, { type: 'text/plain' }),
    send('DELETE', 204),
    send('DELETE', 404),
    ...(['PUT', 'DELETE'] as const).flatMap((method) => [
      send(method, 401, { key: '' }),
      send(method, 403, { key: keys.reader }),
      send(method, 503, { to: 'away' }),
    ]),
  ]
}

function clicks(): Exchange[] {
  const tell = (status: number, body: string, type = 'text/plain'): Exchange => ({
    operation: 'click',
    status,
    request: { path: '/api/v1/clicks', method: 'POST', headers: { 'Content-Type': type }, body },
  })
  return [
    tell(204, '{"search":"q=firefox","position":1}'),
    tell(400, '{"search":""}'),
    tell(413, TOO_LARGE),
    tell(415, '', 'text/html'),
  ]
}

function batches({ keys }: Secrets): Exchange[] {
  const lines = [
    { action: 'put', post: { id: 'b', url: '/b/', text: 'b' } },
    { action: 'put', comment: { id: 'c', postId: 'b', text: 'c' } },
    { action: 'delete', post: 'nobody' },
    { action: 'put', post: { id: 'd', url: '/d/', text: 'd', draft: true } },
    { nothing: true },
  ]
  const type = { 'Content-Type': 'application/x-ndjson' }
  const body = lines.map((line) => JSON.stringify(line)).join('\n')
  const send = (status: number, text: string, headers: Record<string, string>, to?: 'away'): Exchange => ({
    operation: 'batch',
    status,
    ...(to !== undefined && { to }),
    request: { path: '/api/v1/batch', method: 'POST', headers, body: text },
  })
  const allowed = { ...bearer(keys.writer), ...type }
  return [
    send(200, body, allowed),
    send(400, '\n', allowed),
    send(401, body, type),
    send(403, body, { ...bearer(keys.reader), ...type }),
    send(413, TOO_LARGE.repeat(5), allowed),
    send(415, body, { ...allowed, ...JSON_TYPE }),
    send(503, body, allowed, 'away'),
  ]
}

function webhooks({ secret }: Secrets): Exchange[] {
  const post = {
    id: '1',
    slug: 'w',
    status: 'published',
    title: 'W',
    html: '<p>w</p>',
    url: 'https://blog.example/w/',
    visibility: 'public',
  }
  const ghost = (body: string) => {
    const time = String(Date.now())
    return { 'X-Ghost-Signature': `sha256=${hmac(body + time, secret)}, t=${time}` }
  }
  const wordpress = (body: string) => {
    const time = String(Math.floor(Date.now() / 1000))
    return { 'X-Blog-Search-Signature': `sha256=${hmac(`${time}.${body}`, secret)}, t=${time}` }
  }
  const call = { action: 'put', post: { id: '2', url: '/x/', text: 'x' } }
  return [
    ...calls('ghost', JSON.stringify({ post: { current: post } }), ghost),
    ...calls('wordpress', JSON.stringify(call), wordpress),
  ]
}

function calls(sender: string, body: string, sign: (body: string) => Record<string, string>): Exchange[] {
  const send = (
    status: number,
    text: string,
    headers: Record<string, string>,
    to?: 'away' | 'closed',
  ): Exchange => ({
    operation: `${sender}Webhook`,
    status,
    ...(to !== undefined && { to }),
    request: {
      path: `/api/v1/webhooks/${sender}`,
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers },
      body: text,
    },
  })
  return [
    send(200, body, sign(body)),
    send(400, '{"a":1}', sign('{"a":1}')),
    send(400, '{', sign('{')),
    send(401, body, {}),
    send(403, body, sign(body), 'closed'),
    send(413, TOO_LARGE, sign(TOO_LARGE)),
    send(415, body, { ...sign(body), 'Content-Type': 'text/plain' }),
    send(503, body, sign(body), 'away'),
  ]
}

function service(): Exchange[] {
  return [
    { operation: 'health', status: 200, request: { path: '/healthz' } },
    { operation: 'readiness', status: 200, request: { path: '/readyz' } },
    { operation: 'readiness', status: 503, to: 'away', request: { path: '/readyz' } },
  ]
}

function bearer(key: string): { Authorization: string } {
  return { Authorization: `Bearer ${key}` }
}

function hmac(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
