import { isSuggestible } from '../../../content/words/words-of.ts'
import { shuffled } from '../../../core/random.ts'
import type { Word } from '../../../search/request/words.ts'
import { isAskable, type KnownItem, type Making } from './known-item.ts'
import { countPosts, postsWithPhrases } from './lookups.ts'
import { isMistypable } from './misspell.ts'
import { mistype } from './mistype.ts'
import { isListable, type SampledPost } from './sample.ts'
import { plainRuns } from './sentences.ts'
import { tellingWords } from './telling.ts'

/** Most posts with the same two words: with more, the query is no known item. */
const MOST_POSTS = 5
/** Posts that have the correct word beyond those that have the pair: by itself the word then finds the post only by luck. */
const MORE_POSTS = 5

/** A reader does not pick words such as "from" and "your" from a title. */
const TELLING_SHARE = 0.2

/** Two neighbouring words of a title: `word` is mistyped (`first`: it comes first), `other` is not. */
type Pair = { id: string; pair: string; word: string; other: string; first: boolean; random: () => number }

/** Queries of kind pair-typo: two neighbouring words of a title, one mistyped, and the other alone does not find the post. */
export async function makePairTypos(making: Making, posts: readonly SampledPost[]): Promise<KnownItem[]> {
  const { owner } = making
  const tells = await tellingWords(
    owner,
    posts.flatMap(({ title }) => wordsOfTitle(title)),
    TELLING_SHARE,
  )
  const pairs = posts.flatMap((post) => drawPair(post, tells, making.randomFor(post.id)))
  const found = await postsWithPhrases(
    owner,
    pairs.map(({ pair }) => pair),
    MOST_POSTS,
  )
  const counts = await countPosts(
    owner,
    pairs.map(({ other }) => other),
  )
  const fitting = pairs.flatMap((pair, i) => {
    const ids = [...(found[i] ?? [])].sort()
    const few = ids.includes(pair.id) && ids.length <= MOST_POSTS && ids.every(isListable)
    return few && (counts[i] ?? 0) >= ids.length + MORE_POSTS ? [{ ...pair, ids }] : []
  })
  const typos = await mistype(owner, fitting)
  return fitting
    .flatMap(({ pair, other, first, ids }, i) => {
      const typo = typos[i]
      return typo === undefined
        ? []
        : [{ q: first ? `${typo} ${other}` : `${other} ${typo}`, ids, meant: pair }]
    })
    .filter(({ q }) => isAskable(q, making))
}

function wordsOfTitle(title: string): string[] {
  return plainRuns(title).flatMap((run) => run.map(({ text }) => text))
}

function drawPair(
  { id, title }: SampledPost,
  tells: (word: string) => boolean,
  random: () => number,
): Pair[] {
  const pairs = plainRuns(title).flatMap((run) =>
    run.flatMap((left, i) => {
      const right = run[i + 1]
      const apart = right !== undefined && title.slice(left.end, right.start) === ' '
      return apart ? [...asPair(left, right, true), ...asPair(right, left, false)] : []
    }),
  )
  const telling = pairs.filter(({ other }) => tells(other))
  return shuffled(telling, random)
    .slice(0, 1)
    .map((pair) => ({ id, random, ...pair }))
}

function asPair({ text: word }: Word, { text: other }: Word, first: boolean): Omit<Pair, 'id' | 'random'>[] {
  if (!isMistypable(word) || !isSuggestible(other)) return []
  return [{ pair: first ? `${word} ${other}` : `${other} ${word}`, word, other, first }]
}
