import { Marked, type MarkedExtension } from 'marked'
import { stripTemplateTags } from './template-tags.ts'

/** Characters of one text that the search for the ends of emphasis may look at. A post of 20,000 words with emphasis in each line needs a fraction of them. */
const MAX_LOOKED_AT = 10_000_000

/** Leaves signs of emphasis unchanged once this limit is reached, since the time to find their ends grows with the square of their number. */
function boundedEmphasis(): MarkedExtension {
  let lookedAt = 0
  return {
    hooks: {
      preprocess(markdown) {
        lookedAt = 0
        return markdown
      },
    },
    tokenizer: {
      emStrong(source) {
        lookedAt += source.length
        return lookedAt > MAX_LOOKED_AT ? undefined : false
      },
    },
  }
}

const documents = new Marked({ gfm: true, async: false }, boundedEmphasis())

/** Tags that are markup in a title. A title is about other tags, as in "The <video> tag". */
const TITLE_TAG =
  /^<\/?(?:a|abbr|b|br|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|wbr)(?:[\s/][^<>]*)?>$/i

const titles = new Marked({
  gfm: true,
  async: false,
  extensions: [
    {
      // "__init__.py" is a name: only "**" makes a title strong.
      name: 'underscored-name',
      level: 'inline',
      start: (source) => source.indexOf('__'),
      tokenizer(source) {
        const name = /^__\w+/.exec(source)?.[0]
        return name === undefined ? undefined : { type: 'text', raw: name, text: name, escaped: true }
      },
    },
  ],
  renderer: {
    html: ({ text }) => (TITLE_TAG.test(text) ? text : escapeTags(text)),
  },
})

/** A post's Markdown (GFM) as HTML, without the tags of template languages. It may hold any HTML that the author wrote: never show it, only read it. */
export function markdownToHtml(markdown: string): string {
  const source = stripTemplateTags(markdown)
  try {
    return documents.parse(source, { async: false })
  } catch (error) {
    // The nesting is deeper than the stack, but the text itself is still worth finding.
    if (error instanceof RangeError) return source
    throw error
  }
}

/** A title's inline Markdown as HTML. Tags that the title is about are escaped. */
export function markdownTitleToHtml(title: string): string {
  return titles.parseInline(title, { async: false })
}

/** An HTML title in which the tags that it is about are escaped. */
export function htmlTitleToHtml(title: string): string {
  return title.replace(/<[^<>]*>?/g, (tag) => (TITLE_TAG.test(tag) ? tag : escapeTags(tag)))
}

function escapeTags(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
