import assert from 'node:assert/strict'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server } from 'node:net'
import { after, before, test } from 'node:test'
import { holderFrom, whoHolds } from '../../../src/tools/local-elasticsearch/ports.ts'
import { elasticsearch, removeHome, temporaryHome } from './elasticsearch-command.ts'

let home: string
before(async () => {
  home = await temporaryHome()
})
after(() => removeHome(home))

async function startBeside(server: Server): Promise<{ code: number; stderr: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const { code, stderr } = await elasticsearch('start', '--home', home, '--port', String(port))
  server.close()
  return { code, stderr }
}

const http = (status: number, body: string) =>
  createHttpServer((_, response) => response.writeHead(status).end(body))
const banner = (version: string) =>
  JSON.stringify({ tagline: 'You Know, for Search', version: { number: version } })

const mailServer = () => createServer((socket) => socket.on('error', () => {}).end('220 mail ready\r\n'))

test('a port of another web server is refused', async () => {
  const { code, stderr } = await startBeside(http(200, '<h1>Hello</h1>'))
  assert.equal(code, 1)
  assert.match(stderr, /^Port \d+ of 127\.0\.0\.1 is held by an HTTP server that is not Elasticsearch: stop/m)
})

test('a port of a server that asks for a password is refused', async () => {
  const { code, stderr } = await startBeside(http(401, '{}'))
  assert.equal(code, 1)
  assert.match(stderr, /is held by a server that asks for a password/)
})

test('a port of a program that does not speak HTTP is refused', async () => {
  const { code, stderr } = await startBeside(mailServer())
  assert.equal(code, 1)
  assert.match(stderr, /is held by a program that does not speak HTTP/)
})

test('a port of an Elasticsearch of another version is refused', async () => {
  const { code, stderr } = await startBeside(http(200, banner('8.19.0')))
  assert.equal(code, 1)
  assert.match(stderr, /is held by Elasticsearch 8\.19\.0, expected 9\.5\.3/)
})

test('wrong usage has exit code 2', async () => {
  for (const args of [
    ['start', '--port', '10abc'],
    ['start', '--nodes', '0'],
    ['start', '--heap', 'much'],
    ['restart'],
    [],
  ]) {
    assert.equal((await elasticsearch(...args)).code, 2, args.join(' '))
  }
  assert.equal((await elasticsearch('--help')).code, 0)
})

test('a silent program is told from nobody', { timeout: 20_000 }, async () => {
  const server = createServer((socket) => socket.on('error', () => {}).resume())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  assert.deepEqual(await whoHolds(port), { kind: 'other', what: 'a program that does not answer' })
  await new Promise((resolve) => {
    server.close(resolve)
  })
  assert.deepEqual(await whoHolds(port), { kind: 'nobody' })
})

test('a starting Elasticsearch is known by its answer, whatever the status', () => {
  assert.deepEqual(holderFrom(503, banner('9.5.3')), { kind: 'elasticsearch', version: '9.5.3' })
})
