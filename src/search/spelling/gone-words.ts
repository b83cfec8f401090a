import type { Client, estypes } from '@elastic/elasticsearch'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { Answers } from '../../elastic/ask.ts'
import { filterCount } from '../../elastic/filter-counts.ts'
import type { Query } from '../../elastic/request-types.ts'
import { backendError } from '../../elastic/retry.ts'

type Where = { client: Client; aliases: IndexNames; signal: AbortSignal }
type Answer = estypes.MsearchMultiSearchItem

const FIELDS = ['title.spelling', 'text.spelling', 'comment.spelling']

/**
 * The answers without the suggestions that no document has any more. Suggesters read the terms of an index, where words of deleted
 * documents stay until its segments are merged.
 */
export async function withoutGoneWords<Part extends string>(
  where: Where,
  answers: Answers<Part>,
): Promise<Answers<Part>> {
  const parts = Object.entries<readonly Answer[]>(answers)
  const options = parts.flatMap(([, all]) => all.flatMap(optionsIn))
  const words = [...new Set(options.map(({ text }) => text))]
  if (words.length === 0) return answers
  const gone = await goneAmong(where, words)
  const left = parts.map(([part, all]) => [part, all.map((answer) => without(answer, gone))])
  return Object.fromEntries(left)
}

async function goneAmong(
  { client, aliases, signal }: Where,
  words: readonly string[],
): Promise<ReadonlySet<string>> {
  const filters = words.map((word, i) => [keyOf(i), hasWord(word)])
  const aggs = { words: { filters: { filters: Object.fromEntries(filters) } } }
  const answer = await client
    .search({ index: [aliases.posts, aliases.comments], size: 0, aggs }, { signal })
    .catch((cause: unknown) => {
      throw backendError('Elasticsearch did not say which words are gone', cause)
    })
  return new Set(words.filter((_, i) => filterCount(answer, 'words', keyOf(i)) === 0))
}

function hasWord(word: string): Query {
  return { bool: { should: FIELDS.map((field) => ({ term: { [field]: word } })) } }
}

function keyOf(index: number): string {
  return `word_${index}`
}

function optionsIn({ suggest = {} }: Answer): estypes.SearchTermSuggestOption[] {
  return Object.values(suggest)
    .flat()
    .flatMap((entry) => [(entry as estypes.SearchTermSuggest).options].flat())
}

function without(answer: Answer, gone: ReadonlySet<string>): Answer {
  if (answer.suggest === undefined) return answer
  const kept = Object.entries(answer.suggest).map(([name, entries]) => [
    name,
    (entries as estypes.SearchTermSuggest[]).map((entry) => ({
      ...entry,
      options: [entry.options].flat().filter(({ text }) => !gone.has(text)),
    })),
  ])
  return { ...answer, suggest: Object.fromEntries(kept) }
}
