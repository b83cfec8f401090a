/** A fenced block of code, closed or not. */
export const FENCED_CODE =
  '^[ \\t>*+-]*(?:\\d{1,9}[.)][ \\t]+)?(?<fence>`{3,}(?!`)|~{3,}(?!~))[^`\\n]*\\n(?:[^]*?^[ \\t>]*\\k<fence>[`~]*[ \\t]*$|[^]*)'
/** A code span, within one paragraph. */
export const CODE_SPAN =
  '(?<![`\\\\])(?<ticks>`+)(?!`)(?:(?!\\n[ \\t]{0,99}\\n)[^]){0,2000}?(?<!`)\\k<ticks>(?!`)'
/** An element of HTML that shows code, closed or not. */
export const CODE_ELEMENT = '<(?<element>pre|code)\\b[^]*?(?:</\\k<element>>|(?![^]))'

/** Matches code of Markdown as the group `code`, or one of the patterns that are given. Lines of code that are only indented are not told from text. */
export function codeOr(...patterns: readonly string[]): RegExp {
  return new RegExp(`(?<code>${FENCED_CODE}|${CODE_SPAN}|${CODE_ELEMENT})|${patterns.join('|')}`, 'gm')
}
