import type { SearchAnswer } from '../../search/answer/answer.ts'
import { asTextLabel, leftOutText } from '../../search/answer/left-out.ts'
import { type SearchView, searchUrl, withValues } from './links.ts'

type LeftOutProps = { query: SearchAnswer['query']; view: SearchView }

/** The words that the query excludes by dashes, with a link to the search for them as text. */
export function LeftOut({ query: { excluded = [], withExcluded }, view }: LeftOutProps) {
  if (excluded.length === 0 || withExcluded === undefined) return null
  const asText = withValues({ ...view, q: withExcluded }, { prefix: undefined })
  return (
    <p class="quiet left-out">
      {leftOutText(excluded)} <a href={searchUrl(asText)}>{asTextLabel(excluded)}</a>
    </p>
  )
}
