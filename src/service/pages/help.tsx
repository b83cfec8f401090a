import type { SearchAnswer } from '../../search/answer/answer.ts'
import type { PostRef } from '../../search/answer/post-ref.ts'
import { splitWords } from '../../search/request/words.ts'
import { toldFilters } from './active-filters.tsx'
import { Day } from './day.tsx'
import { keptValue, type SearchView, searchUrl, withValues } from './links.ts'
import { SafeLink } from './result.tsx'
import type { Site } from './site.ts'
import { fill } from './texts/fill.ts'
import type { Texts } from './texts/texts.ts'
import { Filled, useTexts } from './texts/use-texts.tsx'

/** Help for a reader who has found nothing yet. */
export type Help = { recent: readonly PostRef[]; nearest: readonly string[] }

/** The content of the page before the first search. */
export function Welcome({ site, recent }: { site: Site; recent: readonly PostRef[] }) {
  const t = useTexts()
  const examples = {
    name: site.name,
    phrase: <code>"{t.phraseExample}"</code>,
    without: <code>-{t.withoutExample}</code>,
    category: <code>category:{t.categoryExample}</code>,
    after: <code>after:2019</code>,
  }
  return (
    <>
      <h1 class="welcome">{t.welcome}</h1>
      <p class="quiet">
        <Filled text={t.intro} values={examples} />
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
  const t = useTexts()
  const exactly = keptValue(view, 'no')?.toLowerCase() === 'fuzzy'
  const { kept: _kept, ...unfiltered } = view
  const filtered = toldFilters(view, t).length > (exactly ? 1 : 0)
  return (
    <>
      <p>{triedText(answer, exactly, t)}</p>
      <ul class="ways-on">
        {exactly && (
          <li>
            <a href={searchUrl(withValues(view, { no: undefined }))}>{t.otherSpellings}</a>
          </li>
        )}
        {filtered && (
          <li>
            <a href={searchUrl({ ...unfiltered, kept: [] })}>{t.withoutFilters}</a>
          </li>
        )}
      </ul>
      {help !== undefined && help.nearest.length > 0 && (
        <section>
          <h2 class="help-title">{t.nearWords}</h2>
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

function triedText({ query, terms }: SearchAnswer, exactly: boolean, t: Texts): string {
  if (query.q === '') return t.noneHasAll
  const others = terms.slice(1).map(({ term }) => `“${term}”`)
  const severalWords = splitWords(query.q).length > 1
  const tried = [
    fill(t.triedTyped, { q: query.q }),
    !exactly && (others.length > 0 ? others.join(', ') : t.triedOthers),
    severalWords && t.triedAny,
  ].filter((what) => what !== false)
  return fill(t.tried, { what: tried.join('; ') })
}

function RecentPosts({ recent, siteUrl }: { recent: readonly PostRef[]; siteUrl: string | undefined }) {
  const t = useTexts()
  if (recent.length === 0) return null
  return (
    <section>
      <h2 class="help-title">{t.recentPosts}</h2>
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
