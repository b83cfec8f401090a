/** Control characters except tab and newline, and invisible characters: soft hyphen, word joiner, byte order mark, marks of the writing direction. They are removed from queries too. */
const INVISIBLE = /[^\P{Cc}\t\n]|[\u00ad\u2060-\u2064\ufeff\p{Bidi_Control}]/gu
/** These two private characters mark highlights in Elasticsearch's answers, so no text may have them. */
const HIGHLIGHT_SENTINELS = /[\ue000\ue001]/g
const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029\f\v]/g

/** The text in NFC with "\n" line breaks, without invisible characters, without white space at line ends, and with at most one empty line in a row. */
export function tidyText(text: string): string {
  return cleanText(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd()
}

/** The text as one line: tidied, with every run of white space as a single space. */
export function tidyLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim()
}

function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_BREAKS, '\n')
    .replace(HIGHLIGHT_SENTINELS, '')
    .replace(INVISIBLE, '')
    .normalize('NFC')
}
