import { messageOf } from '../../../core/message-of.ts'
import { type Fields, FieldsError, type FieldsLanguage, parseFields } from './fields.ts'

/** The parts of a Markdown file. */
export type FrontMatter =
  | { kind: 'found'; language: FieldsLanguage; fields: Fields; body: string }
  | { kind: 'none' }
  /** `line` is that of the file, from 1, if it is known. */
  | { kind: 'broken'; reason: string; line?: number; column?: number }

/** More than front matter has. The parser of YAML makes an error of a kilobyte for each sign that it cannot place. */
const MAX_LENGTH = 256 * 1024
/** The line before front matter. In Eleventy, a word after the dashes names the language, which may be JavaScript. */
const FENCE = /^\s{0,99}(?<fence>---|\+\+\+)(?<language>yaml|toml|json|js|javascript)?[ \t]*\r?\n/
const JSON_START = /^\{\s*["}]/

/** The front matter and the body of a Markdown file: YAML between lines of `---`, TOML between `+++`, or a JSON object. */
export function readFrontMatter(text: string): FrontMatter {
  const opening = FENCE.exec(text)?.groups
  if (opening !== undefined) return readFenced(text, opening.fence ?? '', opening.language)
  return JSON_START.test(text) ? readJson(text) : { kind: 'none' }
}

function readFenced(text: string, fence: string, language: string | undefined): FrontMatter {
  // A line of dots ends YAML, too.
  const line = fence === '---' ? '(?:---|\\.{3})' : '\\+{3}'
  const closing = new RegExp(`^${line}[ \\t]*\\r?(?:\\n|$(?![^]))`, 'm')
  const start = text.indexOf('\n', text.indexOf(fence)) + 1
  const rest = text.slice(start)
  const end = closing.exec(rest)
  if (end === null) return broken(`expected a line ${fence} after it, got none`, 1)
  const parts = toParts(
    language === 'json' || language === 'toml' ? language : fence === '---' ? 'yaml' : 'toml',
    { source: rest.slice(0, end.index), firstLine: text.slice(0, start).split('\n').length },
    rest.slice(end.index + end[0].length),
  )
  // An object without code is also YAML.
  if (parts.kind !== 'broken' || !language?.startsWith('j') || language === 'json') return parts
  return broken('expected fields with values, got JavaScript, which is not run', 1)
}

function readJson(text: string): FrontMatter {
  const end = endOfObject(text)
  if (end === undefined) return broken('expected a JSON object, got one without end', 1)
  return toParts(
    'json',
    { source: text.slice(0, end), firstLine: 1 },
    text.slice(end).replace(/^[ \t]*\r?\n/, ''),
  )
}

/** The end of the object that a text begins with. */
function endOfObject(text: string): number | undefined {
  let depth = 0
  for (const { 0: found, index } of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}]/g)) {
    if (found === '{') depth += 1
    else if (found === '}') depth -= 1
    if (depth === 0) return index + 1
  }
  return undefined
}

function toParts(
  language: FieldsLanguage,
  { source, firstLine }: { source: string; firstLine: number },
  body: string,
): FrontMatter {
  if (source.length > MAX_LENGTH) {
    return broken(`expected at most ${MAX_LENGTH} characters, got ${source.length}`)
  }
  try {
    return { kind: 'found', language, fields: parseFields(language, source), body }
  } catch (error) {
    if (!(error instanceof FieldsError)) return broken(messageOf(error), firstLine)
    const reason = `front matter is not ${language.toUpperCase()}: ${error.fault}`
    const { line = 1, column } = error.at ?? {}
    return { kind: 'broken', reason, line: firstLine - 1 + line, ...(column !== undefined && { column }) }
  }
}

function broken(reason: string, line?: number): FrontMatter {
  return { kind: 'broken', reason: `front matter: ${reason}`, ...(line !== undefined && { line }) }
}
