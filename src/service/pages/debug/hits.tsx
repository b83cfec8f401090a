import type { PostHit } from '../../../search/answer/answer.ts'
import { type ClausePoints, POINT_KINDS } from '../../../search/answer/clause-points.ts'
import type { Debug, DebugHit } from '../../../search/answer/debug-answer.ts'
import { tierOf } from '../../../search/explain/explain-post.ts'
import { safeLink } from '../links.ts'
import { Bar } from './bar.tsx'
import { Note } from './note.tsx'
import { rounded, Table } from './table.tsx'

type HitsProps = {
  debug: Pick<Debug, 'hits' | 'weights'>
  results: readonly PostHit[]
  siteUrl: string | undefined
}

/** The results of the page, each with its points. */
export function Hits({ debug: { hits, weights }, results, siteUrl }: HitsProps) {
  const most = Math.max(...hits.map(({ score }) => score))
  const mostBeyond = Math.max(...hits.map(({ points }) => sumOf(beyondTier(points))))
  const posts = new Map(results.map((post) => [post.id, post]))
  return (
    <section aria-labelledby="results">
      <h2 id="results">Results</h2>
      <Legend weights={weights} />
      <ol class="hits" start={hits[0]?.rank}>
        {hits.map((hit) => (
          <li key={hit.id} value={hit.rank}>
            <Hit hit={hit} post={posts.get(hit.id)} scale={{ most, mostBeyond }} siteUrl={siteUrl} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The kinds of points, in words. */
const KINDS: Record<(typeof POINT_KINDS)[number], string> = {
  tier: 'the tier',
  phrase: 'the query in a row',
  words: 'its words, one by one',
  comment: 'the query in a row in a comment',
  author: 'the author’s name',
  freshness: 'how new the post is',
  popularity: 'how often it is read',
  meaning: 'its meaning, near that of the query',
}

function Legend({ weights }: Pick<Debug, 'weights'>) {
  return (
    <>
      <Note>
        The whole number of a <dfn>score</dfn> is the <dfn>tier</dfn> of a result, its class: a result of a
        higher tier comes first, whatever else it has. The rest are <dfn>points</dfn>, which decide within a
        tier. Each part of the search that gives points is a <dfn>clause</dfn>. The points of the best comment
        count {weights.comments} of their own, a match in the title {weights.title} of one in the text. The
        freshness of posts is set to {weights.freshness}
        {typeof weights.freshness === 'number' && ' years'}.
      </Note>
      <p class="quiet">
        The upper bar is the whole score, the lower one the points beyond the tier, magnified. Colours:{' '}
        {POINT_KINDS.flatMap((kind, i) => [
          i > 0 ? ', ' : '',
          <span key={kind} class="key">
            <Swatch kind={kind} />
            {kind} ({KINDS[kind]})
          </span>,
        ])}
        .
      </p>
    </>
  )
}

type HitProps = {
  hit: DebugHit
  post: PostHit | undefined
  scale: { most: number; mostBeyond: number }
  siteUrl: string | undefined
}

function Hit({ hit, post, scale, siteUrl }: HitProps) {
  const href = safeLink(post?.url ?? '', siteUrl)
  const title = post?.title || hit.id
  return (
    <article>
      <h3 dir="auto">{href === undefined ? title : <a href={href}>{title}</a>}</h3>
      {hit.pinnedBy !== undefined && (
        <p>
          <mark>pinned by rule {hit.pinnedBy}</mark>
        </p>
      )}
      <p class="facts">
        <strong>{hit.score.toFixed(5)}</strong> (tier {Math.floor(hit.score)}: {tierOf(hit.score)}) ·{' '}
        <bdi class="id">{hit.id}</bdi> · <Moved hit={hit} />
        {hit.comment !== undefined && (
          <>
            {' '}
            · comment <bdi class="id">{hit.comment}</bdi>
          </>
        )}
      </p>
      <PointBars points={hit.points} scale={scale} />
      <PointTable points={hit.points} />
      {hit.meaning?.passage !== undefined && (
        <p class="quiet">
          Nearest passage, cosine {hit.meaning.passage.cosine.toFixed(3)}:{' '}
          <q dir="auto">{hit.meaning.passage.text}</q>
        </p>
      )}
    </article>
  )
}

function Moved({ hit: { rank, rankWithoutPopularity } }: { hit: DebugHit }) {
  const places = rankWithoutPopularity - rank
  if (places === 0) return <span>popularity changes nothing</span>
  const told = Math.abs(places) === 1 ? '1 place' : `${Math.abs(places)} places`
  return places > 0 ? (
    <mark class="gained">↑ gained {told} by popularity</mark>
  ) : (
    <mark class="lost">↓ lost {told} by others’ popularity</mark>
  )
}

/** Two bars: the whole score, and the points beyond the tier. */
export function PointBars({ points, scale }: { points: readonly ClausePoints[]; scale: HitProps['scale'] }) {
  const beyond = beyondTier(points)
  return (
    <div class="bars">
      <Bar points={points} most={scale.most} label={`Score ${rounded(sumOf(points))} by clause`} />
      <Bar
        points={beyond}
        most={scale.mostBeyond}
        label={`Points beyond the tier, ${rounded(sumOf(beyond))}, magnified`}
      />
    </div>
  )
}

/** The points of each clause, largest first, and their sum. */
export function PointTable({ points }: { points: readonly ClausePoints[] }) {
  const sorted = [...points].sort((a, b) => b.points - a.points)
  return (
    <details>
      <summary>
        {points.length} {points.length === 1 ? 'clause' : 'clauses'}
      </summary>
      <Table
        caption="Points by clause"
        columns={['Clause', 'Kind', 'Points']}
        rows={[
          ...sorted.map(({ clause, kind, points }) => [
            <bdi key="clause">{clause}</bdi>,
            <span key="kind" class="key">
              <Swatch kind={kind} />
              {kind}
            </span>,
            points,
          ]),
          ['Sum: the score', '', sumOf(points)],
        ]}
      />
    </details>
  )
}

function Swatch({ kind }: { kind: string }) {
  return (
    <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
      <rect class={`kind-${kind}`} width="10" height="10" />
    </svg>
  )
}

/** The points without those of the tier. */
export function beyondTier(points: readonly ClausePoints[]): ClausePoints[] {
  return points.filter(({ kind }) => kind !== 'tier')
}

/** The sum of points. */
export function sumOf(points: readonly ClausePoints[]): number {
  return points.reduce((sum, { points }) => sum + points, 0)
}
