import { vocabularySpelling } from '../../content/words/words-of.ts'
import { type AskContext, aliasesOf, asking } from '../../elastic/ask.ts'
import { splitWords } from '../request/words.ts'
import { type Candidate, readCandidates } from './candidates.ts'
import { likelihood } from './likelihood.ts'
import { candidateSearch, correctable } from './options.ts'

/** Words kept for each word typed: further ones have little in common with it. */
const NEAREST_A_WORD = 5

/**
 * The words of the blog that are nearest to those of a query by letters and sound, the nearest to each word first, even unlikely ones: for
 * readers whose query found nothing. A word that the blog has stands for none: it was meant. Throws a BackendError when Elasticsearch is away, too slow or refuses.
 */
export async function nearestWords(
  ctx: AskContext,
  q: string,
  size: number,
  signal?: AbortSignal,
): Promise<string[]> {
  const words = correctable(splitWords(q))
  const index = aliasesOf(ctx).words
  const answers = await asking(ctx, signal)(words.map((word) => ({ index, body: candidateSearch(word) })))
  const found = words.map((word, i) =>
    nearest(vocabularySpelling(word.text), readCandidates(answers[i]?.hits.hits ?? [])),
  )
  const inTurn = Array.from({ length: NEAREST_A_WORD }, (_, rank) =>
    found.flatMap((near) => near[rank] ?? []),
  )
  return [...new Set(inTurn.flat())].slice(0, size)
}

/** The likeliest candidates, then those that share the most letters, in the order in which they were found. */
function nearest(typed: string, candidates: readonly Candidate[]): string[] {
  if (candidates.some(({ word }) => word === typed)) return []
  return candidates
    .map((candidate) => ({ word: candidate.word, likely: likelihood(typed, candidate) }))
    .sort((a, b) => b.likely - a.likely)
    .map(({ word }) => word)
    .slice(0, NEAREST_A_WORD)
}
