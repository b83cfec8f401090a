import { childrenOf, textIn, type XmlElement } from '../xml/element.ts'
import { builderMetaTexts } from './builder-meta.ts'
import { contentToHtml } from './content-html.ts'
import type { ExportHead } from './export-head.ts'
import { inAllLanguages, inOwnLanguage } from './languages.ts'
import { hasMembersPart } from './members-only.ts'
import { metaOf } from './post-meta.ts'
import { contentOf, withReusableBlocks } from './reusable-blocks.ts'

/** The texts of a post as HTML, and what was left out of them. */
type PostTexts = {
  title: string | undefined
  text: string
  description: string | undefined
  repaired: string[]
}

/** The title and the text of an item for everyone, with its reusable blocks and footnotes. Translations come after the text in the blog's language. */
export function postTexts(item: XmlElement, { language, shared }: ExportHead): PostTexts {
  const title = textIn(item, 'title')
  const whole = inAllLanguages(title ?? '', bodyOf(item), language)
  const { content, isBlockMissing } = withReusableBlocks(whole, shared?.blocks ?? new Map())
  const text = contentToHtml(content)
  return {
    title: title === undefined ? undefined : inOwnLanguage(title, language),
    text: text + footnotesOf(item, text),
    description: contentToHtml(inOwnLanguage(textIn(item, 'excerpt:encoded') ?? '', language)) || undefined,
    repaired: isBlockMissing ? ['reusable block that the export lacks left out'] : [],
  }
}

/** The content of a post. Where a page builder keeps more text in fields of its own, readers see that; where there is no text at all, the custom fields stand in. Neither is read if a part of the content is for members, since it may be that part. */
function bodyOf(item: XmlElement): string {
  const content = contentOf(item)
  const built = builderMetaTexts(item)
  const custom = customText(item)
  if ((built === '' && custom === '') || hasMembersPart(content)) return content
  const letters = lettersOf(content)
  if (lettersOf(built) > letters) return built
  return letters > 0 ? content : custom || content
}

/** How many letters and signs readers see of a content. A picture counts as one. */
function lettersOf(content: string): number {
  if (content === '') return 0
  const shown = contentToHtml(content).replace(/<(?:img|iframe|video|audio)\b/gi, 'x<')
  return shown.replace(/<[^<>]*>|&nbsp;|\s+/g, '').length
}

/** The texts of WordPress's own footnotes, which are kept beside the content. A note is for everyone if its mark is. */
function footnotesOf(item: XmlElement, html: string): string {
  const notes = parseJson(metaOf(item, 'footnotes') ?? '')
  if (!Array.isArray(notes)) return ''
  const marks = new Set([...html.matchAll(/\sdata-fn="([^"]{1,100})"/g)].map(([, id]) => id))
  return notes
    .map((note: { id?: unknown; content?: unknown } | null) => ({ id: note?.id, text: note?.content }))
    .filter(({ id, text }) => typeof id === 'string' && typeof text === 'string' && marks.has(id))
    .map(({ text }) => `<p>${text}</p>`)
    .join('')
}

/** The texts of custom fields (ACF), for a post that has no other. A field has a second entry with "_" before its name. */
function customText(item: XmlElement): string {
  const metas = childrenOf(item, 'wp:postmeta').map((meta) => ({
    key: textIn(meta, 'wp:meta_key') ?? '',
    value: textIn(meta, 'wp:meta_value') ?? '',
  }))
  const fields = new Set(metas.filter(({ value }) => /^field_\w+$/.test(value)).map(({ key }) => key))
  return metas
    .filter(({ key, value }) => fields.has(`_${key}`) && isText(value))
    .map(({ value }) => value)
    .join('\n\n')
}

/** Whether a value is a text of several words, not a number, a path or a structure of PHP. */
function isText(value: string): boolean {
  return /\S\s+\S/.test(value) && !/^[aO]:\d+:\{/.test(value)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
