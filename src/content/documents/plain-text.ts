import { htmlToText, type TextOptions } from './html-text.ts'
import { CODE_LINE } from './index-marks.ts'
import { htmlTitleToHtml, markdownTitleToHtml, markdownToHtml } from './markdown-html.ts'
import { tidyLine, tidyText } from './tidy-text.ts'

type TextFormat = 'markdown' | 'html' | 'plain'

/** A file or a page builder's data in Base64, which has no words. An address or a hash is shorter. */
const BASE64 = /(?:data:[\w./+-]{1,60};base64,)?(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{200,}={0,2}/g

/** The text that a reader sees: NFC, without markup, with "\n" between blocks and in code. */
export function toPlainText(text: string, format: TextFormat, options: TextOptions = {}): string {
  if (format === 'plain') return tidyText(withoutBase64(text.replaceAll(CODE_LINE, '')))
  return tidyText(withoutBase64(htmlToText(format === 'html' ? text : markdownToHtml(text), options)))
}

function withoutBase64(text: string): string {
  return text.replace(BASE64, (run) => ([/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(run)) ? '' : run))
}

/** The title that a reader sees, as one line. Inline markup is gone; a tag that the title is about ("The <video> tag") stays. */
export function toPlainTitle(title: string, format: TextFormat): string {
  if (format === 'plain') return tidyLine(title)
  return tidyLine(htmlToText(format === 'html' ? htmlTitleToHtml(title) : markdownTitleToHtml(title)))
}
