import { vocabularySpelling } from '../../../content/words/words-of.ts'
import { shuffled } from '../../../core/random.ts'
import { splitWords } from '../../../search/request/words.ts'
import { isAskable, type KnownItem, type Making } from './known-item.ts'
import { knownWords, postsWithPhrases } from './lookups.ts'
import { isMistypable } from './misspell.ts'
import { mistype } from './mistype.ts'
import { farCommonerNeighbours, isInflection, isLikelySlip } from './neighbours.ts'
import { isListable, type SampledPost } from './sample.ts'
import { sentencesOf } from './sentences.ts'

/** Words looked up from one post. */
const TRIES = 40
/** Most posts that may have the word of a typo-term query: as many as one page shows. */
const MOST_POSTS = 10
/** Most posts that may have the word of a noharm query. */
const RARE_POSTS = 3

/** A word of a post, the number of posts and comments that have it, and random draws for it. */
type RareWord = { postId: string; word: string; documents: number; random: () => number }

/** Queries of kind typo-term: a word of one to ten posts, mistyped, so that no far commoner word is one edit away from the typo. */
export async function makeTypoTerms(making: Making, posts: readonly SampledPost[]): Promise<KnownItem[]> {
  const { owner } = making
  const words = firstOfEachPost(await rareWords(making, posts, MOST_POSTS))
  const neighbours = await farCommonerNeighbours(owner, words)
  const rare = words.filter((word, i) => !isLikelySlip(word, neighbours[i] ?? []))
  const typos = await mistype(owner, rare)
  const mistyped = rare.flatMap((word, i) => {
    const typo = typos[i]
    return typo === undefined ? [] : [{ ...word, typo }]
  })
  const meant = await farCommonerNeighbours(
    owner,
    mistyped.map(({ typo, documents }) => ({ word: vocabularySpelling(typo), documents })),
  )
  const clear = mistyped.filter((_, i) => meant[i]?.length === 0)
  const items = await withPosts(making, clear, MOST_POSTS)
  return clear
    .flatMap(({ typo, word }, i) => {
      const item = items[i]
      return item === undefined ? [] : [{ q: typo, ids: item.ids, meant: word }]
    })
    .filter(({ q }) => isAskable(q, making))
}

/** Queries of kind noharm: a word of one to three posts, typed correctly, that is one edit away from a far commoner one. */
export async function makeHarmless(making: Making, posts: readonly SampledPost[]): Promise<KnownItem[]> {
  const rare = await rareWords(making, posts, RARE_POSTS)
  const neighbours = await farCommonerNeighbours(making.owner, rare)
  const besideCommon = rare.filter((word, i) => {
    const others = neighbours[i]?.filter((neighbour) => !isInflection(word.word, neighbour)) ?? []
    return others.length > 0 && !isLikelySlip(word, others)
  })
  const items = await withPosts(making, firstOfEachPost(besideCommon), RARE_POSTS)
  return items.filter((item) => item !== undefined).filter(({ q }) => isAskable(q, making))
}

/** The words of the posts' prose that readers may mistype and that at most `most` documents have, in random order. */
async function rareWords(
  { owner, randomFor }: Making,
  posts: readonly SampledPost[],
  most: number,
): Promise<RareWord[]> {
  const drawn = posts.flatMap(({ id, text }) => {
    const random = randomFor(id)
    return shuffled(wordsOfProse(text), random)
      .slice(0, TRIES)
      .map((word) => ({ postId: id, word, random }))
  })
  const documents = await knownWords(
    owner,
    drawn.map(({ word }) => word),
  )
  return drawn
    .map((rare) => ({ ...rare, documents: documents.get(rare.word) ?? 0 }))
    .filter((rare) => rare.documents > 0 && rare.documents <= most)
}

function wordsOfProse(text: string): string[] {
  const words = sentencesOf(text).flatMap((sentence) => splitWords(sentence).map((word) => word.text))
  return [...new Set(words.filter(isMistypable).map(vocabularySpelling))]
}

/** For each word, the query of this word with all posts that have it in title or text; `undefined` if these are too many. */
async function withPosts(
  { owner }: Making,
  words: readonly RareWord[],
  most: number,
): Promise<(KnownItem | undefined)[]> {
  const found = await postsWithPhrases(
    owner,
    words.map(({ word }) => word),
    most,
  )
  return words.map(({ word, postId }, i) => {
    const ids = [...(found[i] ?? [])].sort()
    return ids.includes(postId) && ids.length <= most && ids.every(isListable) ? { q: word, ids } : undefined
  })
}

function firstOfEachPost(words: readonly RareWord[]): RareWord[] {
  const seen = new Set<string>()
  return words.filter(({ postId }) => !seen.has(postId) && seen.add(postId))
}
