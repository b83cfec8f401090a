import { FacetField, facetOf } from '../../content/documents/facets.ts'

const DAY = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
/** A language and its subtags (RFC 5646), as far as blogs use them. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i

/** The first day of a year, month or day such as 2019, 2019-04 and 2019-04-21, as `2019-04-21`; undefined for anything else. */
export function firstDay(text: string): string | undefined {
  const [, year, month = '01', day = '01'] = DAY.exec(text) ?? []
  if (year === undefined) return undefined
  const first = `${year}-${month}-${day}`
  const date = new Date(first)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(first) ? first : undefined
}

/** Whether a text is the tag of a language, such as en or zh-TW. */
export function isLanguageTag(text: string): boolean {
  return LANGUAGE.test(text)
}

/** The value of `series:Rust`, as the index has it; undefined if it names no field or no value. */
export function readFacet(text: string): string | undefined {
  const at = text.indexOf(':')
  const field = text.slice(0, Math.max(0, at)).trim()
  const value = text.slice(at + 1).trim()
  return value !== '' && FacetField.safeParse(field).success ? facetOf(field, value) : undefined
}
