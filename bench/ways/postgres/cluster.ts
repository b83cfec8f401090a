import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { type Child, startChild } from '../../run/children.ts'

const execute = promisify(execFile)

/** Debian's place of PostgreSQL: one folder a version. */
const VERSIONS = '/usr/lib/postgresql'
const USER = 'postgres'
const LIMIT_MS = 60_000
const POLL_MS = 100
/** Settings beside PostgreSQL's own: room for the whole blog in memory, and no waiting for the disk. */
const SETTINGS = ['shared_buffers=512MB', 'fsync=off', 'listen_addresses=']

export type Postgres = { version: string; connect(): Promise<pg.Client>; stop(): Promise<void> }

/** The folder of PostgreSQL's programs, the newest; undefined where it is not installed. */
export async function findPostgres(): Promise<string | undefined> {
  const versions = await readdir(VERSIONS).catch(() => [])
  return versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(VERSIONS, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')))
}

/** Starts a PostgreSQL of its own, whose data and socket are in the folder. It does not run as root, which it refuses. */
export async function startPostgres(bin: string, folder: string, signal: AbortSignal): Promise<Postgres> {
  const owner = await unprivileged()
  const place = join(folder, 'postgres')
  await mkdir(place, { mode: 0o700 })
  if (owner !== undefined) {
    await chown(folder, owner.uid, owner.gid)
    await chown(place, owner.uid, owner.gid)
  }
  const data = join(place, 'data')
  const options = { ...owner, cwd: place, signal, timeout: LIMIT_MS }
  await execute(
    join(bin, 'initdb'),
    ['-D', data, '-U', USER, '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    options,
  )
  const settings = SETTINGS.flatMap((setting) => ['-c', setting])
  const args = ['-D', data, '-k', place, ...settings]
  const child = await startChild(join(bin, 'postgres'), args, {
    ...owner,
    cwd: place,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const connect = () => connectTo(child, place, signal)
  try {
    const client = await connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    await client.end()
    return { version: rows[0]?.server_version.split(' ')[0] ?? '', connect, stop: child.stop }
  } catch (error) {
    await child.stop()
    throw error
  }
}

/** Connects as soon as it has started. */
async function connectTo(child: Child, host: string, signal: AbortSignal): Promise<pg.Client> {
  for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    signal.throwIfAborted()
    if (child.process.exitCode !== null) break
    const client = new pg.Client({ host, user: USER, database: USER })
    client.on('error', () => undefined)
    const connected = await client.connect().then(
      () => true,
      () => false,
    )
    if (connected) return client
  }
  throw new Error(`PostgreSQL does not start: ${child.errors()}`)
}

/** Who PostgreSQL runs as if this process is root: its own user, or nobody. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  for (const user of [USER, 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((which) => execute('id', [which, user]))).catch(() => [])
    const [uid, gid] = ids.map(({ stdout }) => Number(stdout))
    if (uid !== undefined && gid !== undefined) return { uid, gid }
  }
  return undefined
}
