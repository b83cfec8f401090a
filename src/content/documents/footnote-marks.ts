/** Elements that may be the mark of a footnote. */
const ELEMENTS = new Set(['a', 'sup', 'button', 'label'])
/** Elements whose tags are looked at: these, and those of a note in the middle of a sentence. */
export const MARK_ELEMENTS: ReadonlySet<string> = new Set([...ELEMENTS, 'span'])
/** Names by which generators, editors and plugins tell marks of footnotes and the links back from a note, in any attribute. */
const NAMED =
  /foot-?note|footref|(?:^|[\W_])(?:fn|ftn|mfn|sdfoot|endnote|side-?note|noteref|cite_note|cite_ref|reference|notes?)(?![a-z])|fnref|littlefoot|bigfoot|doc-backlink/i
/** The part of an address that does not tell a footnote: only its fragment does. */
const PATH = /(\shref\s*=\s*["']?)[^\s"'>#]*/gi
const TO_SAME_PAGE = /\shref\s*=\s*["']?[^\s"'>]*#/i
/** The names of links back from a note, whose text may be words ("Back to the text"). */
const BACK = /backref|backlink|back-link|reversefootnote|footnote-(?:back|return)|jump-?back/i

/** The longest text of a mark or of a link back from a note. */
const MAX_LENGTH = 40
/** The parts of a mark: a number, a letter, a sign or an arrow, perhaps after "note". */
const MARK_PART = /^(?:foot-?note|note|fn|nb|\d{1,4}|[a-z]|[ivxlc]{1,7}|[*†‡§¶#^•⊕↑↩↵⏎⤴⤶«]+\d{0,3})$/iu
const BETWEEN_PARTS = /(?:[\s,;:.–()[\]{}]|\p{Variation_Selector})+/u
/** Links back from a note, and links of a heading to itself. */
const ARROW = /^[↑↩↵⏎⤴⤶¶#§]+/u
const BRACKETED = /^\s*\[.*\]\s*$/s
const WORD_BEFORE = /\p{L}{4}$/u
const NUMBERS = /^\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*$/

/** An element that may be a mark of a footnote, with the signs that it and the elements in it give. */
export type Candidate = {
  element: string
  isSuperscript: boolean
  isToSamePage: boolean
  isNamed: boolean
  isBack: boolean
}

/** Whether an opening tag begins the text of a note in the middle of a sentence, which stands apart from the word before it. */
export function beginsInlineNote(element: string, tag: string): boolean {
  return element === 'span' && /\sclass\s*=[^>]{0,200}(?:side|margin|foot)-?note/i.test(tag)
}

/** The candidate that an opening tag begins, or that it adds to; undefined if it is none. `tag` is its source. */
export function candidateOf(
  element: string,
  tag: string,
  outer: Candidate | undefined,
): Candidate | undefined {
  if (!ELEMENTS.has(element)) return outer
  const names = tag.replace(PATH, '$1')
  return {
    element: outer?.element ?? element,
    isSuperscript: element === 'sup' || outer?.isSuperscript === true,
    isToSamePage: (element === 'a' && TO_SAME_PAGE.test(tag)) || outer?.isToSamePage === true,
    isNamed: NAMED.test(names) || outer?.isNamed === true,
    isBack: BACK.test(names) || outer?.isBack === true,
  }
}

/**
 * What becomes of the text of a candidate: `drop` it, set it `apart` from the word before it, or `keep` it as it is written, as
 * in 10², 1ˢᵗ and ™. `before` is the end of the text before it.
 */
export function treatMark(candidate: Candidate, text: string, before: string): 'drop' | 'apart' | 'keep' {
  const { isSuperscript, isToSamePage, isBack } = candidate
  if (text.length > MAX_LENGTH) return 'keep'
  if (isBack && isToSamePage) return 'drop'
  const isReferred = isReference(candidate, text)
  if (isReferred && isMark(text)) return 'drop'
  const mayBeMark = isReferred ? /\S$/.test(before) : NUMBERS.test(text) && WORD_BEFORE.test(before)
  return isSuperscript && mayBeMark ? 'apart' : 'keep'
}

function isReference({ isSuperscript, isToSamePage, isNamed }: Candidate, text: string): boolean {
  if (isNamed || (isToSamePage && isSuperscript)) return true
  return (isToSamePage && ARROW.test(text)) || ((isToSamePage || isSuperscript) && BRACKETED.test(text))
}

/** `1`, `[2]`, `[note 3]`, `a, b`, `↩`. */
function isMark(text: string): boolean {
  const parts = text.split(BETWEEN_PARTS).filter(Boolean)
  return parts.length > 0 && parts.every((part) => MARK_PART.test(part))
}
