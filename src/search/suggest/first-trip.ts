import type { Language } from '../../core/language.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import { type Ask, askParts } from '../../elastic/ask.ts'
import type { AliasedSearch } from '../../elastic/msearch.ts'
import type { Option } from '../spelling/options.ts'
import type { WordMemory } from '../spelling/word-memory.ts'
import { beginningSearch, type Continuation, mayBeSlip, readContinuations, slipSearch } from './beginnings.ts'
import { counterOf, type Weighed, weighPhrases, weighWords } from './completions.ts'
import { mendingSearches, readMendings } from './mendings.ts'
import { mostFrequentSearch, readMostFrequent } from './most-frequent.ts'
import { asTyped } from './readings.ts'
import { isFiltered, type SuggestInput } from './request.ts'
import { countSearch, readCounted, readTitles, type TitledPost, titleSearch } from './titles.ts'
import type { Typed } from './typed.ts'

/** What suggestions are asked for, and where. */
export type Asked = { input: SuggestInput; typed: Typed; language: Language; aliases: IndexNames }

/** What the first round trip finds. */
export type First = {
  /** By their titles, as typed. */
  posts: TitledPost[]
  /** Words and phrases of titles and of the vocabulary that are sure to find something. */
  completions: Weighed[]
  /** Words of the vocabulary that are not sure to, since posts must have something else too. */
  unsure: Weighed[]
  /** What the word that is being typed may become. */
  continuations: Continuation[]
  /** What else finished words may have been meant. */
  options: Option[]
}

/** Asks for titles as typed, for what the begun word may become, and how the finished ones may be meant. */
export async function askFirst(ask: Ask, asked: Asked, memory?: WordMemory): Promise<First> {
  const { input, typed, language, aliases } = asked
  const { begun } = typed
  const reading = asTyped(typed)
  const single = begun !== undefined && typed.words.length === 1
  const inPosts = (body: AliasedSearch['body']) => ({ index: aliases.posts, body })
  const inWords = (body: AliasedSearch['body']) => ({ index: aliases.words, body })
  const mending = input.fuzzy ? mendingSearches(typed, memory) : { searches: [], words: [] }
  const slips = input.fuzzy && begun !== undefined && mayBeSlip(begun.text)
  const parts = {
    titles: [inPosts(titleSearch([reading], { gaps: false }, input, language))],
    counted: single ? [inPosts(countSearch(reading, input, language))] : [],
    most: single ? [inWords(mostFrequentSearch())] : [],
    begun: begun === undefined ? [] : [inWords(beginningSearch(begun.text))],
    slips: slips ? [inWords(slipSearch(begun.text))] : [],
    mended: mending.searches.map(inWords),
  }
  const answers = await askParts(ask, parts)
  const posts = readTitles(answers.titles[0])
  const count = counterOf(readCounted(answers.counted[0]))
  const continuations =
    begun === undefined ? [] : readContinuations(begun.text, answers.begun[0], answers.slips[0])
  const words = single ? weighWords(continuations, count, readMostFrequent(answers.most[0])) : []
  const sure = isFiltered(input) ? [] : words
  return {
    posts,
    completions: [...weighPhrases(posts, reading, count), ...sure],
    unsure: sure.length > 0 ? [] : words,
    continuations,
    options: readMendings(mending.words, answers.mended, memory),
  }
}
