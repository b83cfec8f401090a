import { stat } from 'node:fs/promises'
import { printable } from '../../core/printable.ts'
import { readKeys, type Scope, type StoredKey } from '../../service/auth/key-file.ts'
import { type Finding, findings, type Patient } from './finding.ts'

const DAY_MS = 86_400_000
/** A key that expires sooner needs a successor. */
const SOON_DAYS = 14
const { ok, warning, problem } = findings('keys')

/** Checks that each scope that needs a key has a valid one, and that no other user can read the file of keys. */
export async function checkKeys({ config, now }: Patient): Promise<Finding[]> {
  const needed: Scope[] = [
    ...(config.access.read === 'key' ? (['read'] as const) : []),
    ...(config.access.metrics === 'key' ? (['metrics'] as const) : []),
  ]
  const path = config.apiKeysFile
  if (path === undefined) {
    const closed = ['writes', ...needed].join(', ')
    const found = `no file of keys, so closed to all over HTTP: ${closed}`
    return config.access.read === 'key'
      ? [
          problem(
            found,
            'Nobody can search: set API_KEYS_FILE, and make keys with `blog-search keys create`.',
          ),
        ]
      : [ok(found)]
  }
  const keys = await readKeys(path).catch((error: unknown) => String(error))
  if (typeof keys === 'string') {
    return [problem(keys, 'Nobody is let in with a key. Restore the file, or delete it and make new keys.')]
  }
  return [...(await judgeFile(path)), ...judgeScopes(keys, needed, now), ...judgeExpiry(keys, now)]
}

async function judgeFile(path: string): Promise<Finding[]> {
  const file = await stat(path).catch(() => undefined)
  if (file === undefined || (file.mode & 0o077) === 0) return []
  const mode = (file.mode & 0o777).toString(8)
  return [warning(`${path} has mode ${mode}: others may read it`, `chmod 600 ${path}`)]
}

function judgeScopes(keys: readonly StoredKey[], needed: readonly Scope[], now: Date): Finding[] {
  const valid = keys.filter(({ expires }) => expires === undefined || Date.parse(expires) > now.getTime())
  const lacking = needed.filter((scope) => !valid.some(({ scopes }) => scopes.includes(scope)))
  const found = `${valid.length} valid key(s)`
  if (lacking.length === 0) return [ok(found)]
  const create = `blog-search keys create --name <who> --scopes ${lacking.join(',')}`
  const text = `${found}, none with the scope ${lacking.join(', ')}`
  return [lacking.includes('read') ? problem(text, create) : warning(text, create)]
}

function judgeExpiry(keys: readonly StoredKey[], now: Date): Finding[] {
  return keys.flatMap(({ id, name, expires }) => {
    if (expires === undefined) return []
    const days = Math.floor((Date.parse(expires) - now.getTime()) / DAY_MS)
    const key = `${id} (${printable(name)})`
    if (days < 0) return [warning(`${key} has expired`, `blog-search keys revoke ${id}`)]
    if (days > SOON_DAYS) return []
    return [
      warning(`${key} expires in ${days} day(s)`, 'Make a key to follow it: `blog-search keys create`.'),
    ]
  })
}
