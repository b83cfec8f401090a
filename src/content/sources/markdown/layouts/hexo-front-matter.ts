import { type FrontMatter, readFrontMatter } from '../front-matter.ts'

const ENCLOSED =
  /^(?<fence>-{3,}|;{3,})\r?\n(?<source>[\s\S]+?)\r?\n\k<fence>[ \t]*\r?(?:\n|$)(?<body>[\s\S]*)/
const CLOSED = /^(?<source>[\s\S]{1,100000}?)\r?\n(?<fence>-{3,}|;{3,})[ \t]*\r?(?:\n|$)(?<body>[\s\S]*)/

/**
 * The front matter of a file of Hexo. Besides that of other generators there are longer lines of dashes, fields of JSON between lines
 * of `;;;`, and front matter without a line before it.
 */
export function readHexoFrontMatter(text: string): FrontMatter {
  const enclosed = ENCLOSED.exec(text)?.groups
  if (enclosed !== undefined) return readParts(enclosed)
  if (/^(?:-{3}|;{3}|\+{3})/.test(text)) return readFrontMatter(text)
  const closed = CLOSED.exec(text)?.groups
  // What stands above a line of dashes may also be a heading.
  const parts = closed === undefined ? undefined : readParts(closed)
  return parts?.kind === 'found' ? parts : readFrontMatter(text)
}

function readParts({ fence = '', source = '', body = '' }: Record<string, string>): FrontMatter {
  const isJson = fence.startsWith(';')
  return readFrontMatter(isJson ? `{${source}}\n${body}` : `---\n${source}\n---\n${body}`)
}
