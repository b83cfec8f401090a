import { htmlToText } from './html-text.ts'
import { htmlTitleToHtml, markdownTitleToHtml, markdownToHtml } from './markdown-html.ts'
import { tidyLine, tidyText } from './tidy-text.ts'

type TextFormat = 'markdown' | 'html' | 'plain'

/** The text that a reader sees: NFC, without markup, with "\n" between blocks and in code. */
export function toPlainText(text: string, format: TextFormat): string {
  if (format === 'plain') return tidyText(text)
  return tidyText(htmlToText(format === 'html' ? text : markdownToHtml(text)))
}

/** The title that a reader sees, as one line. Inline markup is gone; a tag that the title is about ("The <video> tag") stays. */
export function toPlainTitle(title: string, format: TextFormat): string {
  if (format === 'plain') return tidyLine(title)
  return tidyLine(htmlToText(format === 'html' ? htmlTitleToHtml(title) : markdownTitleToHtml(title)))
}
