import { TomlError } from 'smol-toml'
import { YAMLParseError } from 'yaml'
import { messageOf } from '../../../core/message-of.ts'

/** What is wrong with a text in YAML, TOML or JSON, in a few words, and the line where, from 1, if it is known. */
export type SyntaxFault = { fault: string; line?: number }

/** The fault that a parser threw for a text. */
export function syntaxFault(error: unknown, source: string): SyntaxFault {
  if (error instanceof YAMLParseError) {
    return { fault: tidy(error.message), line: openQuoteLine(error, source) ?? lineAt(source, error.pos[0]) }
  }
  if (error instanceof TomlError) {
    return { fault: tidy(error.message.replace(/^Invalid TOML document: /, '')), line: error.line }
  }
  if (error instanceof SyntaxError) {
    const fault = error.message.replace(
      / in JSON at position [\s\S]*|, (?:\.\.\.)?"[\s\S]*is not valid JSON/,
      '',
    )
    return { fault: tidy(fault), ...withLine(lineOfJson(error.message, source)) }
  }
  return { fault: messageOf(error) }
}

/** The line of a quote that nothing closes. The parser tells the line where the text ends. */
function openQuoteLine({ message, pos }: YAMLParseError, source: string): number | undefined {
  const quote = /^Missing closing (["'])quote/.exec(message)?.[1]
  return quote === undefined ? undefined : lineAt(source, source.lastIndexOf(quote, pos[0]))
}

function lineAt(source: string, position: number): number {
  return source.slice(0, position).split('\n').length
}

/** The message of Node for a sign that JSON does not allow: up to ten characters of the text stand before and after the sign. */
const UNEXPECTED =
  /^Unexpected token '(?<sign>[\s\S]+?)', (?<cut>\.\.\.)?"(?<around>[\s\S]*)"(?:\.\.\.)? is not valid JSON/
const AROUND = 10

/** The line of a fault in JSON. A message has its position, or the text around it. */
function lineOfJson(message: string, source: string): number | undefined {
  const position = /at position (\d+)/.exec(message)?.[1]
  const at = position === undefined ? findUnexpected(message, source) : Number(position)
  return at < 0 ? undefined : lineAt(source, at)
}

function findUnexpected(message: string, source: string): number {
  const { sign, cut, around } = UNEXPECTED.exec(message)?.groups ?? {}
  if (sign === undefined || around === undefined) return -1
  const start = source.indexOf(around)
  if (cut !== undefined) return start === -1 ? -1 : start + AROUND
  return source.replace(/"(?:[^"\\]|\\.)*"/g, (text) => ' '.repeat(text.length)).indexOf(sign)
}

function withLine(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line }
}

/** The first line of a message, as a part of a sentence. */
function tidy(message: string): string {
  const [first = ''] = message.replace(/["']quote\b/, 'quote').split('\n')
  const text = first.trim()
  return /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text
}
