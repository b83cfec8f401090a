import type { Language } from '../../core/language.ts'
import type { Query } from '../../elastic/request-types.ts'
import { MAX_CONDITION_WORDS, MAX_NAME_WORDS } from '../ranking.ts'
import type { SearchFilters } from '../request/input.ts'
import { splitWords } from '../request/words.ts'

/** The fields of an index that filters use. A comment has those of its post. */
type FilterFields = { texts: string[]; date: string; author: string; post: string }

const POST_FIELDS: FilterFields = { texts: ['title', 'text'], date: 'date', author: 'author', post: 'id' }
const COMMENT_FIELDS: FilterFields = {
  texts: ['comment'],
  date: 'post.date',
  author: 'post.author',
  post: 'postId',
}

/** Conditions that must hold, and those that must not. Neither gives points. */
export type Conditions = { filter: Query[]; must_not: Query[] }

/** The conditions on posts. `titleOnly` looks for phrases and excluded words in titles alone. */
export function postConditions(
  filters: SearchFilters & { titleOnly: boolean; hidden?: readonly string[] },
  blogLanguage: Language,
): Conditions {
  const texts = filters.titleOnly ? ['title'] : POST_FIELDS.texts
  return conditions(filters, { ...POST_FIELDS, texts }, blogLanguage)
}

/** The conditions on comments: on the fields of their posts, and on their own text. */
export function commentConditions(
  filters: SearchFilters & { hidden?: readonly string[] },
  blogLanguage: Language,
): Conditions {
  return conditions(filters, COMMENT_FIELDS, blogLanguage)
}

function conditions(
  filters: SearchFilters & { hidden?: readonly string[] },
  fields: FilterFields,
  blogLanguage: Language,
): Conditions {
  const { categories, keywords, facets, sites, authors, languages, after, before, hidden = [] } = filters
  const { phrases, excluded } = withinBudget(filters)
  return {
    filter: [
      ...phrases.map((phrase) => asSpelled(phrase, fields)),
      ...categories.map((category) => ({ term: { categories: category } })),
      ...keywords.map((keyword) => any([{ term: { tags: keyword } }, { term: { keywords: keyword } }])),
      ...facets.map((facet) => ({ term: { facets: facet } })),
      ...(sites.length > 0 ? [any(sites.map((site) => ({ term: { site } })))] : []),
      ...(authors.length > 0 ? [any(authors.flatMap((author) => isBy(author, fields)))] : []),
      ...(languages.length > 0 ? [any(languages.flatMap((language) => isIn(language, blogLanguage)))] : []),
      ...(after !== undefined ? [isFrom(fields.date, { gte: after })] : []),
      ...(before !== undefined ? [isFrom(fields.date, { lt: before })] : []),
    ],
    must_not: [
      ...excluded.map((words) => asSpelled(words, fields)),
      ...(hidden.length > 0 ? [{ terms: { [fields.post]: [...hidden] } }] : []),
    ],
  }
}

/** The phrases and excluded texts that have at most MAX_CONDITION_WORDS words together: each word costs Elasticsearch clauses. */
function withinBudget({ phrases, excluded }: Pick<SearchFilters, 'phrases' | 'excluded'>) {
  let left = MAX_CONDITION_WORDS
  const fits = (text: string) => {
    const words = splitWords(text).length
    if (words > left) return false
    left -= words
    return true
  }
  return { excluded: excluded.filter(fits), phrases: phrases.filter(fits) }
}

/** The words in a row, exactly as spelled. */
function asSpelled(query: string, { texts }: FilterFields): Query {
  return {
    multi_match: { query, type: 'phrase', fields: texts.map((field) => `${field}.spelling`) },
  }
}

/** A post from or before a day, in its author's own time zone. Indexes of before schema version 7 do not know that day; there UTC counts. */
function isFrom(field: string, limit: { gte: string } | { lt: string }): Query {
  const day = `${field}.day`
  return any([
    { range: { [day]: limit } },
    { bool: { must_not: [{ exists: { field: day } }], filter: [{ range: { [field]: limit } }] } },
  ])
}

/** An author by the whole name, or by all words of a name that is given in part. */
function isBy(author: string, { author: field }: FilterFields): Query[] {
  const whole: Query = { term: { [field]: author } }
  if (splitWords(author).length > MAX_NAME_WORDS) return [whole]
  return [whole, { match: { [`${field}.words`]: { query: author, operator: 'and' } } }]
}

/** A language with its variants. A post without a language is in the blog's. */
function isIn(language: string, blogLanguage: Language): Query[] {
  const tag = language.toLowerCase()
  const named: Query[] = [{ term: { language: tag } }, { prefix: { language: `${tag}-` } }]
  const unnamed: Query = { bool: { must_not: [{ exists: { field: 'language' } }] } }
  return tag === blogLanguage ? [...named, unnamed] : named
}

function any(should: Query[]): Query {
  return { bool: { should, minimum_should_match: 1 } }
}
