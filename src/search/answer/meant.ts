import { SHARE_OF_BEST } from '../ranking.ts'
import { lowerCaseWords, splitWords } from '../request/words.ts'
import type { Position } from '../spelling/positions.ts'
import type { Spelling } from '../spelling/spelling.ts'
import type { Term } from '../spelling/term.ts'

/** Corrected queries that a reader is told at most: more do not help. */
const MAX_MEANT = 3
const MAX_OFFERED = 5

/** Two forms of one word, such as "kettles" and "kettle", share at least so many letters; each has at most so many beyond them. */
const MIN_SHARED = 4
const MAX_ENDING = 3

/** How a query was understood: the corrected queries that the results are for, whether they are for the query as typed too, and the corrections that were not searched for. */
type Meant = { meant: string[]; typedToo: boolean; offered: string[] }

type WordsOf = ReturnType<typeof lowerCaseWords>
type TypedQuery = { q: string; prefix: boolean }
type Outcome = {
  /** Whether a result has the query as typed in a row. */
  typedFound: boolean
  ranking: { live: readonly Omit<Term, 'titleBoost'>[]; total: { value: number } }
  spelling: Pick<Spelling, 'words' | 'known' | 'offered' | 'seen' | 'positions' | 'unsure'>
}

/** How a search understood its query. Known words that are only joined or split otherwise, synonyms, and completions while the reader types are no corrections. */
export function whatWasMeant(asked: TypedQuery, { ranking, spelling, typedFound }: Outcome): Meant {
  const wordsOf = lowerCaseWords()
  const isOtherForm = (text: string, other: string) => areForms(wordsOf(text), wordsOf(other))
  const isTold = correctionsOf(asked, spelling, wordsOf)
  const spellings = ranking.live.slice(1)
  if (goesOn(asked, spellings)) return { meant: [], typedToo: typedFound, offered: [] }
  const corrections = spellings.filter(({ term }) => isTold(term))
  const [likeliest] = corrections
  const least = SHARE_OF_BEST * (likeliest?.score ?? 0)
  const blended = corrections.filter(({ score }) => score >= least).map(({ term }) => term)
  const corrected = corrections.length > 0 ? blended : correctedQuery(asked.q, spelling).filter(isTold)
  const meant = (ranking.total.value === 0 ? [] : corrected)
    // The query as typed finds the other forms of its words by their stems.
    .filter((text) => !typedFound || !isOtherForm(asked.q, text))
    .slice(0, MAX_MEANT)
  const isRight = typedFound && likeliest !== undefined && isOtherForm(asked.q, likeliest.term)
  const others = isRight || asked.prefix ? [] : [...corrections.map(({ term }) => term), ...spelling.offered]
  const offered = [...new Set(others)]
    .filter((text) => isTold(text) && !meant.some((other) => other === text || isOtherForm(other, text)))
    .slice(0, MAX_OFFERED)
  return { meant, typedToo: typedFound, offered }
}

/** Whether the likeliest spelling is the query typed on: a reader who has yet to finish a word has not mistyped it. */
function goesOn({ q, prefix }: TypedQuery, [likeliest]: readonly Pick<Term, 'term'>[]): boolean {
  return prefix && likeliest?.term.toLowerCase().startsWith(q.toLowerCase()) === true
}

/** For a query of several words that were not found near each other: the query with each unknown word replaced by its likeliest correction. */
export function correctedQuery(
  q: string,
  { words, positions, unsure }: Pick<Outcome['spelling'], 'words' | 'positions' | 'unsure'>,
): string[] {
  if (words.length < 2) return []
  let corrected = ''
  let done = 0
  for (const position of positions) {
    const typed = position[0]?.text ?? ''
    const start = q.indexOf(typed, done)
    const reading = readingFor(position, unsure)
    if (start < 0 || reading === undefined) continue
    corrected += q.slice(done, start) + reading
    done = start + typed.length
  }
  return done === 0 ? [] : [corrected + q.slice(done)]
}

/** The text that replaces a word that had to be corrected. Single words come first: it is not known whether a document has the halves of a split word beside each other. */
function readingFor([, ...others]: Position, unsure: ReadonlySet<string>): string | undefined {
  if (!others.some(({ weight }) => weight === 1)) return undefined
  const sure = others.filter(({ text, weight }) => weight >= SHARE_OF_BEST && !unsure.has(text))
  return (sure.find(({ text }) => splitWords(text).length === 1) ?? sure[0])?.text
}

/** A test of whether a text is a correction of the query as typed. */
function correctionsOf(
  { q, prefix }: TypedQuery,
  { words, known, seen }: Outcome['spelling'],
  wordsOf: WordsOf,
): (text: string) => boolean {
  const typed = q.toLowerCase()
  const given = seen
    .filter(({ suggester }) => suggester === 'synonyms' || suggester === 'forms')
    .map(({ option }) => option)
  const allKnown = words.every((word) => known.has(word))
  return (text) => {
    const lower = text.toLowerCase()
    if (lower === typed || (prefix && lower.startsWith(typed))) return false
    if (lettersOf(text) === lettersOf(q) && given.length === 0) return !allKnown
    return !given.some(
      (option) => hasWords(wordsOf(text), wordsOf(option)) && !hasWords(wordsOf(q), wordsOf(option)),
    )
  }
}

function hasWords(text: readonly string[], words: readonly string[]): boolean {
  return text.some((_, i) => words.every((word, j) => text[i + j] === word))
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** Whether two texts have the same words but for their endings. */
function areForms(words: readonly string[], others: readonly string[]): boolean {
  return (
    words.length === others.length &&
    words.every((word, i) => {
      const form = others[i] ?? ''
      let shared = 0
      while (shared < word.length && word[shared] === form[shared]) shared++
      const endings = Math.max(word.length, form.length) - shared
      return endings === 0 || (shared >= MIN_SHARED && endings <= MAX_ENDING)
    })
  )
}
