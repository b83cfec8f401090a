import picomatch from 'picomatch'
import { InputError } from '../../../core/errors.ts'
import { messageOf } from '../../../core/message-of.ts'
import { readText } from './front-matter-values.ts'

/** Whether a path matches any pattern of a configuration's field, which is one text or a list of texts. Throws an InputError if a pattern cannot be read. */
export function globs(value: unknown, place: string): (path: string) => boolean {
  const patterns = (Array.isArray(value) ? value : [value]).flatMap((item) => readText(item) ?? [])
  if (patterns.length === 0) return () => false
  try {
    return picomatch(patterns)
  } catch (cause) {
    const reason = `${place}: expected patterns such as "drafts/**", got ${messageOf(cause)}`
    throw new InputError(reason, { cause })
  }
}
