import type { Language } from '../../core/language.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { type Ask, askParts } from '../../elastic/ask.ts'
import type { AliasedSearch } from '../../elastic/msearch.ts'
import type { Option } from '../spelling/options.ts'
import type { WordMemory } from '../spelling/word-memory.ts'
import { beginningSearch, type Continuation, mayBeSlip, readContinuations, slipSearch } from './beginnings.ts'
import { counterOf, type Weighed, weighPhrases, weighWords } from './completions.ts'
import { correctionSearches, readCorrections } from './corrections.ts'
import { mostFrequentSearch, readMostFrequent } from './most-frequent.ts'
import { asTyped } from './readings.ts'
import { isFiltered, type SuggestInput } from './request.ts'
import { countSearch, readCounted, readTitles, type TitledPost, titleSearch } from './titles.ts'
import type { Typed } from './typed.ts'

/** A request for suggestions: what was typed, the blog's language and the aliases to ask. */
export type SuggestQuestion = { input: SuggestInput; typed: Typed; language: Language; aliases: IndexNames }

/** The results of the first round trip. */
export type First = {
  /** Found by their titles, as typed. */
  posts: TitledPost[]
  /** Words and phrases of titles and of the vocabulary that are sure to find something. */
  completions: Weighed[]
  /** Words of the vocabulary that may find nothing, since posts must meet other conditions too. */
  unsure: Weighed[]
  /** The words that the prefix token may become. */
  continuations: Continuation[]
  /** Corrections of the finished words. */
  options: Option[]
}

/** Asks for titles as typed, for the words that the prefix token may become, and for corrections of the finished words. */
export async function askAsTyped(ask: Ask, asked: SuggestQuestion, memory?: WordMemory): Promise<First> {
  const { input, typed, language, aliases } = asked
  const { prefixToken } = typed
  const reading = asTyped(typed)
  const single = prefixToken !== undefined && typed.words.length === 1
  const inPosts = (body: AliasedSearch['body']) => ({ index: aliases.posts, body })
  const inWords = (body: AliasedSearch['body']) => ({ index: aliases.words, body })
  const correcting = input.fuzzy ? correctionSearches(typed, memory) : { searches: [], words: [] }
  const slips = input.fuzzy && prefixToken !== undefined && mayBeSlip(prefixToken.text)
  const parts = {
    titles: [inPosts(titleSearch([reading], { gaps: false }, input, language))],
    counted: single ? [inPosts(countSearch(reading, input, language))] : [],
    most: single ? [inWords(mostFrequentSearch())] : [],
    prefixToken: prefixToken === undefined ? [] : [inWords(beginningSearch(prefixToken.text))],
    slips: slips ? [inWords(slipSearch(prefixToken.text))] : [],
    corrected: correcting.searches.map(inWords),
  }
  const answers = await askParts(ask, parts)
  const posts = readTitles(answers.titles[0])
  const count = counterOf(readCounted(answers.counted[0]))
  const continuations =
    prefixToken === undefined
      ? []
      : readContinuations(prefixToken.text, answers.prefixToken[0], answers.slips[0])
  const words = single ? weighWords(continuations, count, readMostFrequent(answers.most[0])) : []
  const sure = isFiltered(input) ? [] : words
  return {
    posts,
    completions: [...weighPhrases(posts, reading, count), ...sure],
    unsure: sure.length > 0 ? [] : words,
    continuations,
    options: readCorrections(correcting.words, answers.corrected, memory),
  }
}
