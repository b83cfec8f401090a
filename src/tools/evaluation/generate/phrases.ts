import { shuffled } from '../../../core/random.ts'
import { isAskable, type KnownItem, type Making } from './known-item.ts'
import { areInOtherComments, postsWithPhrases } from './lookups.ts'
import type { SampledComment, SampledPost } from './sample.ts'
import { plainRuns, sentencesOf } from './sentences.ts'
import { tellingWords } from './telling.ts'

/** Phrases tried from one document. */
const TRIES = 6
/** Least telling words of a phrase: no reader remembers "and that it was". */
const MIN_TELLING = 2
const TELLING_SHARE = 0.1
const MIN_WORDS = 3

/** A phrase of a document, its words, and the post that it should find. */
type Phrase = { phrase: string; words: string[]; postId: string }

/** Queries of kind phrase: three to five words of one sentence of a post, which are in no other post and in no comment of another post. */
export async function makePhrases(making: Making, posts: readonly SampledPost[]): Promise<KnownItem[]> {
  const drawn = posts.flatMap(({ id, text }) => drawPhrases(text, 5, { id, postId: id, making }))
  return keepUnique(making, drawn, (found, postId) => found.join('\n') === postId)
}

/** Queries of kind comment: three or four words of one sentence of a comment, which are in no post and in no comment of another post. */
export async function makeComments(
  making: Making,
  comments: readonly SampledComment[],
): Promise<KnownItem[]> {
  const drawn = comments.flatMap(({ id, postId, comment }) =>
    drawPhrases(comment, 4, { id: `${postId}\n${id}`, postId, making }),
  )
  return keepUnique(making, drawn, (found) => found.length === 0)
}

/** For each post, the first phrase with enough telling words that only the right posts have, and no comment of another post. */
async function keepUnique(
  { owner }: Making,
  drawn: readonly Phrase[],
  areRight: (found: readonly string[], postId: string) => boolean,
): Promise<KnownItem[]> {
  const tells = await tellingWords(
    owner,
    drawn.flatMap(({ words }) => words),
    TELLING_SHARE,
  )
  const telling = drawn.filter(({ words }) => new Set(words.filter(tells)).size >= MIN_TELLING)
  const found = await postsWithPhrases(
    owner,
    telling.map(({ phrase }) => phrase),
    1,
  )
  const right = telling.filter(({ postId }, i) => areRight(found[i] ?? [], postId))
  const elsewhere = await areInOtherComments(owner, right)
  const first = new Map<string, KnownItem>()
  for (const [i, { phrase, postId }] of right.entries()) {
    if (!elsewhere[i] && !first.has(postId)) first.set(postId, { q: phrase, ids: [postId] })
  }
  return [...first.values()]
}

function drawPhrases(
  text: string,
  mostWords: number,
  { id, postId, making }: { id: string; postId: string; making: Making },
): Phrase[] {
  const random = making.randomFor(id)
  return shuffled(sentencesOf(text), random)
    .slice(0, TRIES)
    .flatMap((sentence) => drawPhrase(sentence, mostWords, random))
    .filter(({ phrase }) => isAskable(phrase, making))
    .map((phrase) => ({ ...phrase, postId }))
}

function drawPhrase(sentence: string, mostWords: number, random: () => number): Omit<Phrase, 'postId'>[] {
  const [run] = shuffled(
    plainRuns(sentence).filter(({ length }) => length >= MIN_WORDS),
    random,
  )
  if (run === undefined) return []
  const length = Math.min(run.length, MIN_WORDS + Math.floor(random() * (mostWords - MIN_WORDS + 1)))
  const from = Math.floor(random() * (run.length - length + 1))
  const words = run.slice(from, from + length)
  const phrase = sentence.slice(words[0]?.start, words.at(-1)?.end)
  return [{ phrase, words: words.map(({ text }) => text) }]
}
