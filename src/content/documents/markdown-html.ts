import { Marked, type MarkedExtension } from 'marked'
import { withoutBoxes } from './markdown-boxes.ts'
import { escapeTicks, footnotes, withoutContentsList, withoutDialects } from './markdown-dialects.ts'
import { stripTemplateTags } from './template-tags.ts'

/** Characters of one text that the search for the ends of emphasis may look at. A post of 20,000 words with emphasis in each line needs a fraction of them. */
const MAX_LOOKED_AT = 10_000_000

/** Signs in a row that may be an e-mail address. The parser looks to their end from each of them, so its time grows with the square of their number. */
const UNBROKEN = /[\w.!#$%&'*+/=?`{|}~-]{500}/g
/** Nobody sees it, and tidyText takes it out again. */
const WORD_JOINER = '\u2060'

/** Breaks what is too long for an address, such as 80,000 underscores, into parts that the parser reads one by one. */
function brokenUp(markdown: string): string {
  // One of these signs alone is a rule, a fence or an underline, which the parser reads at once.
  return markdown.replace(UNBROKEN, (part) => (/^([-_*=~`#+])\1*$/.test(part) ? part : part + WORD_JOINER))
}

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

const documents = new Marked({ gfm: true, async: false }, boundedEmphasis(), footnotes())

/** Tags that are markup in a title. A title is about other tags, as in "The <video> tag". */
const TITLE_TAG =
  /^<\/?(?:a|abbr|b|br|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|wbr)(?:[\s/][^<>]*)?>$/i

/** Characters of a title that are searched at a time for the next name that begins with underscores: all of them, each time, would take the square of their number. */
const STEP = 200

function nextUnderscores(source: string): number {
  const found = source.slice(0, STEP).indexOf('__')
  return found < 0 && source.length > STEP ? STEP - 1 : found
}

const titles = new Marked({
  gfm: true,
  async: false,
  extensions: [
    {
      // "__init__.py" is a name: only "**" makes a title strong.
      name: 'underscored-name',
      level: 'inline',
      start: nextUnderscores,
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
  const source = withoutDialects(stripTemplateTags(withoutContentsList(withoutBoxes(escapeTicks(markdown)))))
  try {
    return documents.parse(brokenUp(source), { async: false })
  } catch (error) {
    // The nesting is deeper than the stack, but the text itself is still worth finding.
    if (error instanceof RangeError) return source
    throw error
  }
}

/** A title's inline Markdown as HTML. Tags that the title is about are escaped. */
export function markdownTitleToHtml(title: string): string {
  return titles.parseInline(brokenUp(title), { async: false })
}

/** An HTML title in which the tags that it is about are escaped. */
export function htmlTitleToHtml(title: string): string {
  return title.replace(/<[^<>]*>?/g, (tag) => (TITLE_TAG.test(tag) ? tag : escapeTags(tag)))
}

function escapeTags(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
