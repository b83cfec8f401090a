import { createHash, randomBytes } from 'node:crypto'
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { InputError } from '../../core/errors.ts'

/** The scopes of keys: what a key allows. */
export const SCOPES = ['read', 'write', 'debug', 'metrics', 'insights'] as const
export type Scope = (typeof SCOPES)[number]

const StoredKey = z.strictObject({
  /** Names the key in lists. It is not secret. */
  id: z.string().regex(/^[0-9a-f]{8}$/),
  name: z.string(),
  /** SHA-256 of the key, hexadecimal: a key of 256 random bits needs no slow hash. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(z.enum(SCOPES)).min(1),
  created: z.iso.datetime(),
  expires: z.iso.datetime().optional(),
})
const KeyFile = z.strictObject({ keys: z.array(StoredKey) })

/** A key as the file stores it: its hash, not the key itself. */
export type StoredKey = z.infer<typeof StoredKey>

const MAX_BYTES = 1024 * 1024
const KEY_BYTES = 32
const PREFIX = 'bs_'

/** The keys of a file; none if there is no file. Throws an InputError if the file cannot be read or is malformed. */
export async function readKeys(path: string): Promise<StoredKey[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new InputError(`${path}: expected a file of keys that can be read, got ${String(error)}`)
  })
  return text === undefined ? [] : parseKeys(text, path)
}

/** The keys in the text of a file. Errors repeat nothing of the text. */
function parseKeys(text: string, path: string): StoredKey[] {
  try {
    if (text.length <= MAX_BYTES) return KeyFile.parse(JSON.parse(text)).keys
  } catch (error) {
    const where = error instanceof z.ZodError ? error.issues[0]?.path.join('.') : 'no JSON'
    throw new InputError(
      `${path}: expected a file that \`blog-search keys create\` wrote, got another (${where})`,
    )
  }
  throw new InputError(`${path}: expected at most ${MAX_BYTES} bytes, got more`)
}

/** Writes the file of keys, whole or not at all. Only its owner can read it. */
export async function writeKeys(path: string, keys: readonly StoredKey[]): Promise<void> {
  const part = `${path}.${randomBytes(4).toString('hex')}.part`
  await writeFile(part, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  await chmod(part, 0o600)
  await rename(part, path)
}

/** How long a change waits for another one of the same file, and between two looks. */
const LOCKED_MS = 5_000
const LOOK_MS = 50

/** Changes the file of keys: two changes at the same time are made one after the other. Throws an InputError if the file stays locked. */
export async function changeKeys(
  path: string,
  change: (keys: StoredKey[]) => readonly StoredKey[],
): Promise<void> {
  const lock = `${path}.lock`
  const until = performance.now() + LOCKED_MS
  while (!(await takeLock(lock))) {
    if (performance.now() > until) {
      throw new InputError(`${lock}: expected no lock for long, got one; delete it if no other command runs`)
    }
    await sleep(LOOK_MS)
  }
  try {
    await writeKeys(path, change(await readKeys(path)))
  } finally {
    await rm(lock, { force: true })
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** A new key, and its entry for the file. The key itself is stored nowhere. */
export function makeKey(
  { name, scopes, expires }: { name: string; scopes: Scope[]; expires?: Date },
  now: Date,
): { key: string; stored: StoredKey } {
  const key = PREFIX + randomBytes(KEY_BYTES).toString('base64url')
  const hash = hashKey(key)
  const stored = {
    id: randomBytes(4).toString('hex'),
    name,
    hash: hash.toString('hex'),
    scopes,
    created: now.toISOString(),
    ...(expires !== undefined && { expires: expires.toISOString() }),
  }
  return { key, stored }
}

/** The hash by which a key is recognised. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
