import { globs } from '../sources/globs.ts'
import type { Source, SourceItem } from '../sources/source.ts'

/** The fields by which comments name their posts. */
const POST_NAMES = ['postId', 'postUrl', 'postSlug']
const EXCLUDED = 'excluded by the configuration'

/** A source without the documents whose place (`posts/a.md`) or address (`/2019/a/`) matches a pattern; they are counted as skipped. */
export function excluding(source: Source, patterns: readonly string[]): Source {
  if (patterns.length === 0) return source
  const matches = globs(patterns, 'exclude', { dot: true })
  return {
    ...source,
    async *items(signal) {
      for await (const item of source.items(signal)) {
        yield isExcluded(item, matches) ? skipped(item) : item
      }
    },
  }
}

function isExcluded(item: SourceItem, matches: (text: string) => boolean): boolean {
  const place = item.place.replace(/(?::\d+){1,2}$/, '')
  const value = item.kind === 'document' ? item.value : undefined
  const url = typeof value === 'object' && value !== null && 'url' in value ? String(value.url) : ''
  const path = URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost').pathname : ''
  return [place, path, path.replace(/^\/|\/$/g, '')].some((text) => text !== '' && matches(text))
}

function skipped({ place, ...item }: SourceItem): SourceItem {
  const value = 'value' in item ? item.value : undefined
  const isComment =
    typeof value === 'object' && value !== null && POST_NAMES.some((name) => Object.hasOwn(value, name))
  return { kind: 'skipped', place, what: isComment ? 'comment' : 'post', reason: EXCLUDED }
}
