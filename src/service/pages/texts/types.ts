import type { TypeaheadTexts } from '../browser/choices.ts'

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

/** Texts that the script of the search page shows. */
export type ScriptTexts = TypeaheadTexts & {
  /** The search takes too long, cannot be reached, is not available right now, failed, or gave no page. */
  slow: string
  unreachable: string
  unavailable: string
  wrong: string
  noAnswer: string
  tryNow: string
  /** `{n}` are seconds. */
  tryingAgain: string
}

/** Texts of the search page that the widget does not have. */
export type PageTexts = Omit<ScriptTexts, keyof TypeaheadTexts> & {
  pageLabel: string
  /** `{name}` is the name of the blog. */
  description: string
  results: string
  notRight: string
  welcome: string
  /** The examples below stand for `{phrase}`, `{without}`, `{category}` and `{after}`. */
  intro: string
  phraseExample: string
  withoutExample: string
  categoryExample: string
  recentPosts: string
  nothingFor: string
  noPostsFound: string
  noneHasAll: string
  /** `{what}` are the three texts that follow. */
  tried: string
  triedTyped: string
  triedOthers: string
  triedAny: string
  otherSpellings: string
  withoutFilters: string
  nearWords: string
  noPage: string
  lastPage: string
  atLeastCount: string
  /** `{count}` is a text such as "14 posts". */
  countFor: string
  countNewest: string
  /** Which results are shown: `{first}` to `{last}` of `{n}`. */
  shownOf: string
  shownOneOf: string
  shown: string
  shownOne: string
  order: string
  bestFirst: string
  newestFirst: string
  filters: string
  filter: string
  filtersInUse: string
  removeFilter: string
  /** How a filter is called. */
  category: string
  keyword: string
  site: string
  /** The name of the tabs that choose a part of the blog, and the tab of all parts. */
  sites: string
  allSites: string
  author: string
  language: string
  year: string
  from: string
  before: string
  with: string
  without: string
  inTitles: string
  exactly: string
  moreValues: string
  postWord: string
  postsWord: string
  stale: string
  partial: string
  previous: string
  next: string
  page: string
  pages: string
  /** Marks a result that no word of the query found. */
  similar: string
  matchingComments: string
  oneMoreComment: string
  moreComments: string
  /** Headings of pages about errors, by HTTP status. */
  status400: string
  status404: string
  status405: string
  status429: string
  status503: string
  statusOther: string
  toSearch: string
  searchAgain: string
}
