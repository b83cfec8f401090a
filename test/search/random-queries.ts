import fc from 'fast-check'
import { seededRandom } from '../../src/core/random.ts'
import { misspellings } from '../../src/tools/evaluation/generate/misspell.ts'
import { AUTHORS, CATEGORIES } from './random-blog.ts'

/** Nobody mistypes shorter words in a way that could be told. */
const MIN_MISTYPED = 4

/** The parameters of searches for 1 to 400 words of a blog: stretches of it and words from all over it, some mistyped or quoted, with operators. */
export function randomSearches(words: readonly string[], maxLength: number): fc.Arbitrary<URLSearchParams> {
  return fc
    .record({
      words: fc.oneof(stretch(words), scattered(words)),
      typos: typos(),
      quotes: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, quotes()),
      operators: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        fc.array(operator(words), { maxLength: 6 }),
      ),
      parameters: parameters(),
    })
    .map(({ words, typos, quotes, operators, parameters }) => {
      const typed = quoted(mistyped(words, typos), quotes)
      const q = cutTo([...operators, ...typed].join(' '), maxLength)
      return new URLSearchParams({ q, ...parameters })
    })
}

/** Some words, as often as many. */
function howMany(): fc.Arbitrary<number> {
  return fc.oneof(
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 9, max: 60 }),
    fc.integer({ min: 61, max: 400 }),
  )
}

function stretch(words: readonly string[]): fc.Arbitrary<string[]> {
  const start = fc.nat(words.length - 1)
  return fc.tuple(start, howMany()).map(([from, count]) => words.slice(from, from + count))
}

function scattered(words: readonly string[]): fc.Arbitrary<string[]> {
  return howMany().chain((count) =>
    fc.array(fc.constantFrom(...words), { minLength: count, maxLength: count, size: 'max' }),
  )
}

type Typos = { share: number; seed: number }

function typos(): fc.Arbitrary<Typos> {
  return fc.record({ share: fc.constantFrom(0, 0, 0.1, 0.5, 1), seed: fc.nat() })
}

function mistyped(words: readonly string[], { share, seed }: Typos): string[] {
  const random = seededRandom(seed)
  return words.map((word) =>
    word.length >= MIN_MISTYPED && random() < share ? (misspellings(word, 1, random)[0] ?? word) : word,
  )
}

type Quote = { from: number; length: number }

function quotes(): fc.Arbitrary<Quote[]> {
  const quote = fc.record({ from: fc.nat(400), length: fc.integer({ min: 1, max: 12 }) })
  return fc.array(quote, { minLength: 1, maxLength: 4 })
}

/** The words with quotes around some of them; one that begins behind the last word is left out, and two may overlap, as readers' do. */
function quoted(words: readonly string[], quotes: readonly Quote[]): string[] {
  const typed = [...words]
  for (const { from, length } of quotes) {
    const last = Math.min(from + length, typed.length) - 1
    if (last < from) continue
    typed[from] = `"${typed[from]}`
    typed[last] = `${typed[last]}"`
  }
  return typed
}

function operator(words: readonly string[]): fc.Arbitrary<string> {
  const word = fc.constantFrom(...words)
  return fc.oneof(
    word.map((excluded) => `-${excluded}`),
    fc.tuple(word, word).map(([one, other]) => `-"${one} ${other}"`),
    fc.constantFrom(...CATEGORIES).map((category) => `category:${category}`),
    fc.constantFrom(...AUTHORS).map((author) => `author:"${author}"`),
    fc.integer({ min: 2009, max: 2025 }).map((year) => `after:${year}`),
    fc.integer({ min: 2009, max: 2025 }).map((year) => `before:${year}`),
    fc.constantFrom('in:title', 'no:fuzzy', 'lang:en'),
  )
}

function parameters(): fc.Arbitrary<Record<string, string>> {
  const page = fc.integer({ min: 1, max: 20 }).map(String)
  const choices = {
    prefix: fc.constant('1'),
    sort: fc.constant('date'),
    page,
    size: fc.constantFrom('1', '50'),
    'debug-search': fc.constant(''),
  }
  const some = fc.record(choices, { requiredKeys: [] })
  return fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, some)
}

/** The beginning of a text, without the word that would be cut. */
function cutTo(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, text.lastIndexOf(' ', length))
}
