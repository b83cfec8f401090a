import { type Fields, isTable, lowerCaseNames, tableOf } from '../fields.ts'
import { readText, readTexts } from '../front-matter-values.ts'
import { globMatcher } from './patterns.ts'

/** A page as targets of settings see it: its logical path in lower case (`/posts/a-post`), and its language. */
export type Targeted = { path: string; code: string }

/** Tells whether a setting with this `target` is meant for a page. Without a target it is meant for all. */
export function targetMatcher(value: unknown): (page: Targeted) => boolean {
  const target = lowerCaseNames(tableOf(value))
  const matrix = lowerCaseNames(tableOf(lowerCaseNames(tableOf(target.sites)).matrix))
  const path = matcherOf([readText(target.path) ?? '**'])
  const languages = [...readTexts(target.lang), ...readTexts(matrix.languages)]
  const isLanguage = matcherOf(languages.length === 0 ? ['**'] : languages)
  const isForPages =
    matcherOf([readText(target.kind) ?? '**'])('page') &&
    matcherOf([readText(target.environment) ?? '**'])('production')
  return (page) => isForPages && path(page.path) && isLanguage(page.code)
}

/** Whether a text matches one of the globs. One that begins with "!" takes away what it matches. */
function matcherOf(globs: readonly string[]): (text: string) => boolean {
  const isTaken = globs.filter((glob) => !glob.startsWith('!')).map((glob) => globMatcher(glob))
  const isLeft = globs.filter((glob) => glob.startsWith('!')).map((glob) => globMatcher(glob.slice(1).trim()))
  return (text) =>
    (isTaken.length === 0 || isTaken.some((matches) => matches(text))) &&
    !isLeft.some((matches) => matches(text))
}

/** Values that pages get from above, and the pages that are meant. */
export type Cascade = { fields: Fields; isFor: (page: Targeted) => boolean }

/** The cascades of a page or of the configuration: one table, or a list of them. */
export function readCascades(value: unknown): Cascade[] {
  const tables = (Array.isArray(value) ? value : [value]).filter(isTable).map(inLowerCase)
  return tables.map(({ target, _target, params, ...fields }) => ({
    fields: { ...inLowerCase(tableOf(params)), ...fields },
    isFor: targetMatcher(target ?? _target),
  }))
}

/** The table with names in lower case alone, so that a page can override each. */
function inLowerCase(table: Fields): Fields {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name.toLowerCase(), value]))
}

/** The front matter of a page with the values that cascade to it. Its own values count first, then those of the nearest cascade. */
export function withCascades(own: Fields, cascades: readonly Cascade[], page: Targeted): Fields {
  const meant = cascades.filter(({ isFor }) => isFor(page)).map(({ fields }) => fields)
  // Unlike Object.assign, this makes no prototype of a field that is called so.
  return Object.fromEntries([...meant.toReversed(), own].flatMap((fields) => Object.entries(fields)))
}
