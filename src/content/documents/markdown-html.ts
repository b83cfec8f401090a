import { Marked, type MarkedExtension } from 'marked'
import { stripTemplateTags } from './template-tags.ts'

/** Characters that the search for the ends of emphasis may look at in one text: a post of 20,000 words with emphasis in each line looks at a fraction. */
const MAX_LOOKED_AT = 10_000_000

/** Leaves signs of emphasis as they stand once it took too long to find their ends: it takes a time that grows with the square of their number. */
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

/** Tags that are markup in a title; others, such as in "The <video> tag", are what the title is about. */
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
    // Nesting deeper than the stack: the text itself is still worth finding.
    if (error instanceof RangeError) return source
    throw error
  }
}

/** A title's inline Markdown as HTML; tags that a title talks about are escaped. */
export function markdownTitleToHtml(title: string): string {
  return titles.parseInline(title, { async: false })
}

/** An HTML title in which the tags that it talks about are escaped. */
export function htmlTitleToHtml(title: string): string {
  return title.replace(/<[^<>]*>?/g, (tag) => (TITLE_TAG.test(tag) ? tag : escapeTags(tag)))
}

function escapeTags(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
