import { closeSync, openSync, readSync } from 'node:fs'
import { InputError } from '../../core/errors.ts'

/** The settings that are secrets. Each can be in a file, whose path is in the variable of the same name with `_FILE`. */
export const SECRETS = [
  'ELASTICSEARCH_API_KEY',
  'ELASTICSEARCH_PASSWORD',
  'GHOST_CONTENT_KEY',
  'GHOST_WEBHOOK_SECRET',
  'WORDPRESS_WEBHOOK_SECRET',
] as const

/** Whether a setting is a secret. */
export function isSecret(name: string): boolean {
  return SECRETS.some((secret) => secret === name)
}

/** A longer file is no secret. */
const MAX_BYTES = 10_000

type Env = Record<string, string | undefined>

/** An environment with the secrets that are in files. Throws an InputError that names the problem, without repeating the contents of a file. */
export function withSecretFiles(env: Env): Env {
  const found = SECRETS.flatMap((name) => {
    const path = env[`${name}_FILE`]?.trim()
    if (!path) return []
    if (env[name]?.trim()) throw new InputError(`${name}_FILE: expected without ${name}, got both`)
    return [[name, readSecret(`${name}_FILE`, path)] as const]
  })
  return { ...env, ...Object.fromEntries(found) }
}

function readSecret(variable: string, path: string): string {
  const text = readStart(variable, path).trim()
  const expected = `${variable}: expected a file of one line, ${MAX_BYTES} bytes at most`
  if (text === '') throw new InputError(`${expected}, got ${path}, which is empty`)
  if (Buffer.byteLength(text) > MAX_BYTES) throw new InputError(`${expected}, got ${path}, which is longer`)
  if (/[\r\n]/.test(text)) throw new InputError(`${expected}, got ${path}, which has several`)
  return text
}

/** The start of a file, long enough to tell whether the file is too long. */
function readStart(variable: string, path: string): string {
  try {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(MAX_BYTES + 10)
      return bytes.toString('utf8', 0, readSync(file, bytes))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(`${variable}: expected a file that can be read, got ${reason}`)
  }
}
