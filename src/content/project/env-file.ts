import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { InputError } from '../../core/errors.ts'

/** The file of settings in the folder where a command is run, as Docker Compose reads it too. */
export const ENV_FILE = '.env'

/** A longer file is none of settings. */
const MAX_BYTES = 1024 * 1024
/** A line such as `NAME=value # comment`, whose value has no quotes around it. */
const PLAIN = /^(\s*(?:export\s+)?\w+\s*=[^\S\n]*)([^\s'"`][^\n]*)$/gm

/** The variables of a file of settings; none if there is no file. Throws an InputError if it cannot be read. */
export function readEnvFile(path = ENV_FILE): Record<string, string | undefined> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(`${path}: expected a file that can be read, got ${reason}`)
  }
  if (text.length > MAX_BYTES) throw new InputError(`${path}: expected at most ${MAX_BYTES} bytes, got more`)
  return parseEnv(`${text}\n`.replace(PLAIN, (_line, name, value) => name + quoted(value)))
}

/** A value as Docker Compose and shells read it: only a `#` after a space begins a comment. Node.js lets every `#` begin one. */
function quoted(value: string): string {
  const text = value.replace(/(?:^|\s+)#\s.*$|\s+#.*$/, '').trimEnd()
  const quote = ["'", '"', '`'].find((sign) => !text.includes(sign))
  return !text.includes('#') || quote === undefined ? text : quote + text + quote
}
