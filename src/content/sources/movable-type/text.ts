/** Elements that begin a block: a text that has them says itself where its paragraphs are. */
const BLOCK = /<(?:p|br|div|ul|ol|table|blockquote|h[1-6]|pre)[\s/>]/i

/** The text of an entry and its format. `convert` is the field CONVERT BREAKS: how line breaks and markup are read. */
export function bodyOf(
  text: string,
  convert: string | undefined,
): { text: string; format: 'html' | 'markdown' } {
  if (/^markdown/i.test(convert ?? '')) return { text, format: 'markdown' }
  const keeps = convert === '0' || convert === 'richtext' || (convert === undefined && BLOCK.test(text))
  return { text: keeps ? text : withBreaks(text), format: 'html' }
}

/** A text whose line breaks are breaks for readers too. */
export function withBreaks(text: string): string {
  return text.replace(/\n{2,}/g, '</p><p>').replaceAll('\n', '<br>')
}
