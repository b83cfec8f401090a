import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import getPort from 'get-port'
import { parse } from 'yaml'
import { packageRoot } from '../../src/core/package.ts'
import { dropIndexes, testElasticsearchUrl, testPrefix } from '../helpers/test-index.ts'

/** The containers of docker-compose.yml without Docker: the files of the image in a root of their own that nobody can write, with the mounts, settings and command of the service. */

const run = promisify(execFile)
const USER = 1000
const RUN_MS = 60_000
const prefix = testPrefix()
let folder = ''

type Service = {
  read_only?: boolean
  command?: string[]
  entrypoint?: string[]
  environment: Record<string, string | number>
  volumes?: string[]
  tmpfs?: string[]
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blog-search-image-'))
  await chmod(folder, 0o755)
  await makeImage(join(folder, 'app'))
  await mkdir(join(folder, 'blog'))
  await writeFile(
    join(folder, 'blog/hello.md'),
    '---\ntitle: Hello kettle\npath: /hello/\n---\nWater boils.\n',
  )
  await writeFile(
    join(folder, 'blog/comments.ndjson'),
    `${JSON.stringify({ id: '1', postUrl: '/hello/', text: 'Indeed it boils.' })}\n`,
  )
  await mkdir(join(folder, 'settings'))
  await run('chown', [String(USER), join(folder, 'settings')])
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
  await dropIndexes(prefix)
})

/** Copies what the Dockerfile copies: the built program with the packages that it needs. */
async function makeImage(app: string): Promise<void> {
  await mkdir(app, { recursive: true })
  for (const name of ['package.json', 'dist', 'index-mappings'])
    await cp(join(packageRoot, name), join(app, name), { recursive: true })
  const { stdout } = await run('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: packageRoot })
  for (const path of stdout.split('\n').filter((line) => line.includes('node_modules'))) {
    const target = join(app, relative(packageRoot, path))
    await mkdir(dirname(target), { recursive: true })
    await cp(path, target, { recursive: true })
  }
}

/** The shell line that runs a service as its container would: mounts first, then the root that cannot be written, then its user. */
async function lineOf(name: string, { args = [] as string[], env = {} as Record<string, string> } = {}) {
  const { services } = parse(await readFile(join(packageRoot, 'docker-compose.yml'), 'utf8'), { merge: true })
  const service: Service = services[name]
  assert.equal(service.read_only, true)
  const root = join(folder, `root-${name}`)
  await mkdir(root, { recursive: true })
  const mounts = (service.volumes ?? []).flatMap((volume) => {
    const [, source, target, mode] = /^\$\{\w+:-\.\/(\w+)\}:(\/\w+)(?::(ro))?$/.exec(volume) ?? []
    if (target === undefined) return [`mount -t tmpfs -o mode=1777 tmpfs ${root}${volume}`]
    const bind = `mkdir -p ${root}${target} && mount --bind ${folder}/${source} ${root}${target}`
    return mode === 'ro' ? [bind, `mount -o remount,ro,bind ${root}${target}`] : [bind]
  })
  const settings = {
    ...{ NODE_ENV: 'production', HOST: '0.0.0.0', PATH: '/usr/local/bin:/usr/bin:/bin' },
    ...service.environment,
    ...{ ELASTICSEARCH_URL: testElasticsearchUrl(), INDEX_PREFIX: prefix },
    ...env,
  }
  const command =
    service.entrypoint ?? (args.length > 0 ? [] : (service.command ?? ['node', 'dist/main.js', 'serve']))
  const node = dirname(process.execPath)
  return [
    `mount -t tmpfs -o mode=755 tmpfs ${root}`,
    ...['usr', 'bin', 'lib', 'lib64', 'etc', 'opt', 'dev', 'proc'].map(
      (system) =>
        `test ! -e /${system} || { mkdir -p ${root}/${system} && mount --rbind /${system} ${root}/${system}; }`,
    ),
    `mkdir -p ${root}/app ${root}/tmp ${root}${node}`,
    `mount --bind ${node} ${root}${node}`,
    `mount --bind ${folder}/app ${root}/app`,
    `mount -o remount,ro,bind ${root}/app`,
    ...mounts,
    ...(service.tmpfs ?? []).map((path) => `mount -t tmpfs -o mode=1777 tmpfs ${root}${path}`),
    `mount -o remount,ro ${root}`,
    `cd ${root}`,
    `exec chroot ${root} setpriv --reuid=${USER} --regid=${USER} --clear-groups --no-new-privs env -i -C /app ${Object.entries(
      settings,
    )
      .map(([key, value]) => `'${key}=${value}'`)
      .join(' ')} PATH=${node}:/usr/bin:/bin ${[...command, ...args].join(' ')}`,
  ].join('\n')
}

async function runService(name: string, options: Parameters<typeof lineOf>[1] = {}) {
  return run('unshare', ['--mount', 'sh', '-ec', await lineOf(name, options)], { timeout: RUN_MS })
}

const impossible = process.getuid?.() === 0 ? false : 'expected root, who may make mounts'

test('reindex, sync, keys and the service run in their containers of docker-compose.yml', {
  skip: impossible,
}, async (t) => {
  const { stdout } = await runService('reindex')
  assert.match(stdout, /posts: 1 in .*\ncomments: 1 in /)
  assert.match(
    (await runService('reindex', { args: ['node', 'dist/main.js', 'sync', '/blog'] })).stdout,
    /0 new, 0 changed/,
  )
  await runService('keys', { args: ['create', '--name', 'blog', '--scopes', 'write'] })
  assert.match(await readFile(join(folder, 'settings/keys.json'), 'utf8'), /"blog"/)

  const port = await getPort()
  const env = { PORT: String(port), API_KEYS_FILE: '/settings/keys.json' }
  const child = spawn('unshare', ['--mount', 'sh', '-ec', await lineOf('search', { env })])
  t.after(() => child.kill('SIGKILL'))
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`${url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break
    await sleep(100)
  }
  const found = await (await fetch(`${url}/api/v1/search?q=ketle`)).json()
  assert.deepEqual(
    found.results.map((post: { title: string }) => post.title),
    ['Hello kettle'],
  )
  // Behind the gateway of Docker each reader is a client of its own.
  const limits = await Promise.all(
    ['192.0.2.1', '192.0.2.2'].map(async (reader) =>
      (await fetch(`${url}/api/v1/search?q=kettle`, { headers: { 'X-Forwarded-For': reader } })).headers.get(
        'ratelimit',
      ),
    ),
  )
  assert.match(limits[0] ?? '', /remaining=599/)
  assert.equal(limits[0], limits[1])
  child.kill('SIGTERM')
  await once(child, 'exit')
})
