import { CODE_LINE, withoutIndexMarks } from '../../content/documents/index-marks.ts'
import type { IndexedPost } from '../../content/documents/indexed.ts'
import { code, joined, link, plain } from './markdown.ts'
import { blocks } from './search-markdown.ts'

/** Characters of a post's text in one answer: some 8,000 words. */
const MAX_TEXT = 50_000

/** A post as Markdown: its facts, and its text from a character on, counted from 1. */
export function postMarkdown(post: IndexedPost, siteUrl: string | undefined, from = 1): string {
  const { id, title, url, date, updated, author, site, categories, tags } = post
  const names = [...new Set([...categories, ...tags])]
  const part = post.text.slice(from - 1, from - 1 + MAX_TEXT)
  const next = from + part.length
  return blocks([
    `# ${link(withoutIndexMarks(title), url, siteUrl)}`,
    joined([
      date?.slice(0, 10),
      updated !== undefined && `updated ${updated.slice(0, 10)}`,
      author && plain(author),
      site && plain(site),
      plain(names.join(', ')),
      `id: ${code(id)}`,
    ]),
    textMarkdown(part),
    next <= post.text.length && `The text goes on. Ask for it with from: ${next}.`,
  ])
}

/** A text of the index as Markdown: each line is a paragraph, and lines of code stand in fences. */
function textMarkdown(text: string): string {
  const fence = fenceFor(text)
  const paragraphs: string[][] = []
  for (const line of text.split('\n')) {
    const isCode = line.startsWith(CODE_LINE)
    const shown = isCode ? withoutIndexMarks(line) : plain(withoutIndexMarks(line))
    const before = paragraphs.at(-1)
    if (!isCode) paragraphs.push([shown])
    else if (before?.[0] === fence) before.splice(-1, 0, shown)
    else paragraphs.push([fence, shown, fence])
  }
  return blocks(paragraphs.map((lines) => lines.join('\n')))
}

/** A fence that no line of a text ends. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  return '`'.repeat(longest + 1)
}
