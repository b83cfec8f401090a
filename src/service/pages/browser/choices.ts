import type { Piece, Suggestions } from './suggestions.ts'

/** A choice in the list under the input. */
export type Choice =
  | { kind: 'recent' | 'completion' | 'exact'; text: string; pieces: readonly Piece[] }
  | { kind: 'post'; url: string; date: string | null; pieces: readonly Piece[] }
  | { kind: 'clear'; pieces: readonly Piece[] }
  | Shown

/** A link that is shown as its own nodes, such as a post with its snippet. A screen reader says all of it. */
export type Shown = {
  kind: 'result' | 'comment' | 'all'
  url: string
  /** The position of the result in the search, from 1. */
  position?: number
  lang?: string
  nodes: readonly Node[]
}

/** Choices that belong together, with a heading. */
export type Group = { label?: string; choices: readonly Choice[] }

/** The texts around the choices, which a translation may replace. `{q}` and `{n}` stand for the query and a number. */
export type TypeaheadTexts = {
  /** The name of the list, for a screen reader. */
  list: string
  recent: string
  clear: string
  posts: string
  exact: string
  oneChoice: string
  choices: string
  noChoices: string
}

export const ENGLISH: TypeaheadTexts = {
  list: 'Suggestions',
  recent: 'Recent searches',
  clear: 'Forget recent searches',
  posts: 'Posts',
  exact: 'Search for exactly “{q}”',
  oneChoice: '1 suggestion',
  choices: '{n} suggestions',
  noChoices: 'No suggestions',
}

/** Number of recent searches offered beside completions. */
const RECENT_BESIDE = 2

/** The choices for the typed query; only recent searches while it is empty. */
export function groupsFor(
  q: string,
  { completions, posts }: Suggestions,
  recent: readonly string[],
  texts: TypeaheadTexts,
): Group[] {
  if (q === '') return recentGroups(recent, texts)
  const begun = recent.filter((text) => isLonger(text, q)).slice(0, RECENT_BESIDE)
  const others = completions.filter(({ text }) => !begun.includes(text) && fold(text) !== fold(q))
  const groups: Group[] = [
    {
      choices: [
        ...begun.map((text) => ({ kind: 'recent', text, pieces: markBegin(text, q) }) as const),
        ...others.map(({ text, pieces }) => ({ kind: 'completion', text, pieces }) as const),
      ],
    },
    {
      label: texts.posts,
      choices: posts.map(({ url, date, pieces }) => ({ kind: 'post', url, date, pieces })),
    },
    { choices: [{ kind: 'exact', text: q, pieces: plain(texts.exact.replace('{q}', () => q)) }] },
  ]
  return groups.filter(({ choices }) => choices.length > 0)
}

/** The recent searches, and the choice to forget them. */
export function recentGroups(recent: readonly string[], texts: TypeaheadTexts): Group[] {
  if (recent.length === 0) return []
  const choices: Choice[] = recent.map((text) => ({ kind: 'recent', text, pieces: plain(text) }))
  return [{ label: texts.recent, choices: [...choices, { kind: 'clear', pieces: plain(texts.clear) }] }]
}

function isLonger(text: string, begin: string): boolean {
  return fold(text) !== fold(begin) && fold(text).startsWith(fold(begin))
}

function markBegin(text: string, begin: string): Piece[] {
  return [
    { text: text.slice(0, begin.length), hit: true },
    { text: text.slice(begin.length), hit: false },
  ]
}

function plain(text: string): Piece[] {
  return [{ text, hit: false }]
}

function fold(text: string): string {
  return text.toLowerCase()
}
