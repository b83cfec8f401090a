/** What structured data says of a page that is an article. */
export type Article = {
  headline?: string
  published?: string
  modified?: string
  author?: string
  keywords: string[]
}

const ARTICLE_TYPES = /^(?:\w*Article|\w*BlogPosting|\w*Posting|Report)$/
/** Structured data is a few levels deep. */
const MAX_DEPTH = 6

/** The article that the JSON-LD blocks of a page describe (schema.org), wherever it stands in them; undefined if there is none. */
export function articleOf(blocks: readonly string[]): Article | undefined {
  for (const block of blocks) {
    const found = findArticle(parse(block), 0)
    if (found !== undefined) return toArticle(found)
  }
  return undefined
}

function parse(block: string): unknown {
  try {
    return JSON.parse(block)
  } catch {
    return undefined
  }
}

function findArticle(value: unknown, depth: number): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return undefined
  const node = value as Record<string, unknown>
  if ([node['@type']].flat().some((type) => typeof type === 'string' && ARTICLE_TYPES.test(type))) return node
  const below = Array.isArray(value) ? value : [node['@graph'], node.mainEntity]
  for (const one of below) {
    const found = findArticle(one, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

function toArticle(node: Record<string, unknown>): Article {
  const text = (name: string) => (typeof node[name] === 'string' ? node[name] : undefined)
  const headline = text('headline') ?? text('name')
  const published = text('datePublished')
  const modified = text('dateModified')
  const author = namesOf(node.author).join(', ')
  return {
    keywords: [node.keywords].flat().flatMap((one) => (typeof one === 'string' ? one.split(',') : [])),
    ...(headline !== undefined && { headline }),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    ...(author !== '' && { author }),
  }
}

function namesOf(value: unknown): string[] {
  return [value].flat().flatMap((one) => {
    if (typeof one === 'string') return [one]
    return typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string'
      ? [one.name]
      : []
  })
}
