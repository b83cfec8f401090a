import type { estypes } from '@elastic/elasticsearch'
import { facetOf } from '../../content/documents/facets.ts'
import type { SearchFilters, SearchInput } from '../request/input.ts'

/** Values of a facet in an answer: the most frequent ones. */
export const MAX_VALUES = 50
/** Values that are asked for: some are one value in two spellings. */
const ASKED_VALUES = 2 * MAX_VALUES
/** Values that each shard counts, so that a value that is rare in one shard is not lost. With up to so many values the counts are right. */
const COUNTED_VALUES = 1_000

/** Years that are counted: far more than any blog has. */
const MAX_YEARS = 1_000

type Aggregations = Record<string, estypes.AggregationsAggregationContainer>

/** A facet: the aggregations that count its values, and the filters by which a reader chooses among them. */
type Facet = { aggregations: Aggregations; filters: readonly (keyof SearchFilters)[] }

const FACETS: readonly Facet[] = [
  { aggregations: { categories: names('categories.name'), ...olderCategories() }, filters: ['categories'] },
  { aggregations: { tags: names('tags.name') }, filters: ['keywords'] },
  { aggregations: { sites: names('site.name') }, filters: ['sites'] },
  { aggregations: { authors: names('author.name') }, filters: ['authors'] },
  {
    aggregations: { languages: { terms: { field: 'language', size: MAX_VALUES } } },
    filters: ['languages'],
  },
  { aggregations: years(), filters: ['after', 'before'] },
]

/** The aggregations that count the posts of each value of each facet. `own` are the blog's own fields. */
export function facetAggregations(own: readonly string[]): Aggregations {
  const ofOwn = own.map((field, i) => [ownName(i), ownValues(field)])
  return Object.assign({}, ...FACETS.map(({ aggregations }) => aggregations), Object.fromEntries(ofOwn))
}

/** A facet among whose values the reader chose: the search without this choice, and the aggregations that count its values there. A reader may so choose another value instead. */
type ChosenFacet = { input: SearchInput; aggregations: Aggregations }

/** The facets among whose values the reader chose. What the query itself says is no choice: it stays. */
export function chosenFacets(input: SearchInput, own: readonly string[]): ChosenFacet[] {
  const { typed } = input
  if (typed === undefined) return []
  const usual = FACETS.filter(({ filters }) => filters.some((name) => isChosen(input, typed, name))).map(
    ({ aggregations, filters }) => ({ input: withTyped(input, typed, filters), aggregations }),
  )
  const ofOwn = own.flatMap((field, i) => {
    const others = input.facets.filter((facet) => !facet.startsWith(facetOf(field, '')))
    if (others.length === input.facets.length) return []
    return [{ input: { ...input, facets: others }, aggregations: { [ownName(i)]: ownValues(field) } }]
  })
  return [...usual, ...ofOwn]
}

/** The name of the aggregation of the i-th own field. */
export function ownName(i: number): string {
  return `own_${i}`
}

type Typed = NonNullable<SearchInput['typed']>
type FilterName = keyof SearchFilters

function isChosen(input: SearchInput, typed: Typed, name: FilterName): boolean {
  const before: SearchFilters = { phrases: [], ...typed }
  return JSON.stringify(input[name]) !== JSON.stringify(before[name])
}

/** The search with some filters as the query itself has them. */
function withTyped(input: SearchInput, typed: Typed, names: readonly FilterName[]): SearchInput {
  const others = Object.entries(input).filter(([name]) => !names.some((one) => one === name))
  const kept = Object.entries(typed).filter(([name]) => names.some((one) => one === name))
  return { ...Object.fromEntries(others), ...Object.fromEntries(kept) } as SearchInput
}

/** Names as the blog writes them. */
function names(field: string): estypes.AggregationsAggregationContainer {
  return { terms: { field, size: ASKED_VALUES, shard_size: COUNTED_VALUES } }
}

function ownValues(field: string): estypes.AggregationsAggregationContainer {
  const include = `${facetOf(field, '')}.*`
  return { terms: { field: 'facets.name', include, size: ASKED_VALUES, shard_size: COUNTED_VALUES } }
}

/** Indexes of before schema version 8 have the names of categories in lower case alone. */
function olderCategories(): Aggregations {
  const isNamed = { exists: { field: 'categories.name' } }
  return {
    olderCategories: {
      filter: { bool: { must_not: [isNamed], filter: [{ exists: { field: 'categories' } }] } },
      aggregations: { values: names('categories') },
    },
  }
}

/** The year of the author's own day. Indexes of before schema version 7 do not know it; their years are those of UTC. */
function years(): Aggregations {
  return {
    years: { terms: { field: 'date.year', size: MAX_YEARS } },
    yearsInUtc: {
      filter: { bool: { must_not: [{ exists: { field: 'date.year' } }] } },
      aggregations: {
        values: {
          date_histogram: { field: 'date', calendar_interval: 'year', format: 'yyyy', min_doc_count: 1 },
        },
      },
    },
  }
}
