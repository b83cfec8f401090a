import type { SearchAnswer } from '../../../search/answer/answer.ts'
import type { ParameterError } from '../../../search/request/input.ts'
import { ComparisonTable } from './comparison.tsx'
import { Controls } from './controls.tsx'
import { debugUrl, jsonUrl, type Params, readerUrl } from './debug-links.ts'
import { Frame } from './frame.tsx'
import { Hits } from './hits.tsx'
import { PostAnswer } from './post-answer.tsx'
import { Requests } from './requests.tsx'
import { Terms } from './terms.tsx'
import { Timeline } from './timeline.tsx'
import { Tokens } from './tokens.tsx'

export type DebugPageProps = {
  params: Params
  /** Whether everybody may debug. If not, the browser has a session, which the page can end. */
  open: boolean
  siteUrl?: string
  /** The outcome of the query. Without it, the page only asks for a query. */
  outcome?: { answer: SearchAnswer } | { errors: readonly ParameterError[] }
}

/** The page that shows how a search came about, for those who tune it. */
export function DebugPage({ params, open, siteUrl, outcome }: DebugPageProps) {
  const q = params.find(([name]) => name === 'q')?.[1] ?? ''
  return (
    <Frame title={`${q === '' ? 'Search' : q}, debugged – Blog search`}>
      <header>
        <h1>How a search came about</h1>
        <Elsewhere params={params} open={open} />
      </header>
      <main>
        <Controls params={params} />
        {outcome !== undefined && 'errors' in outcome && (
          <div class="problem" role="alert">
            <ul>
              {outcome.errors.map(({ field, code, message }) => (
                <li key={`${field} ${code}`}>{message}</li>
              ))}
            </ul>
          </div>
        )}
        {outcome !== undefined && 'answer' in outcome && (
          <Explained answer={outcome.answer} params={params} siteUrl={siteUrl} />
        )}
      </main>
    </Frame>
  )
}

function Elsewhere({ params, open }: { params: Params; open: boolean }) {
  return (
    <nav aria-label="The same search elsewhere">
      <a href={readerUrl(params)}>As readers see it</a>
      {open ? (
        <a href={jsonUrl(params)}>As JSON</a>
      ) : (
        <form action="/search/debug-key" method="post">
          <input type="hidden" name="forget" value="1" />
          <button type="submit">Forget the key</button>
        </form>
      )}
    </nav>
  )
}

type ExplainedProps = { answer: SearchAnswer; params: Params; siteUrl: string | undefined }

function Explained({ answer, params, siteUrl }: ExplainedProps) {
  const { debug, results, took } = answer
  if (debug === undefined) return null
  return (
    <>
      <Summary answer={answer} params={params} />
      {debug.post !== undefined && <PostAnswer post={debug.post} params={params} />}
      {debug.comparison !== undefined && <ComparisonTable comparison={debug.comparison} />}
      {results.length > 0 && <Hits debug={debug} results={results} siteUrl={siteUrl} />}
      <Terms debug={debug} />
      <Tokens tokens={debug.tokens} />
      <Timeline requests={debug.requests} took={took} />
      <Requests requests={debug.requests} />
      <p role="status" id="copied" class="visually-hidden" />
    </>
  )
}

function SearchedFor({ query: { q, strategy } }: Pick<SearchAnswer, 'query'>) {
  if (q === '') return 'without a text to search for, newest first.'
  return (
    <>
      for “<bdi>{q}</bdi>”,{' '}
      {strategy === 'exact' ? 'some have a spelling of it in a row' : 'none has it in a row, only its words'}.
    </>
  )
}

function Summary({ answer, params }: { answer: SearchAnswer; params: Params }) {
  const { query, total, page, size, results } = answer
  const count = `${total.relation === 'gte' ? 'at least ' : ''}${total.value}`
  return (
    <section class="summary" aria-label="Summary">
      <p>
        <strong>
          {count} {total.value === 1 ? 'result' : 'results'}
        </strong>{' '}
        <SearchedFor query={query} />
      </p>
      {query.message !== undefined && (
        <p>
          The reader is told: <q dir="auto">{query.message}</q>
        </p>
      )}
      <p class="pages">
        {page > 1 && <a href={debugUrl(params, { page: String(page - 1) })}>Page {page - 1}</a>}
        {results.length > 0 && <span>Page {page}</span>}
        {page * size < total.value && results.length > 0 && (
          <a href={debugUrl(params, { page: String(page + 1) })}>Page {page + 1}</a>
        )}
      </p>
    </section>
  )
}
