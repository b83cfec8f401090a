import { timingSafeEqual } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { hashKey, readKeys, type StoredKey } from './key-file.ts'

/** How long a change of the file may go unnoticed. */
const CHECK_MS = 1_000
/** A longer text cannot be a key. */
const MAX_KEY_LENGTH = 200

/** The keys of a file, as the file is now. */
export type ApiKeys = {
  /** The stored key for a given key; undefined if it is unknown or has expired. */
  find(given: string): Promise<StoredKey | undefined>
  /** The stored key with an id; undefined if it is unknown or has expired. */
  get(id: string): Promise<StoredKey | undefined>
}

/** Opens a file of keys, which is read again when it has changed. A file that cannot be read counts as empty, and `onError` is called. */
export function openApiKeys(
  path: string,
  onError: (error: unknown) => void,
  now = () => new Date(),
): ApiKeys {
  let keys: StoredKey[] = []
  let seen = ''
  let checked = Number.NEGATIVE_INFINITY
  let checking: Promise<void> = Promise.resolve()
  const refresh = (): Promise<void> => {
    if (performance.now() - checked >= CHECK_MS) {
      checked = performance.now()
      checking = check()
    }
    // Calls in the meantime wait for the same check.
    return checking
  }
  const check = async () => {
    try {
      const { mtimeMs = 0, size = -1, ino = 0 } = (await stat(path).catch(() => undefined)) ?? {}
      const state = `${mtimeMs} ${size} ${ino}`
      if (state === seen) return
      keys = await readKeys(path)
      seen = state
    } catch (error) {
      keys = []
      seen = ''
      onError(error)
    }
  }
  return {
    find: async (given) => {
      await refresh()
      return given.length > MAX_KEY_LENGTH ? undefined : findKey(keys, given, now())
    },
    get: async (id) => {
      await refresh()
      return keys.find((key) => key.id === id && isValid(key, now()))
    },
  }
}

/** Compares with all keys, each in the same time, so that the duration reveals nothing. */
function findKey(keys: readonly StoredKey[], given: string, now: Date): StoredKey | undefined {
  const hash = hashKey(given)
  const found = keys.filter((key) => timingSafeEqual(hash, Buffer.from(key.hash, 'hex')))
  return found.find((key) => isValid(key, now))
}

function isValid({ expires }: StoredKey, now: Date): boolean {
  return expires === undefined || Date.parse(expires) > now.getTime()
}
