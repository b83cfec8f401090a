import { splitWords } from '../../search/words.ts'
import { vocabularySpelling } from '../../vocabulary/words-of.ts'
import { isAskable, type KnownItem, type Making } from './known-item.ts'
import { commonNeighbours, knownWords, postsWithPhrases } from './lookups.ts'
import { isMistypable } from './misspell.ts'
import { mistype } from './mistype.ts'
import { shuffled } from './random.ts'
import { isListable, type SampledPost } from './sample.ts'
import { sentencesOf } from './sentences.ts'

/** Words of one post that are looked up. */
const TRIES = 40
/** As many posts as one page shows may have the word of a typo-term query. */
const MOST_POSTS = 10
/** As many posts may have the word of a noharm query. */
const RARE_POSTS = 3
/** How much commoner the neighbour of a noharm word is, and in how many documents it is at least. */
const TIMES_COMMONER = 10
const MIN_COMMON = 10

/** A word of a post, in how many posts and comments it is, and draws by chance for it. */
type RareWord = { postId: string; word: string; documents: number; random: () => number }

/** Queries of kind typo-term: a word of one to ten posts, mistyped. */
export async function makeTypoTerms(making: Making, posts: readonly SampledPost[]): Promise<KnownItem[]> {
  const rare = firstOfEachPost(await rareWords(making, posts, MOST_POSTS))
  const typos = await mistype(making.owner, rare)
  const items = await withPosts(making, rare, MOST_POSTS)
  return items
    .flatMap((item, i) => {
      const q = typos[i]
      return item === undefined || q === undefined ? [] : [{ q, ids: item.ids }]
    })
    .filter(({ q }) => isAskable(q, making))
}

/** Queries of kind noharm: a word of one to three posts, typed correctly, that is one edit away from a far commoner one. */
export async function makeHarmless(making: Making, posts: readonly SampledPost[]): Promise<KnownItem[]> {
  const rare = await rareWords(making, posts, RARE_POSTS)
  const neighbours = await commonNeighbours(
    making.owner,
    rare.map(({ word, documents }) => ({
      word,
      documents: Math.max(MIN_COMMON, TIMES_COMMONER * documents),
    })),
  )
  const besideCommon = firstOfEachPost(
    rare.filter(({ word }, i) => neighbours[i]?.some((neighbour) => !isInflection(word, neighbour))),
  )
  const items = await withPosts(making, besideCommon, RARE_POSTS)
  return items.filter((item) => item !== undefined).filter(({ q }) => isAskable(q, making))
}

/** The words of the posts' prose that readers may mistype and that are in as few documents, in an order drawn by chance. */
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

/** For each word the query that it is, with all posts that have it in title or text; `undefined` where these are too many. */
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

/** "seed" and "seeds": whoever asks for one means the other too. */
function isInflection(word: string, neighbour: string): boolean {
  return word.startsWith(neighbour) || neighbour.startsWith(word)
}
