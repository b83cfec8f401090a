import { basename } from 'node:path'
import { messageOf } from '../../core/message-of.ts'
import { type Line, MAX_LINE_BYTES, readLines } from './lines.ts'
import { syntaxFault } from './markdown/syntax-fault.ts'
import { ownFacets } from './own-facets.ts'
import { resolveUrl } from './site-url.ts'
import type { Source, SourceItem, SourceOptions } from './source-types.ts'
import { isSystemError, listFiles } from './walk.ts'

const MAX_SHOWN = 60
/** A beginning of this length may be cut. It has fewer characters than the 64 KiB of bytes. */
const HEAD_LENGTH = 16 * 1024
/** Fields of which every post or comment has one. Other programs write objects too. */
const DOCUMENT_FIELDS = ['url', 'text', 'postId', 'postUrl', 'postSlug']

/** The posts and comments of one NDJSON file. */
export function ndjsonFileSource(path: string, options: SourceOptions): Source {
  return {
    name: path,
    format: 'ndjson',
    complete: true,
    items: (signal) => readNdjson(path, basename(path), options, signal),
  }
}

/** The posts and comments of all NDJSON files of a folder's tree. */
export function ndjsonFolderSource(path: string, options: SourceOptions): Source {
  return {
    name: path,
    format: 'ndjson',
    complete: true,
    async *items(signal) {
      for await (const file of listFiles(path, signal)) {
        if (file.kind === 'unreadable') yield { kind: 'failed', place: file.place, reason: file.reason ?? '' }
        else if (file.kind === 'ndjson') yield* readNdjsonOf(file, options, signal)
      }
    },
  }
}

/** Each line of one NDJSON file of many. If it cannot be read, that is one failed item. */
export async function* readNdjsonOf(
  { path, place }: { path: string; place: string },
  options: SourceOptions,
  signal?: AbortSignal,
): AsyncGenerator<SourceItem, void, undefined> {
  try {
    yield* readNdjson(path, place, options, signal)
  } catch (error) {
    if (!isSystemError(error)) throw error
    yield { kind: 'failed', place, reason: `expected a file that can be read, got ${messageOf(error)}` }
  }
}

/** Each line of an NDJSON file as an item. Empty lines and a byte order mark are skipped. */
export async function* readNdjson(
  path: string,
  place: string,
  options: SourceOptions,
  signal?: AbortSignal,
): AsyncGenerator<SourceItem, void, undefined> {
  for await (const line of readLines(path, signal)) {
    signal?.throwIfAborted()
    const item = parseLine(line, `${place}:${line.number}`, options)
    if (item !== undefined) yield item
  }
}

/**
 * Whether a file has a name of NDJSON, or begins with a line that is a JSON object, or with a part of one that is too long to be seen
 * whole. An object that is alone in its file must be a post or comment.
 */
export function looksLikeNdjson(head: string, path: string): boolean {
  if (/\.(?:ndjson|jsonl)$/i.test(path)) return true
  const [first = '', ...others] = head.trim().split('\n')
  const isAlone = others.length === 0
  if (isAlone && head.length >= HEAD_LENGTH && first.startsWith('{"')) return true
  try {
    const value: unknown = JSON.parse(first)
    return isObject(value) && (!isAlone || DOCUMENT_FIELDS.some((name) => Object.hasOwn(value, name)))
  } catch {
    return false
  }
}

/** Whether a folder's tree has NDJSON files. */
export async function hasNdjson(path: string): Promise<boolean> {
  for await (const file of listFiles(path)) if (file.kind === 'ndjson') return true
  return false
}

function parseLine(line: Line, place: string, options: SourceOptions): SourceItem | undefined {
  const failed = (reason: string, column?: number): SourceItem => ({
    kind: 'failed',
    place: column === undefined ? place : `${place}:${column}`,
    reason,
  })
  if (line.bytes === undefined) return failed(`expected a line of at most ${MAX_LINE_BYTES} bytes, got more`)
  const text = decodeUtf8(line.bytes)
  if (text === undefined) return failed('expected UTF-8, got bytes that are not')
  if (text.trim() === '') return undefined
  try {
    return { kind: 'document', place, value: asDocument(JSON.parse(text), options) }
  } catch (error) {
    const said = `expected JSON, got ${JSON.stringify(text.slice(0, MAX_SHOWN))} (${messageOf(error)})`
    return failed(said, syntaxFault(error, text).at?.column)
  }
}

/** The value of a line with its address on the site, and with the blog's own fields as facets. */
function asDocument(value: unknown, { siteUrl, facets: names = [] }: SourceOptions): unknown {
  if (!isObject(value)) return value
  const isPost = !('postId' in value || 'postUrl' in value || 'postSlug' in value)
  const own = isPost ? ownFacets(value, names) : undefined
  const others = Object.entries(value).filter(([name]) => own === undefined || !names.includes(name))
  return {
    ...Object.fromEntries(others),
    ...(siteUrl !== undefined && typeof value.url === 'string' && { url: resolveUrl(value.url, siteUrl) }),
    ...(own !== undefined && { facets: { ...own, ...(isObject(value.facets) ? value.facets : {}) } }),
  }
}

/** The text of UTF-8 bytes without byte order mark, or undefined if they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
