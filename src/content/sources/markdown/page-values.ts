import { codeOr } from '../../documents/markdown-code.ts'
import type { Fields } from './fields.ts'
import { readText } from './front-matter-values.ts'

/** A tag that prints a text of the front matter, in Liquid and Nunjucks; filters change only its form. */
const VALUE = codeOr(
  '\\{\\{-?\\s{0,9}(?:page\\.)?(?<name>title|subtitle|description|author)\\s{0,9}(?:\\|[^{}\\n]{0,99})?-?\\}\\}',
)

/** The body of a post with the texts of its front matter where tags print them, such as `{{ page.title }}`. */
export function withPageValues(body: string, fields: Fields): string {
  if (!/\{\{-?\s{0,9}(?:page\.)?(?:title|subtitle|description|author)\b/.test(body)) return body
  return body.replace(VALUE, (...match) => {
    const { name } = match.at(-1) as { name?: string }
    return (name === undefined ? undefined : readText(fields[name])) ?? String(match[0])
  })
}
