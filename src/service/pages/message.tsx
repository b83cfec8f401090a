import type { SearchAnswer } from '../../search/answer/answer.ts'
import { separator } from '../../search/answer/message.ts'
import { messagePieces } from '../../search/answer/message-pieces.ts'
import { withText } from '../../search/request/format-query.ts'
import { type SearchView, searchUrl, withValues } from './links.ts'
import { toldMessage } from './texts/told.ts'
import { Filled, useTexts } from './texts/use-texts.tsx'

type MessageProps = { query: SearchAnswer['query']; view: SearchView }

/** The message of an answer. Each corrected query links to its own results, and the typed query to results for it alone. */
export function Message({ query, view }: MessageProps) {
  const t = useTexts()
  return (
    <>
      {messagePieces({ ...query, message: toldMessage(query, t) }).map(({ kind, text }, i) => {
        const key = `${i} ${text}`
        if (kind === 'text') return text
        if (kind === 'only') return <OnlyThis key={key} q={text} view={view} />
        if (kind === 'quoted' || text === query.q) return <Quoted key={key} text={text} />
        return <Spelling key={key} text={text} view={view} />
      })}
    </>
  )
}

function Quoted({ text }: { text: string }) {
  return (
    <>
      “<bdi>{text}</bdi>”
    </>
  )
}

function OnlyThis({ q, view }: { q: string; view: SearchView }) {
  return (
    <>
      {' '}
      <a class="only" href={searchUrl(withValues(view, { no: 'fuzzy', prefix: undefined }))}>
        <Filled text={useTexts().only} values={{ q }} />
      </a>
    </>
  )
}

/** A corrected query as a link to its results, with all filters of the search. */
function Spelling({ text, view }: { text: string; view: SearchView }) {
  const corrected = withValues({ ...view, q: withText(view.q, text) }, { prefix: undefined })
  return (
    <a class="spelling" href={searchUrl(corrected)}>
      <bdi>{text}</bdi>
    </a>
  )
}

/** Corrections that were not searched for, each as a link to its results. */
export function Offered({ query: { offered = [] }, view }: MessageProps) {
  const t = useTexts()
  if (offered.length === 0) return null
  return (
    <p class="quiet offered">
      {t.offered}{' '}
      {offered.flatMap((text, i) => [
        separator(i, offered.length, t.or),
        <Spelling key={text} text={text} view={view} />,
      ])}
      ?
    </p>
  )
}
