import type { PostExplanation, WhyHere, WhyMissing } from '../../../search/answer/debug-post-answer.ts'
import { debugUrl, type Params } from './debug-links.ts'
import { beyondTier, PointBars, PointTable, sumOf } from './hits.tsx'
import { rounded, Table } from './table.tsx'

/** Headings that name what decides. */
const DECISIVE: Record<PostExplanation['verdict']['decides'], string> = {
  none: 'It is here',
  rank: 'Its rank decides',
  filter: 'A filter decides',
  words: 'The words decide',
  depth: 'How many are ranked decides',
  index: 'The index decides',
}

/** Why a post is not among the shown results, or that it is. */
export function PostAnswer({ post, params }: { post: PostExplanation; params: Params }) {
  const { verdict, here, missing } = post
  return (
    <section class="verdict" aria-labelledby="post">
      <h2 id="post">{DECISIVE[verdict.decides]}</h2>
      <p dir="auto">{verdict.sentence}</p>
      {missing?.title !== undefined && (
        <p>
          Its title is “<bdi>{missing.title}</bdi>”.
        </p>
      )}
      {here !== undefined && <Here here={here} params={params} />}
      {missing !== undefined && missing.title !== undefined && <Missing missing={missing} />}
    </section>
  )
}

function Here({ here, params }: { here: WhyHere; params: Params }) {
  const { above, below, lastShown, points } = here
  const others = [...new Map([lastShown, above, here, below].map((one) => [one?.rank, one])).values()]
  return (
    <>
      {lastShown !== undefined && (
        <p>
          <a href={debugUrl(params, { page: String(here.page) })}>To page {here.page}</a>
        </p>
      )}
      <PointBars points={points} scale={{ most: here.score, mostBeyond: sumOf(beyondTier(points)) }} />
      <PointTable points={points} />
      <Table
        caption="Beside others"
        columns={['Place', 'Post', 'Tier', 'Score']}
        rows={others
          .filter((one) => one !== undefined)
          .map(({ rank, id, tier, score }) => [
            rank,
            id === here.id ? <strong key="id">{id}</strong> : <bdi key="id">{id}</bdi>,
            tier,
            rounded(score),
          ])}
      />
    </>
  )
}

function Missing({ missing }: { missing: WhyMissing }) {
  const told = (has: boolean) => (has ? 'yes' : '–')
  return (
    <Table
      caption="Where it has the words"
      columns={['Word', 'Title', 'Text', 'Comments']}
      rows={missing.words.map(({ word, title, text, comments }) => [
        <bdi key="word">{word}</bdi>,
        told(title),
        told(text),
        told(comments),
      ])}
    />
  )
}
