/** The structured data of a page that is an article. */
export type Article = {
  headline?: string
  published?: string
  modified?: string
  author?: string
  keywords: string[]
}

type Node = Record<string, unknown>

const ARTICLE_TYPES = /^(?:https?:\/\/schema\.org\/|schema:)?(?:\w*Article|\w*BlogPosting|\w*Posting|Report)$/
/** Structured data is a few levels deep. */
const MAX_DEPTH = 6
/** Comment signs around the data in older pages, which keep it from being read as markup. */
const WRAPPING =
  /^(?:\/\/|\/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?|(?:\/[/*]\s*)?(?:\]\]>|-->)(?:\s*\*\/)?$/g

/** The article that the JSON-LD blocks of a page describe (schema.org), anywhere in them; undefined if there is none. */
export function articleOf(blocks: readonly string[]): Article | undefined {
  const nodes = nodesOf(blocks)
  const found = nodes.find(isArticle)
  return found && toArticle(found, nodes)
}

/** The date of publication that JSON-LD gives for the page or for any article on it. */
export function publishedIn(blocks: readonly string[]): string | undefined {
  return nodesOf(blocks)
    .map(({ datePublished }) => datePublished)
    .find((date) => typeof date === 'string')
}

/** All things that the blocks of a page describe. */
function nodesOf(blocks: readonly string[]): Node[] {
  return blocks.flatMap((block) => flatten(parse(block), 0))
}

function parse(block: string): unknown {
  try {
    return JSON.parse(block.trim().replace(WRAPPING, ''))
  } catch {
    return undefined
  }
}

function flatten(value: unknown, depth: number): Node[] {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return []
  if (Array.isArray(value)) return value.flatMap((one) => flatten(one, depth + 1))
  const node = value as Node
  return [node, ...[node['@graph'], node.mainEntity].flatMap((one) => flatten(one, depth + 1))]
}

function isArticle(node: Node): boolean {
  return [node['@type']].flat().some((type) => typeof type === 'string' && ARTICLE_TYPES.test(type))
}

function toArticle(node: Node, nodes: readonly Node[]): Article {
  const text = (name: string) => (typeof node[name] === 'string' ? node[name] : undefined)
  const headline = text('headline') ?? text('name')
  const published = text('datePublished')
  const modified = text('dateModified')
  const author = namesOf(node.author, nodes).join(', ')
  return {
    keywords: [node.keywords].flat().flatMap((one) => (typeof one === 'string' ? one.split(',') : [])),
    ...(headline !== undefined && { headline }),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    ...(author !== '' && { author }),
  }
}

/** The names of people. An article may give only an id of a person, whose name is in another node. */
function namesOf(value: unknown, nodes: readonly Node[]): string[] {
  return [value].flat().flatMap((one) => {
    if (typeof one === 'string') return [one]
    if (typeof one !== 'object' || one === null) return []
    const { name, '@id': id } = one as Node
    const named = name ?? (id === undefined ? undefined : nodes.find((node) => node['@id'] === id)?.name)
    return typeof named === 'string' ? [named] : []
  })
}
