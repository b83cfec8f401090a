import { SHARE_OF_BEST } from '../ranking.ts'
import { splitWords } from '../request/words.ts'
import type { Slot } from '../spelling/slots.ts'
import type { Spelling } from '../spelling/spelling.ts'
import type { Term } from '../spelling/term.ts'

/** Corrected queries that a reader is told of: more are no help. */
const MAX_MEANT = 3
const MAX_OFFERED = 5

/** Letters that two forms of one word share at least, and those that each has beyond them at most: "kettles" and "kettle". */
const MIN_SHARED = 4
const MAX_ENDING = 3

/** How a query was understood: the corrected queries that the results are for, whether they are for what was typed too, and those that were not searched for. */
export type Meant = { meant: string[]; typedToo: boolean; offered: string[] }

type Asked = { q: string; prefix: boolean }
type Outcome = {
  /** Whether something has what was typed in a row. */
  typedFound: boolean
  ranking: { live: readonly Term[]; total: { value: number } }
  spelling: Pick<Spelling, 'words' | 'known' | 'offered' | 'seen' | 'slots' | 'unsure'>
}

/** What a search took its query for. Words that are only joined or parted otherwise, synonyms and beginnings of words that somebody types are no corrections. */
export function whatWasMeant(asked: Asked, { ranking, spelling, typedFound }: Outcome): Meant {
  const isTold = correctionsOf(asked, spelling)
  const corrections = ranking.live.slice(1).filter(({ term }) => isTold(term))
  const [likeliest] = corrections
  const least = SHARE_OF_BEST * (likeliest?.score ?? 0)
  const blended = corrections.filter(({ score }) => score >= least).map(({ term }) => term)
  const corrected = corrections.length > 0 ? blended : correctedQuery(asked.q, spelling).filter(isTold)
  const meant = (ranking.total.value === 0 ? [] : corrected)
    // What was typed finds the other forms of its words by their stems.
    .filter((text) => !typedFound || !isOtherForm(asked.q, text))
    .slice(0, MAX_MEANT)
  const isRight = typedFound && likeliest !== undefined && isOtherForm(asked.q, likeliest.term)
  const others = isRight || asked.prefix ? [] : [...corrections.map(({ term }) => term), ...spelling.offered]
  const offered = [...new Set(others)]
    .filter((text) => isTold(text) && !meant.some((other) => other === text || isOtherForm(other, text)))
    .slice(0, MAX_OFFERED)
  return { meant, typedToo: typedFound, offered }
}

/** Of several words, none of which was found near the others: the query with the likeliest reading in each place of a word that the blog does not have. */
export function correctedQuery(
  q: string,
  { words, slots, unsure }: Pick<Outcome['spelling'], 'words' | 'slots' | 'unsure'>,
): string[] {
  if (words.length < 2) return []
  let corrected = ''
  let done = 0
  for (const slot of slots) {
    const typed = slot[0]?.text ?? ''
    const start = q.indexOf(typed, done)
    const reading = readingFor(slot, unsure)
    if (start < 0 || reading === undefined) continue
    corrected += q.slice(done, start) + reading
    done = start + typed.length
  }
  return done === 0 ? [] : [corrected + q.slice(done)]
}

/** The reading to put in place of a word that had to be corrected. Whether anything has the halves of a word that was cut in two beside each other, nobody knows. */
function readingFor([, ...others]: Slot, unsure: ReadonlySet<string>): string | undefined {
  if (!others.some(({ weight }) => weight === 1)) return undefined
  const sure = others.filter(({ text, weight }) => weight >= SHARE_OF_BEST && !unsure.has(text))
  return (sure.find(({ text }) => splitWords(text).length === 1) ?? sure[0])?.text
}

/** Whether a query is a correction of what was typed. */
function correctionsOf(
  { q, prefix }: Asked,
  { words, known, seen }: Outcome['spelling'],
): (text: string) => boolean {
  const typed = q.toLowerCase()
  const synonyms = seen.filter(({ suggester }) => suggester === 'synonyms').map(({ option }) => option)
  const allKnown = words.every((word) => known.has(word))
  return (text) => {
    const lower = text.toLowerCase()
    if (lower === typed || (prefix && lower.startsWith(typed))) return false
    if (lettersOf(text) === lettersOf(q)) return !allKnown
    return !synonyms.some((synonym) => hasWords(text, synonym) && !hasWords(q, synonym))
  }
}

function hasWords(text: string, words: string): boolean {
  const spaced = (all: string) =>
    ` ${splitWords(all.toLowerCase())
      .map((word) => word.text)
      .join(' ')} `
  return spaced(text).includes(spaced(words))
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** Whether two texts have the same words but for their endings. */
function isOtherForm(text: string, other: string): boolean {
  const words = splitWords(text.toLowerCase())
  const others = splitWords(other.toLowerCase())
  return (
    words.length === others.length &&
    words.every((word, i) => {
      const form = others[i]?.text ?? ''
      let shared = 0
      while (shared < word.text.length && word.text[shared] === form[shared]) shared++
      const endings = Math.max(word.text.length, form.length) - shared
      return endings === 0 || (shared >= MIN_SHARED && endings <= MAX_ENDING)
    })
  )
}
