import { type Address, wordsOf } from '../request/address.ts'
import { spellingCost } from '../spelling/spelling-cost.ts'

/** A post that an address may mean. */
type Named = { address: Address | undefined; title: string; date: string | null }

/** How surely an address means a post: `same` path, an `alias` of the post, same `name`, a `changed` name, or merely `alike`. */
export type Likeness = {
  kind: 'same' | 'alias' | 'name' | 'changed' | 'alike'
  distance: number
  folders: number
}

/** Small words, which tell nothing and are often left out of a name. */
const SMALL = new Set([
  'a',
  'an',
  'and',
  'at',
  'for',
  'in',
  'is',
  'my',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
])
/** Shorter names are too alike: one is not taken for a mistyped form of another. */
const MIN_LETTERS = 10
/** Edits per letter up to which a name counts as mistyped. */
const MISTYPED = 0.08
/** Words that a cut-off name must have, and its least share of the whole name. */
const MIN_WORDS_CUT = 4
const SHARE_CUT = 0.6
/** A folder of a language: `de`, `zh_cn`. */
const LANGUAGE = /^[a-z]{2}(?:[-_][a-z]{2,4})?$/
const DAY_MS = 24 * 60 * 60 * 1000

/** How alike an address and a post are; undefined if they are not. */
export function likeness(sought: Address, post: Named): Likeness | undefined {
  const { address, title } = post
  const folders = address?.folders.filter((folder) => sought.folders.includes(folder)).length ?? 0
  if (address !== undefined && address.path === sought.path) return { kind: 'same', distance: 0, folders }
  const names = [address?.words ?? [], wordsOf(title)].filter((words) => words.length > 0)
  const distances = names.map((words) => distanceOf(sought.words, words))
  const distance = Math.min(...distances, 1)
  if (address !== undefined && isSame(sought.words, address.words))
    return { kind: 'name', distance: 0, folders }
  if (!isTranslation(sought, address) && names.some((words) => isChanged(sought.words, words)))
    return { kind: 'changed', distance, folders }
  return distance < 1 ? { kind: 'alike', distance, folders } : undefined
}

/** Whether two addresses are in folders of different languages, as translations of one text are. */
function isTranslation(sought: Address, address: Address | undefined): boolean {
  const [some, others] = [sought, address].map(
    (one) => one?.folders.filter((folder) => LANGUAGE.test(folder)) ?? [],
  )
  return (some ?? []).join() !== (others ?? []).join()
}

/** Whether the date in an address may be a post's. A day more or less is allowed, for time zones. True if either has no date. */
export function mayBeOf({ date }: Address, post: { date: string | null }): boolean {
  const time = post.date === null ? Number.NaN : Date.parse(post.date)
  if (date === undefined || Number.isNaN(time)) return true
  const { year, month, day } = date
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1)
  const end =
    day !== undefined ? first + DAY_MS : Date.UTC(month === undefined ? year + 1 : year, month ?? 0, 1)
  return time >= first - DAY_MS && time < end + DAY_MS
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.join('') === others.join('')
}

/** Whether a name is another with small words more or less, a mistyped one, or one that was cut off. Numbers must be the same: part 1 is not part 2. */
function isChanged(sought: readonly string[], words: readonly string[]): boolean {
  if (isSame(distinctive(sought), distinctive(words)) && distinctive(sought).join('').length >= MIN_LETTERS)
    return true
  if (isCutOff(sought, words)) return true
  const [a, b] = [sought.join(' '), words.join(' ')]
  if (a.length < MIN_LETTERS || numbersIn(a) !== numbersIn(b)) return false
  const most = MISTYPED * Math.max(a.length, b.length)
  return spellingCost(a, b, most) <= most
}

function isCutOff(sought: readonly string[], words: readonly string[]): boolean {
  const isBeginning = sought.length < words.length && sought.every((word, i) => word === words[i])
  const rest = words.slice(sought.length).join(' ')
  const isMost = sought.length >= MIN_WORDS_CUT && sought.length >= SHARE_CUT * words.length
  return isBeginning && isMost && numbersIn(rest) === ''
}

function distinctive(words: readonly string[]): string[] {
  return words.filter((word) => !SMALL.has(word))
}

function numbersIn(text: string): string {
  return (text.match(/\d+/g) ?? []).join(' ')
}

/** The share of the distinctive words of both that only one of them has. */
function distanceOf(some: readonly string[], others: readonly string[]): number {
  const [a, b] = [new Set(distinctive(some)), new Set(distinctive(others))]
  const common = [...a].filter((word) => b.has(word)).length
  const all = a.size + b.size - common
  return all === 0 ? 1 : 1 - common / all
}
