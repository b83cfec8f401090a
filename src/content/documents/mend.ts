import { readDate } from './read-date.ts'
import { checkDocument, isRecord, type Validated, type WrongField } from './validate.ts'

/** A document of a source. `repaired` names what was mended, in words that can be counted; `warnings` has the errors of the fields that were set aside. */
type Mended = { validated: Validated; repaired: string[]; warnings: string[] }

type Fields = Record<string, unknown>

const DATES = new Set(['date', 'updated'])
/** Fields that decide whether readers may see a document, with the value that keeps it from them. */
const HIDING = new Map([
  ['draft', true],
  ['search', false],
  ['approved', false],
])
const NAMES_OF_POST = ['postId', 'postUrl', 'postSlug']
/** A mended field can bring up what it hid, such as an address without a path where the id was wrong. Nothing hides more than that. */
const MAX_ROUNDS = 3

/**
 * Validates a document of the blog's own files or feeds. A wrong field that the document can do without is set aside, so that one mistake
 * never keeps a post or comment out. A wrong `draft`, `search` or `approved` hides the document. Invalid is only what lacks an id, the
 * address of a post, or any title or text.
 */
export function mendDocument(value: unknown): Mended {
  let given = value
  const repaired = new Set<string>()
  const warnings: string[] = []
  for (let round = 1; ; round++) {
    const checked = checkDocument(given)
    if (checked.kind !== 'wrong') return { validated: checked, repaired: [...repaired], warnings }
    const { wrong } = checked
    const mended = isRecord(given) && round < MAX_ROUNDS ? mendFields(given, wrong) : undefined
    if (mended === undefined) {
      return {
        validated: { kind: 'invalid', errors: wrong.map(({ error }) => error) },
        repaired: [],
        warnings,
      }
    }
    given = mended.fields
    for (const repair of mended.repaired) repaired.add(repair)
    warnings.push(...mended.warnings)
  }
}

/** The document with all wrong fields mended; undefined if it cannot do without one of them. */
function mendFields(
  given: Fields,
  wrong: readonly WrongField[],
): { fields: Fields; repaired: string[]; warnings: string[] } | undefined {
  if (wrong.some(({ field }) => isNeeded(field, given, wrong))) return undefined
  const fields = { ...given }
  const repaired: string[] = []
  const warnings: string[] = []
  for (const { field, index, error } of wrong) {
    const date = DATES.has(field) ? readDate(String(given[field])) : undefined
    if (date !== undefined) {
      fields[field] = date
      repaired.push(`field "${field}" read, though it is no ISO date`)
      continue
    }
    setAside(fields, field, index === undefined ? undefined : listOf(given[field])[index])
    warnings.push(error)
    const isHidden = HIDING.has(field)
    repaired.push(isHidden ? `kept out for its wrong field "${field}"` : `field "${field}" set aside`)
  }
  return { fields, repaired, warnings }
}

/** Whether a document cannot do without a field that is wrong. A post can do without one of title and text, and a comment without all but one of the names of its post. */
function isNeeded(field: string, given: Fields, wrong: readonly WrongField[]): boolean {
  const isRight = (name: string) =>
    given[name] !== undefined && given[name] !== null && !wrong.some((other) => other.field === name)
  const isComment = NAMES_OF_POST.some((name) => name in given)
  if (field === 'text') return isComment || !isRight('title')
  if (field === 'id') return isComment || given.id === undefined
  if (NAMES_OF_POST.includes(field)) return !NAMES_OF_POST.some(isRight)
  return field === '' || (field === 'url' && !isComment)
}

/** Removes a field, or the one wrong item of its list. */
function setAside(fields: Fields, field: string, item: unknown): void {
  if (item !== undefined) fields[field] = listOf(fields[field]).filter((other) => other !== item)
  else if (field === 'text') fields.text = ''
  else if (HIDING.has(field)) fields[field] = HIDING.get(field)
  else delete fields[field]
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
