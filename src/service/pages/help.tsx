import type { SearchAnswer } from '../../search/answer/answer.ts'
import type { PostRef } from '../../search/answer/post-ref.ts'
import { splitWords } from '../../search/request/words.ts'
import { toldFilters } from './active-filters.tsx'
import { Day } from './day.tsx'
import { keptValue, type SearchView, searchUrl, withValues } from './links.ts'
import { SafeLink } from './result.tsx'
import type { Site } from './site.ts'

/** Help for a reader who has found nothing yet. */
export type Help = { recent: readonly PostRef[]; nearest: readonly string[] }

/** The content of the page before the first search. */
export function Welcome({ site, recent }: { site: Site; recent: readonly PostRef[] }) {
  return (
    <>
      <h1 class="welcome">What are you looking for?</h1>
      <p class="quiet">
        Every post and comment of {site.name}. Typos are forgiven. <code>"two words"</code> finds a phrase,{' '}
        <code>-word</code> leaves posts out, <code>category:travel</code> and <code>after:2019</code> narrow a
        search.
      </p>
      <RecentPosts recent={recent} siteUrl={site.url} />
    </>
  )
}

type NothingFoundProps = {
  answer: SearchAnswer
  view: SearchView
  siteUrl: string | undefined
  help: Help | undefined
}

/** The content when nothing was found: what was tried, and ways to go on. */
export function NothingFound({ answer, view, siteUrl, help }: NothingFoundProps) {
  const exactly = keptValue(view, 'no')?.toLowerCase() === 'fuzzy'
  const { kept: _kept, ...unfiltered } = view
  const filtered = toldFilters(view).length > (exactly ? 1 : 0)
  return (
    <>
      <p>{triedText(answer, exactly)}</p>
      <ul class="ways-on">
        {exactly && (
          <li>
            <a href={searchUrl(withValues(view, { no: undefined }))}>Search for other spellings too</a>
          </li>
        )}
        {filtered && (
          <li>
            <a href={searchUrl({ ...unfiltered, kept: [] })}>Search everything, without the filters</a>
          </li>
        )}
      </ul>
      {help !== undefined && help.nearest.length > 0 && (
        <section>
          <h2 class="help-title">Words of this blog that come near</h2>
          <ul class="words">
            {help.nearest.map((word) => (
              <li key={word}>
                <a href={searchUrl({ q: word, kept: [] })}>
                  <bdi>{word}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <RecentPosts recent={help?.recent ?? []} siteUrl={siteUrl} />
    </>
  )
}

function triedText({ query, terms }: SearchAnswer, exactly: boolean): string {
  if (query.q === '') return 'No post has all that was asked for.'
  const others = terms.slice(1).map(({ term }) => `“${term}”`)
  const severalWords = splitWords(query.q).length > 1
  const tried = [
    `“${query.q}” as typed`,
    !exactly && (others.length > 0 ? others.join(', ') : 'words that are spelled or sound like it'),
    severalWords && 'any of its words',
  ].filter((what) => what !== false)
  return `Tried in titles, texts and comments: ${tried.join('; ')}.`
}

function RecentPosts({ recent, siteUrl }: { recent: readonly PostRef[]; siteUrl: string | undefined }) {
  if (recent.length === 0) return null
  return (
    <section>
      <h2 class="help-title">Recent posts</h2>
      <ul class="recent">
        {recent.map(({ id, url, title, date, excerpt }) => (
          <li key={id}>
            <h3 dir="auto">
              <SafeLink url={url} siteUrl={siteUrl}>
                {title}
              </SafeLink>
            </h3>
            {date !== null && (
              <p class="quiet">
                <Day date={date} />
              </p>
            )}
            {excerpt !== null && <p dir="auto">{excerpt}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
