import { isTable, tableOf } from '../fields.ts'
import { readPattern } from '../permalink.ts'
import { type Targeted, targetMatcher } from './hugo-target.ts'

/** A pattern of addresses, and the pages that it is for. */
export type PermalinkRule = { pattern: string; isFor: (page: Targeted) => boolean }

/** The rules of `permalinks`, the first that fits counts: a list of patterns with targets, or a table of patterns by section. Those of pages may be in a table of their own. Throws an InputError if a pattern is no text. */
export function readPermalinks(value: unknown): PermalinkRule[] {
  if (Array.isArray(value)) {
    return value.filter(isTable).flatMap(({ pattern, target }) => {
      const text = readPattern(pattern, 'permalinks: pattern')
      return text === undefined ? [] : [{ pattern: text, isFor: targetMatcher(target) }]
    })
  }
  const { page, ...sections } = tableOf(value)
  return Object.entries(isTable(page) ? { ...sections, ...page } : tableOf(value))
    .flatMap(([section, pattern]) => {
      if (isTable(pattern)) return []
      const text = readPattern(pattern, `permalinks.${section}`)
      return text === undefined ? [] : [{ section: section.replace(/^[ /]+|[ /]+$/g, ''), pattern: text }]
    })
    .sort((a, b) => b.section.length - a.section.length)
    .map(({ section, pattern }) => ({ pattern, isFor: ({ path }) => isInSection(path, section) }))
}

/** Whether a page lies in a section or below it. The section without a name has the pages at the top level. */
function isInSection(path: string, section: string): boolean {
  if (section === '') return path.lastIndexOf('/') === 0
  return path === `/${section}` || path.startsWith(`/${section}/`)
}
