import { timingSafeEqual } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { hashKey, readKeys, type StoredKey } from './key-file.ts'

/** How long a changed file may go unnoticed. */
const CHECK_MS = 1_000
/** A longer one is no key. */
const MAX_KEY_LENGTH = 200

/** Knows the keys of a file, as it is now. */
export type ApiKeys = {
  /** The key that was given, unless it is unknown or has expired. */
  find(given: string): Promise<StoredKey | undefined>
  /** The key of an id, under the same conditions. */
  get(id: string): Promise<StoredKey | undefined>
}

/** The keys of a file, which is read again when it changed. One that cannot be read has no keys; `onError` is told. */
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
    // Whoever asks meanwhile waits for it too.
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

/** Looks at all keys, each in the same time, so that nothing can be learned from how long it takes. */
function findKey(keys: readonly StoredKey[], given: string, now: Date): StoredKey | undefined {
  const hash = hashKey(given)
  const found = keys.filter((key) => timingSafeEqual(hash, Buffer.from(key.hash, 'hex')))
  return found.find((key) => isValid(key, now))
}

function isValid({ expires }: StoredKey, now: Date): boolean {
  return expires === undefined || Date.parse(expires) > now.getTime()
}
