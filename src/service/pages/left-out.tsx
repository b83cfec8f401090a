import type { SearchAnswer } from '../../search/answer/answer.ts'
import { type SearchView, searchUrl, withValues } from './links.ts'
import { fill } from './texts/fill.ts'
import { listOf } from './texts/told.ts'
import { useTexts } from './texts/use-texts.tsx'

type LeftOutProps = { query: SearchAnswer['query']; view: SearchView }

/** The words that the query excludes by dashes, with a link to the search for them as text. */
export function LeftOut({ query: { excluded = [], withExcluded }, view }: LeftOutProps) {
  const t = useTexts()
  if (excluded.length === 0 || withExcluded === undefined) return null
  const asText = withValues({ ...view, q: withExcluded }, { prefix: undefined })
  const signed = excluded.map((words) => `-${words}`)
  return (
    <p class="quiet left-out">
      {fill(t.leftOut, { words: listOf(excluded, t.or) })}{' '}
      <a href={searchUrl(asText)}>{fill(t.asText, { words: listOf(signed, t.and) })}</a>
    </p>
  )
}
