import type { ComparedHit, ComparedSide, Comparison } from '../../../search/answer/debug-answer.ts'
import { rounded, Table } from './table.tsx'

/** The same page of results as it is set, and without the parts that are turned off or with the weights that are tried, side by side. */
export function ComparisonTable({ comparison }: { comparison: Comparison }) {
  const { off, tried, with: everything, without } = comparison
  const change = [
    tried === undefined ? '' : `with ${tried}`,
    off.length === 0 ? '' : `without ${off.join(', ')}`,
  ]
    .filter(Boolean)
    .join(', ')
  const rows = Math.max(everything.results.length, without.results.length)
  const moved = [...everything.results, ...without.results].filter(({ rank, other }) => rank !== other)
  const posts = new Set(moved.map(({ id }) => id)).size
  return (
    <section aria-labelledby="comparison" class="comparison">
      <h2 id="comparison">As it is set, and {change}</h2>
      <p>
        {posts === 0 ? 'No place differs on this page.' : `${posts} ${posts === 1 ? 'post' : 'posts'} moved.`}
      </p>
      {rows > 0 && (
        <Table
          caption="Side by side"
          columns={['Place', `As it is set (${everything.total})`, `Changed (${without.total})`]}
          rows={Array.from({ length: rows }, (_, i) => [
            everything.results[i]?.rank ?? without.results[i]?.rank ?? '',
            <Cell key="with" side={everything} i={i} elsewhere="changed" />,
            <Cell key="without" side={without} i={i} elsewhere="as it is set" />,
          ])}
        />
      )}
    </section>
  )
}

function Cell({ side, i, elsewhere }: { side: ComparedSide; i: number; elsewhere: string }) {
  const hit = side.results[i]
  if (hit === undefined) return null
  return (
    <div class={hit.other === hit.rank ? undefined : 'moved'}>
      <bdi>{hit.title || hit.id}</bdi> <span class="quiet">{rounded(hit.score)}</span>{' '}
      <Move hit={hit} elsewhere={elsewhere} />
    </div>
  )
}

function Move({ hit: { rank, other }, elsewhere }: { hit: ComparedHit; elsewhere: string }) {
  if (other === rank) return null
  if (other === null) return <mark class="alone">only here</mark>
  return (
    <mark class={other > rank ? 'gained' : 'lost'}>
      {other > rank ? '↑' : '↓'} {elsewhere}: {other}
    </mark>
  )
}
