import { withoutAnyStopWords } from '../../search/stop-words.ts'
import type { Word } from '../../search/words.ts'
import { isAskable, type KnownItem, type Making } from './known-item.ts'
import { areInOtherComments, postsWithPhrases } from './lookups.ts'
import { shuffled } from './random.ts'
import type { SampledComment, SampledPost } from './sample.ts'
import { plainRuns, sentencesOf } from './sentences.ts'

/** Phrases that are tried of one document. */
const TRIES = 3
/** "and that it was" is no phrase that a reader remembers: two words at least say something. */
const MIN_CONTENT_WORDS = 2
const MIN_WORDS = 3

/** A phrase of a document, and the post that it should find. */
type Phrase = { phrase: string; postId: string }

/** Queries of kind phrase: three to five words of one sentence of a post, in no other post and in no comment of another. */
export async function makePhrases(making: Making, posts: readonly SampledPost[]): Promise<KnownItem[]> {
  const phrases = posts.flatMap(({ id, text }) => drawPhrases(text, 5, { id, postId: id, making }))
  const found = await postsWithPhrases(
    making.owner,
    phrases.map(({ phrase }) => phrase),
    1,
  )
  return keepUnique(
    making,
    phrases.filter(({ postId }, i) => found[i]?.join('\n') === postId),
  )
}

/** Queries of kind comment: three or four words of one sentence of a comment, in no post and in no comment of another post. */
export async function makeComments(
  making: Making,
  comments: readonly SampledComment[],
): Promise<KnownItem[]> {
  const phrases = comments.flatMap(({ id, postId, comment }) =>
    drawPhrases(comment, 4, { id: `${postId}\n${id}`, postId, making }),
  )
  const found = await postsWithPhrases(
    making.owner,
    phrases.map(({ phrase }) => phrase),
    1,
  )
  return keepUnique(
    making,
    phrases.filter((_, i) => found[i]?.length === 0),
  )
}

/** The first phrase of each post that no comment of another post has. */
async function keepUnique({ owner }: Making, phrases: readonly Phrase[]): Promise<KnownItem[]> {
  const elsewhere = await areInOtherComments(owner, phrases)
  const first = new Map<string, KnownItem>()
  for (const [i, { phrase, postId }] of phrases.entries()) {
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
    .filter((phrase) => isAskable(phrase, making))
    .map((phrase) => ({ phrase, postId }))
}

function drawPhrase(sentence: string, mostWords: number, random: () => number): string[] {
  const [run] = shuffled(
    plainRuns(sentence).filter(({ length }) => length >= MIN_WORDS),
    random,
  )
  if (run === undefined) return []
  const length = Math.min(run.length, MIN_WORDS + Math.floor(random() * (mostWords - MIN_WORDS + 1)))
  const from = Math.floor(random() * (run.length - length + 1))
  const words = run.slice(from, from + length)
  return saysSomething(words) ? [sentence.slice(words[0]?.start, words.at(-1)?.end)] : []
}

function saysSomething(words: readonly Word[]): boolean {
  const content = withoutAnyStopWords(words.map(({ text }) => text))
  return new Set(content).size >= MIN_CONTENT_WORDS
}
