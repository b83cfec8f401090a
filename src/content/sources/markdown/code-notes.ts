import { basename } from 'node:path'

/** What a file of code is about, as far as its words show. */
type CodeTopic = { pattern: RegExp; topic: string }

/** A note for the person who looks at what is read: a file of code that is not run, and what it may change. Undefined if its words show nothing of that. */
export function noteOnCode(place: string, code: string, topics: readonly CodeTopic[]): string | undefined {
  const bare = withoutComments(code)
  const found = topics.filter(({ pattern }) => pattern.test(bare)).map(({ topic }) => topic)
  if (found.length === 0) return undefined
  return `${place} is code, which is not run; it may decide about ${found.join(', ')}`
}

/** A text in JavaScript, as the group `text`, or a comment. Globs such as `'**' + '/*.md'` look like comments. */
const TEXT_OR_COMMENT =
  /(?<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[\s\S]*?\*\/|(?<before>^|[\s;{}(),])\/\/.*$/gm

/** JavaScript without its comments. */
export function withoutComments(code: string): string {
  return code.replace(TEXT_OR_COMMENT, (_match, text?: string, before?: string) => text ?? before ?? '')
}

/** The value of a key in JavaScript, if it is a plain text: `content` of `input: 'content'`. */
export function literalOf(code: string, key: string): string | undefined {
  const pattern = new RegExp(`(?:^|[^\\w$.])["']?${key}["']?\\s*:\\s*(["'\`])([^"'\`$\\n]*)\\1`)
  return pattern.exec(code)?.[2]
}

/** The plain texts in the list of a key in JavaScript; undefined if there is no such list. */
export function literalsOf(code: string, key: string): string[] | undefined {
  const pattern = new RegExp(`\\b${key}\\s*:\\s*\\[((?:[^\\]"'\`]|(["'\`])(?:\\\\.|(?!\\2)[^\\\\])*\\2)*)\\]`)
  const list = pattern.exec(code)?.[1]
  if (list === undefined) return undefined
  return [...list.matchAll(/(["'`])((?:\\.|(?!\1)[^\\$])*)\1/g)].map(([, , text = '']) => text)
}

/** Whether a file's name is that of code. */
export function isCode(place: string): boolean {
  return /\.(?:[cm]?[jt]s)$/.test(basename(place))
}
