/** What is left of a query to search for, and what its operators ask for. */
export type QueryParts = { text: string; keywords: string[]; categories: string[] }

/** `keyword:x`, `keyword:"two words"` and the same with `category:`, as whole tokens. */
const OPERATOR = /(?<=^|\s)(keyword|category):(?:"([^"]*)"|([^\s"]\S*))(?=\s|$)/giu

/** Takes the operators out of a normalised query. One without a value, or with a quote that nothing closes, stays text. */
export function takeOperators(q: string): QueryParts {
  const keywords = new Set<string>()
  const categories = new Set<string>()
  const text = q.replace(OPERATOR, (token, name: string, quoted?: string, bare?: string) => {
    const value = (quoted ?? bare ?? '').trim()
    if (value === '') return token
    const values = name.toLowerCase() === 'keyword' ? keywords : categories
    values.add(value)
    return ''
  })
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    keywords: [...keywords],
    categories: [...categories],
  }
}
