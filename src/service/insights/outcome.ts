import type { Outcome } from '../../index/insights/counted.ts'
import { NO_TEXT_TIER, SOME_WORDS, WITHOUT_CORRECTIONS } from '../../index/insights/names.ts'
import type { SearchAnswer } from '../../search/answer/answer.ts'
import { TIERS } from '../../search/ranking.ts'
import type { SearchInput } from '../../search/request/input.ts'

/** What came of a search, as it is counted. */
export function outcomeOf(input: SearchInput, { query, results, total }: SearchAnswer): Outcome {
  const found = total.value > 0
  return {
    tier: tierOf(input, found ? Math.max(0, ...results.map(({ score }) => score)) : 0),
    found,
    corrected: found && query.meant !== undefined,
    filters: filterNames(input).join(' '),
  }
}

function tierOf({ query }: SearchInput, best: number): string {
  if (query.text === '') return NO_TEXT_TIER
  const reached = Object.entries(TIERS).filter(([, tier]) => best >= tier)
  return reached.at(-1)?.[0] ?? SOME_WORDS
}

/** The names of a search's filters, in alphabetical order, without their values. */
function filterNames(input: SearchInput): string[] {
  const given: Record<string, boolean> = {
    after: input.after !== undefined,
    author: input.authors.length > 0,
    before: input.before !== undefined,
    category: input.categories.length > 0,
    exclude: input.excluded.length > 0,
    facet: input.facets.length > 0,
    'in:title': input.titleOnly,
    keyword: input.keywords.length > 0,
    lang: input.languages.length > 0,
    [WITHOUT_CORRECTIONS]: !input.fuzzy,
    phrase: input.phrases.length > 0,
    site: input.sites.length > 0,
    'sort:date': input.sort === 'date' && input.query.text !== '',
  }
  return Object.keys(given).filter((name) => given[name] === true)
}
