import unidecode from 'unidecode'
import { InputError } from '../../../core/errors.ts'
import { type LinearPattern, linearPattern } from '../linear-pattern.ts'
import type { Settings } from './python-site.ts'
import { slugify } from './slugify.ts'

type Kind = 'SLUG' | 'CATEGORY' | 'AUTHOR'
type Substitution = { pattern: LinearPattern; replacement: string }

/** How a site of Pelican makes parts of addresses from titles, categories and authors. Throws an InputError if a substitution cannot be read, unless addresses do not depend on it. */
export function slugMaker(
  { values, computed }: Settings,
  { file, isNeeded }: { file: string; isNeeded: boolean },
): (kind: Kind, text: string) => string {
  const keepsUnicode = values.get('SLUGIFY_USE_UNICODE') === true
  const keepsCase = values.get('SLUGIFY_PRESERVE_CASE') === true
  const own = (kind: Kind): Substitution[] | undefined => {
    const name = `${kind}_REGEX_SUBSTITUTIONS`
    if (computed.has(name) && isNeeded) {
      throw new InputError(
        `${file}: ${name}: expected a list of texts, got code, which is not run; say the pattern of addresses with "permalink"`,
      )
    }
    const list = values.get(name)
    return Array.isArray(list)
      ? list.flatMap((entry) => toSubstitution(entry, `${file}: ${name}`))
      : undefined
  }
  const all = own('SLUG')
  const substitutions = { SLUG: all, CATEGORY: own('CATEGORY') ?? all, AUTHOR: own('AUTHOR') ?? all }
  return (kind, text) => {
    const chosen = substitutions[kind]
    if (chosen === undefined && !keepsCase) return slugify(text, keepsUnicode)
    const plain = keepsUnicode ? text.normalize('NFKC') : unidecode(text.normalize('NFKC'))
    const slug = (chosen ?? USUAL).reduce(
      (value, { pattern, replacement }) => pattern.replaced(value, replacement),
      plain,
    )
    return (keepsCase ? slug : slug.toLowerCase()).trim()
  }
}

/** A pair of a regular expression of Python and what stands in its place. */
function toSubstitution(entry: unknown, place: string): Substitution[] {
  const [source, replacement] = Array.isArray(entry) ? entry : []
  if (typeof source !== 'string' || typeof replacement !== 'string') return []
  const pattern = linearPattern(`(?i)${fromPython(source)}`)
  if (pattern === undefined) {
    throw new InputError(
      `${place}: expected a regular expression without lookarounds and backreferences, got ${JSON.stringify(source.slice(0, 60))}`,
    )
  }
  // Python writes `\\1` for a group, and `$` is a plain sign.
  return [{ pattern, replacement: replacement.replaceAll('$', '\\$').replace(/\\(\d)/g, '$$$1') }]
}

const LETTERS = '\\p{L}\\p{N}_'

/** A regular expression of Python in Go's form. */
function fromPython(source: string): string {
  return source
    .replace(/^\(\?[a-z]+\)/, '')
    .replaceAll('\\Z', '\\z')
    .replace(/\[(?:[^\]\\]|\\.)*\]|\\w/g, (part) =>
      part.startsWith('[') ? part.replaceAll('\\w', LETTERS) : `[${LETTERS}]`,
    )
}

const USUAL = [
  [String.raw`[^\w\s-]`, ''],
  [String.raw`^\s+|\s+$`, ''],
  [String.raw`[-\s]+`, '-'],
].flatMap((pair) => toSubstitution(pair, ''))
