import { ENGLISH as SUGGESTIONS, type TypeaheadTexts } from '../../service/pages/browser/choices.ts'

/** All texts of the widget. `{q}`, `{n}`, `{queries}`, `{words}` and `{name}` are placeholders, filled when a text is shown. */
export type WidgetTexts = TypeaheadTexts & {
  /** The accessible name of the input and the dialog. */
  label: string
  placeholder: string
  submit: string
  close: string
  /** In the dialog, before the first search. */
  hint: string
  searching: string
  oneOf: string
  manyOf: string
  /** For a total that is only a lower bound. */
  atLeast: string
  /** Beside a message, which already names the query. */
  onePost: string
  manyPosts: string
  atLeastPosts: string
  /** For posts listed by filters such as `category:travel`, without a text to search for. */
  manyNewest: string
  atLeastNewest: string
  noPosts: string
  /** They replace the message of an answer, which is English: corrected queries were searched for; no post has the words in a row; the quotes were left out. If a text is empty, the message is shown as it is. */
  showing: string
  someWords: string
  unquoted: string
  /** The button that searches only for the typed query. */
  only: string
  /** Before corrections that were not searched for. */
  offered: string
  /** The sentence that a dash in the query excludes posts, and the button that searches for the words as text. `{words}` are the excluded words. */
  leftOut: string
  asText: string
  /** Before the last of several queries. */
  and: string
  or: string
  nothing: string
  /** What to try where nothing was found. */
  tips: string
  /** Above the blog's newest posts. */
  newest: string
  /** The link to all `{n}` results on the search page. */
  all: string
  /** What the keys of the list do: arrows, Enter and Escape. */
  keysMove: string
  keysOpen: string
  keysClose: string
  failed: string
  again: string
  comment: string
  commentBy: string
}

const ENGLISH: WidgetTexts = {
  ...SUGGESTIONS,
  label: 'Search',
  placeholder: 'Search',
  submit: 'Search',
  close: 'Close',
  hint: 'Type what you remember. Typos are forgiven.',
  searching: 'Searching …',
  oneOf: '1 post for “{q}”',
  manyOf: '{n} posts for “{q}”',
  atLeast: 'More than {n} posts for “{q}”',
  onePost: '1 post',
  manyPosts: '{n} posts',
  atLeastPosts: 'More than {n} posts',
  manyNewest: '{n} posts, newest first',
  atLeastNewest: 'More than {n} posts, newest first',
  noPosts: 'No posts found.',
  showing: '',
  someWords: '',
  unquoted: '',
  only: 'Search only for “{q}”',
  offered: 'Did you mean',
  leftOut: 'Leaving out posts with {words}.',
  asText: 'Search for {words} as text',
  and: 'and',
  or: 'or',
  nothing: 'Nothing found for “{q}”.',
  tips: 'Fewer or other words may help.',
  newest: 'Newest posts',
  all: 'All results ({n})',
  keysMove: 'choose',
  keysOpen: 'open',
  keysClose: 'close',
  failed: 'The search does not answer.',
  again: 'Try again',
  comment: 'Comment',
  commentBy: 'Comment by {name}',
}

const GERMAN: WidgetTexts = {
  list: 'Vorschläge',
  recent: 'Letzte Suchen',
  clear: 'Letzte Suchen vergessen',
  posts: 'Beiträge',
  exact: 'Genau nach „{q}“ suchen',
  oneChoice: '1 Vorschlag',
  choices: '{n} Vorschläge',
  noChoices: 'Keine Vorschläge',
  label: 'Suche',
  placeholder: 'Suchen',
  submit: 'Suchen',
  close: 'Schließen',
  hint: 'Tippen Sie, woran Sie sich erinnern. Tippfehler sind kein Problem.',
  searching: 'Suche läuft …',
  oneOf: '1 Beitrag zu „{q}“',
  manyOf: '{n} Beiträge zu „{q}“',
  atLeast: 'Mehr als {n} Beiträge zu „{q}“',
  onePost: '1 Beitrag',
  manyPosts: '{n} Beiträge',
  atLeastPosts: 'Mehr als {n} Beiträge',
  manyNewest: '{n} Beiträge, neueste zuerst',
  atLeastNewest: 'Mehr als {n} Beiträge, neueste zuerst',
  noPosts: 'Keine Beiträge gefunden.',
  showing: 'Ergebnisse für {queries}.',
  someWords: 'Kein Beitrag hat „{q}“ Wort für Wort. Hier sind Beiträge mit einigen oder allen Wörtern.',
  unquoted: 'Nichts hat das genau so, wie es in Anführungszeichen steht. Hier sind Ergebnisse ohne sie.',
  only: 'Nur nach „{q}“ suchen',
  offered: 'Meinten Sie',
  leftOut: 'Ohne Beiträge mit {words}.',
  asText: 'Nach {words} als Text suchen',
  and: 'und',
  or: 'oder',
  nothing: 'Nichts gefunden zu „{q}“.',
  tips: 'Weniger oder andere Wörter helfen vielleicht.',
  newest: 'Neueste Beiträge',
  all: 'Alle Ergebnisse ({n})',
  keysMove: 'auswählen',
  keysOpen: 'öffnen',
  keysClose: 'schließen',
  failed: 'Die Suche antwortet nicht.',
  again: 'Noch einmal',
  comment: 'Kommentar',
  commentBy: 'Kommentar von {name}',
}

const SHIPPED: Record<string, WidgetTexts> = { en: ENGLISH, de: GERMAN }

/** The texts in a language such as `de-AT`, or in English if it is not shipped. Texts that the page gives replace them. */
export function textsFor(lang: string, others: Partial<WidgetTexts>): WidgetTexts {
  return { ...(SHIPPED[lang.toLowerCase().split('-')[0] ?? ''] ?? ENGLISH), ...others }
}

/** A text with its `{names}` replaced. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
