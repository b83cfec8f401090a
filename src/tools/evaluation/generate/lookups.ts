import type { estypes } from '@elastic/elasticsearch'
import { z } from 'zod'
import { vocabularySpelling } from '../../../content/words/words-of.ts'
import type { Query } from '../../../elastic/request-types.ts'
import { documentsOf, type OwnerIndex, searchMany } from './owner-index.ts'

const KnownWord = z.object({ word: z.string(), documents: z.number() })
const AS_SPELLED = ['title.spelling', 'text.spelling']

/** For each phrase, the ids of the posts that have it in title or text, as spelled: up to `most`, or one more if there are more. */
export async function postsWithPhrases(
  owner: OwnerIndex,
  phrases: readonly string[],
  most: number,
): Promise<string[][]> {
  const bodies = phrases.map((phrase) => ({
    query: phraseIn(AS_SPELLED, phrase),
    size: most + 1,
    sort: ['_doc'],
    _source: false,
    track_total_hits: false,
  }))
  const answers = await searchMany(owner, owner.aliases.posts, bodies)
  return answers.map(idsOf)
}

/** For each phrase, whether a comment of another post than the given one has it. */
export async function areInOtherComments(
  owner: OwnerIndex,
  phrases: readonly { phrase: string; postId: string }[],
): Promise<boolean[]> {
  const bodies = phrases.map(({ phrase, postId }) => ({
    query: {
      bool: { must: [phraseIn(['comment.spelling'], phrase)], must_not: [{ term: { postId } }] },
    },
    size: 1,
    _source: false,
    track_total_hits: false,
  }))
  const answers = await searchMany(owner, owner.aliases.comments, bodies)
  return answers.map((answer) => answer.hits.hits.length > 0)
}

/** For each title, the ids of the posts with the same title, apart from signs and capitals: up to `most`, or one more if there are more. */
export async function postsWithTitles(
  owner: OwnerIndex,
  titles: readonly string[],
  most: number,
): Promise<string[][]> {
  const bodies = titles.map((title) => ({
    query: { term: { 'title.exact': title } },
    size: most + 1,
    _source: false,
    track_total_hits: false,
  }))
  const answers = await searchMany(owner, owner.aliases.posts, bodies)
  return answers.map(idsOf)
}

/** For each word, the number of posts that have it as spelled, counted up to 1,000. */
export async function countPosts(owner: OwnerIndex, words: readonly string[]): Promise<number[]> {
  const bodies = words.map((word) => ({
    query: phraseIn(AS_SPELLED, word),
    size: 0,
    track_total_hits: 1_000,
  }))
  const answers = await searchMany(owner, owner.aliases.posts, bodies)
  return answers.map(({ hits: { total } }) => (typeof total === 'number' ? total : (total?.value ?? 0)))
}

/** The words that the blog has, as the vocabulary spells them, with the number of posts and comments that have each. */
export async function knownWords(
  owner: OwnerIndex,
  words: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const spellings = [...new Set(words.map(vocabularySpelling))]
  const found = await documentsOf(owner, owner.aliases.words, spellings)
  return new Map(found.map((word) => KnownWord.parse(word)).map(({ word, documents }) => [word, documents]))
}

/** For each word, whether posts or comments have it or a word of the same stem. */
export async function findAnything(owner: OwnerIndex, words: readonly string[]): Promise<boolean[]> {
  const ask = (index: string, fields: string[]) =>
    searchMany(
      owner,
      index,
      words.map((word) => ({
        query: phraseIn(fields, word),
        size: 1,
        _source: false,
        track_total_hits: false,
      })),
    )
  const posts = await ask(owner.aliases.posts, ['title', 'text', ...AS_SPELLED])
  const comments = await ask(owner.aliases.comments, ['comment', 'comment.spelling'])
  return words.map((_, i) => [posts[i], comments[i]].some((answer) => (answer?.hits.hits.length ?? 0) > 0))
}

/** For each word, its commonest neighbours: words one edit away that at least `documents` documents have. */
export async function commonNeighbours(
  owner: OwnerIndex,
  words: readonly { word: string; documents: number }[],
): Promise<string[][]> {
  const bodies = words.map(({ word, documents }) => ({
    query: {
      bool: {
        filter: [
          { fuzzy: { word: { value: word, fuzziness: 1, max_expansions: 1_000 } } },
          { range: { documents: { gte: documents } } },
        ],
      },
    },
    sort: [{ documents: 'desc' as const }, { word: 'asc' as const }],
    size: 5,
    _source: false,
    track_total_hits: false,
  }))
  const answers = await searchMany(owner, owner.aliases.words, bodies)
  return answers.map(idsOf)
}

function phraseIn(fields: readonly string[], phrase: string): Query {
  return { multi_match: { query: phrase, fields: [...fields], type: 'phrase' } }
}

function idsOf(answer: estypes.MsearchMultiSearchItem): string[] {
  return answer.hits.hits.flatMap(({ _id }) => (_id === undefined ? [] : [_id]))
}
