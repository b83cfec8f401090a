import { normaliseText } from './normalise.ts'
import { type OperatorQuery, parseOperators } from './operators.ts'

/** A query as a reader would type it: the text with its phrases quoted, then the operators. Parsing it gives the same query. */
export function formatQuery(parsed: OperatorQuery): string {
  const { excluded, categories, keywords, sites, authors, languages, after, before, titleOnly, fuzzy } =
    parsed
  return [
    withQuotes(parsed),
    ...excluded.map((words) => `-"${words}"`),
    ...categories.map((category) => `category:"${category}"`),
    ...keywords.map((keyword) => `keyword:"${keyword}"`),
    ...sites.map((site) => `site:"${site}"`),
    ...authors.map((author) => `author:"${author}"`),
    ...languages.map((language) => `lang:${language}`),
    after === undefined ? '' : `after:${after}`,
    before === undefined ? '' : `before:${before}`,
    titleOnly ? 'in:title' : '',
    fuzzy ? '' : 'no:fuzzy',
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** A query with another text and the same operators, for example for the link to a correction. Phrases that the new text has stay phrases. An option in it, such as "-la", excludes nothing. */
export function withText(q: string, text: string): string {
  const parsed = parseOperators(normaliseText(q))
  const texts = text.split(' ')
  const quoted: OperatorQuery['quoted'] = []
  for (const range of parsed.quoted) {
    const phrase = parsed.text.slice(range.start, range.end)
    const start = text.indexOf(phrase, quoted.at(-1)?.end)
    if (start >= 0) quoted.push({ start, end: start + phrase.length })
  }
  const excluded = parsed.excluded.filter((words) => !texts.includes(`-${words}`))
  return formatQuery({ ...parsed, text, quoted, excluded })
}

function withQuotes({ text, quoted }: OperatorQuery): string {
  let done = 0
  let formatted = ''
  for (const { start, end } of quoted) {
    formatted += `${text.slice(done, start)}"${text.slice(start, end)}"`
    done = end
  }
  return formatted + text.slice(done)
}
