import unidecode from 'unidecode'
import { InputError } from '../../../core/errors.ts'
import type { Settings } from './python-site.ts'
import { slugify } from './slugify.ts'

type Kind = 'SLUG' | 'CATEGORY' | 'AUTHOR'
type Substitution = { pattern: RegExp; replacement: string }

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
      (value, { pattern, replacement }) => value.replace(pattern, replacement),
      plain,
    )
    return (keepsCase ? slug : slug.toLowerCase()).trim()
  }
}

const USUAL: Substitution[] = [
  { pattern: /[^\p{L}\p{N}_\s-]/gu, replacement: '' },
  { pattern: /^\s+|\s+$/g, replacement: '' },
  { pattern: /[-\s]+/g, replacement: '-' },
]

/** A pair of a regular expression of Python and what stands in its place. */
function toSubstitution(entry: unknown, place: string): Substitution[] {
  const [source, replacement] = Array.isArray(entry) ? entry : []
  if (typeof source !== 'string' || typeof replacement !== 'string') return []
  try {
    // `$` would stand for a part of the match in JavaScript; Python writes `\\1`.
    const inserted = replacement.replaceAll('$', '$$$$').replace(/\\(\d)/g, '$$$1')
    return [{ pattern: new RegExp(fromPython(source), 'giu'), replacement: inserted }]
  } catch (cause) {
    throw new InputError(
      `${place}: expected a regular expression, got ${JSON.stringify(source.slice(0, 60))}`,
      {
        cause,
      },
    )
  }
}

const LETTERS = '\\p{L}\\p{N}_'

/** A regular expression of Python in JavaScript's form. */
function fromPython(source: string): string {
  return source
    .replace(/^\(\?[a-z]+\)/, '')
    .replaceAll('\\A', '^')
    .replaceAll('\\Z', '$')
    .replaceAll('(?P<', '(?<')
    .replace(/\[(?:[^\]\\]|\\.)*\]|\\w/g, (part) =>
      part.startsWith('[') ? part.replaceAll('\\w', LETTERS) : `[${LETTERS}]`,
    )
}
