import { isSuggestible } from '../../../content/words/words-of.ts'
import { shuffled } from '../../../core/random.ts'
import { splitWords } from '../../../search/request/words.ts'
import { isAskable, type KnownItem, type Making, QUOTES } from './known-item.ts'
import { postsWithTitles } from './lookups.ts'
import { isMistypable } from './misspell.ts'
import { mistype } from './mistype.ts'
import { isListable, type SampledPost } from './sample.ts'

/** A title of more posts than this is a generic name ("Links"), and finding one of them says nothing. */
const MOST_ALIKE = 10
/** Two words then stay correct, and may still find the post. */
const MIN_WORDS = 3

/** Queries of kind exact-title: a title, and all posts that have it. */
export async function makeExactTitles(making: Making, posts: readonly SampledPost[]): Promise<KnownItem[]> {
  const titled = posts.filter(({ title }) => isAskable(title, making) && hasWords(title))
  const alike = await postsWithTitles(
    making.owner,
    titled.map(({ title }) => title),
    MOST_ALIKE,
  )
  return titled.flatMap(({ id, title }, i) => {
    const ids = [...new Set([id, ...(alike[i] ?? [])])].sort()
    return ids.length <= MOST_ALIKE && ids.every(isListable) ? [{ q: title, ids }] : []
  })
}

/** Queries of kind title-typo: a title of three words or more, one of them mistyped. */
export async function makeTitleTypos(making: Making, posts: readonly SampledPost[]): Promise<KnownItem[]> {
  const byTitle = new Map(posts.map((post) => [post.title, post]))
  const items = await makeExactTitles(making, [...byTitle.values()])
  const chosen = items.flatMap((item) => {
    const words = splitWords(item.q)
    const random = making.randomFor(byTitle.get(item.q)?.id ?? '')
    const [word] = shuffled(
      words.filter(({ text }) => isMistypable(text)),
      random,
    )
    return word !== undefined && words.length >= MIN_WORDS && !QUOTES.test(item.q)
      ? [{ item, place: word, word: word.text, random }]
      : []
  })
  const typos = await mistype(making.owner, chosen)
  return chosen.flatMap(({ item: { q, ids }, place, word }, i) => {
    const typo = typos[i]
    return typo === undefined
      ? []
      : [{ q: q.slice(0, place.start) + typo + q.slice(place.end), ids, meant: `${q}\n${word}` }]
  })
}

/** Whether a title has words: readers do not know a post by numbers and dates alone. */
function hasWords(title: string): boolean {
  return splitWords(title).some(({ text }) => isSuggestible(text) || /\p{Lo}{2}/u.test(text))
}
