import { type Ask, askParts } from '../../elastic/ask.ts'
import type { First, SuggestQuestion } from './ask-as-typed.ts'
import { best, toTry, type Weighed, weighPhrases } from './completions.ts'
import { asTyped, correctedReadings, type Reading, type Start, startsOf } from './readings.ts'
import { isLong, readTitles, type TitledPost, titleSearch } from './titles.ts'
import { readTried, trySearch } from './trying.ts'
import { MAX_TRIED_COMPLETIONS } from './weights.ts'

/** The results that the second round trip adds. */
type Second = { posts: TitledPost[]; completions: Weighed[] }

/** If no title has the text as typed, asks for titles by corrected readings. Also tries completions that may find nothing. */
export async function askCorrected(ask: Ask, asked: SuggestQuestion, first: First): Promise<Second> {
  const { input, typed, language, aliases } = asked
  const starts = startsOf(typed, first.options)
  const corrected = input.fuzzy ? correctedReadings(typed, starts, first.continuations) : []
  const readings = first.posts.length > 0 ? [] : readingsToFind(corrected, asTyped(typed))
  const tried = toBeTried(asked, first, starts)
  const answers = await askParts(ask, {
    titles:
      readings.length > 0
        ? [{ index: aliases.posts, body: titleSearch(readings, { gaps: true }, input, language) }]
        : [],
    tried: tried.length > 0 ? [{ index: aliases.posts, body: trySearch(tried, input, language) }] : [],
  })
  const posts = readTitles(answers.titles[0])
  return {
    posts,
    completions: [
      ...readings.flatMap((reading) => weighPhrases(posts, reading)),
      ...readTried(tried, answers.tried[0]),
    ],
  }
}

/** The readings to search for. A long text is searched for again as typed, since now a word may be missing. */
function readingsToFind(corrected: Reading[], typed: Reading): Reading[] {
  return isLong(typed.text) ? [typed, ...corrected] : corrected
}

function toBeTried({ input, typed }: SuggestQuestion, first: First, starts: readonly Start[]): Weighed[] {
  if (best(first.completions, input.text, 1).length > 0) return []
  const all = typed.words.length === 1 ? first.unsure : toTry(starts, first.continuations)
  return all.slice(0, MAX_TRIED_COMPLETIONS)
}
