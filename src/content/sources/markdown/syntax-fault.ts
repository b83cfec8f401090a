import { TomlError } from 'smol-toml'
import { YAMLParseError } from 'yaml'
import { messageOf } from '../../../core/message-of.ts'

/** What is wrong with a text in YAML, TOML or JSON, in a few words, and where, if it is known: line and column from 1. */
export type SyntaxFault = { fault: string; at?: Place }

type Place = { line: number; column: number }

/** The fault that a parser threw for a text. */
export function syntaxFault(error: unknown, source: string): SyntaxFault {
  if (error instanceof YAMLParseError) {
    return { fault: tidy(error.message), at: placeAt(source, openQuote(error, source) ?? error.pos[0]) }
  }
  if (error instanceof TomlError) {
    const { line, column } = error
    return { fault: tidy(error.message.replace(/^Invalid TOML document: /, '')), at: { line, column } }
  }
  if (error instanceof SyntaxError) {
    const fault = error.message.replace(
      / in JSON at position [\s\S]*|, (?:\.\.\.)?"[\s\S]*is not valid JSON/,
      '',
    )
    const at = positionInJson(error.message, source)
    return { fault: tidy(fault), ...(at >= 0 && { at: placeAt(source, at) }) }
  }
  return { fault: messageOf(error) }
}

/** The position of a quote that nothing closes. The parser tells where the text ends. */
function openQuote({ message, pos }: YAMLParseError, source: string): number | undefined {
  const quote = /^Missing closing (["'])quote/.exec(message)?.[1]
  return quote === undefined ? undefined : source.lastIndexOf(quote, pos[0])
}

function placeAt(source: string, position: number): Place {
  const before = source.slice(0, position)
  return { line: before.split('\n').length, column: position - before.lastIndexOf('\n') }
}

/** The message of Node for a sign that JSON does not allow: up to ten characters of the text stand before and after the sign. */
const UNEXPECTED =
  /^Unexpected token '(?<sign>[\s\S]+?)', (?<cut>\.\.\.)?"(?<around>[\s\S]*)"(?:\.\.\.)? is not valid JSON/
const AROUND = 10

/** The position of a fault in JSON, or -1. A message has its position, the text around it, or says that the text ends too early. */
function positionInJson(message: string, source: string): number {
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Number(position)
  return /^Unexpected end of JSON/.test(message) ? source.length : findUnexpected(message, source)
}

function findUnexpected(message: string, source: string): number {
  const { sign, cut, around } = UNEXPECTED.exec(message)?.groups ?? {}
  if (sign === undefined || around === undefined) return -1
  const start = source.indexOf(around)
  if (cut !== undefined) return start === -1 ? -1 : start + AROUND
  return source.replace(/"(?:[^"\\]|\\.)*"/g, (text) => ' '.repeat(text.length)).indexOf(sign)
}

/** The first line of a message, as a part of a sentence. */
function tidy(message: string): string {
  const [first = ''] = message.replace(/["']quote\b/, 'quote').split('\n')
  const text = first.trim()
  return /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text
}
