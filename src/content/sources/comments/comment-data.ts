import { basename, dirname, relative, sep } from 'node:path'
import { readTextFile } from '../markdown/read-text-file.ts'
import { type SyntaxFault, syntaxFault } from '../markdown/syntax-fault.ts'
import type { FolderFormat, Source, SourceItem } from '../source-types.ts'
import { allFiles, keepUnreadable } from '../walk.ts'
import { composeYaml, valueOfYaml } from '../yaml.ts'
import { toItem } from './comment-fields.ts'

const MAX_FILE_BYTES = 4 * 1024 * 1024
const DATA_FILE = /\.(?:ya?ml|json)$/i
/** Data files that are read to see whether a folder has comments: the first may be broken. */
const MAX_LOOKED_AT = 20
/** Names of files that tell nothing about the post whose comments are in them. */
const NO_SLUG = /^(?:comments?|data|entries|index)$/i

/**
 * Comments as data files. Either each comment is a file in a folder with the slug of its post:
 * `_data/comments/my-post/1.yml`, as Staticman writes them. Or all comments of a post are a list in one file:
 * `_data/comments/my-post.yml`.
 */
export const commentDataFormat: FolderFormat = {
  name: 'comment-data',
  title: 'comments in data files',
  recognises: hasCommentData,
  open: (path): Source => ({
    name: path,
    format: 'comment-data',
    complete: true,
    items: (signal) => readFolder(path, signal),
  }),
}

/** Whether any of the first data files is a comment. Files at the top of a folder may be anything, unless the folder is called "comments". */
async function hasCommentData(path: string): Promise<boolean> {
  const isNamed = /comments$/i.test(basename(path))
  let looked = 0
  for await (const file of allFiles(path)) {
    if (!DATA_FILE.test(file) || (!isNamed && dirname(file) === path)) continue
    for await (const { kind } of readFile(file, path)) if (kind === 'document') return true
    looked += 1
    if (looked >= MAX_LOOKED_AT) return false
  }
  return false
}

async function* readFolder(
  folder: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const unreadable: SourceItem[] = []
  for await (const file of allFiles(folder, keepUnreadable(folder, unreadable))) {
    signal?.throwIfAborted()
    if (DATA_FILE.test(file)) yield* readFile(file, folder)
  }
  yield* unreadable
}

async function* readFile(file: string, folder: string): AsyncGenerator<SourceItem, void, undefined> {
  const place = relative(folder, file).split(sep).join('/')
  const read = await readValue(file)
  if (read.reason !== undefined) {
    const { reason, at } = read
    yield { kind: 'failed', place: at === undefined ? place : `${place}:${at.line}:${at.column}`, reason }
    return
  }
  const id = place.replace(DATA_FILE, '')
  const name = basename(id)
  const above = basename(dirname(`/${place}`))
  if (!Array.isArray(read.value)) yield toItem(read.value, { place, id, slug: above })
  else {
    const slug = NO_SLUG.test(name) ? above : name
    for (const [i, value] of read.value.entries()) {
      yield toItem(value, { place: `${place}: ${i + 1}`, id: `${id}/${i + 1}`, slug })
    }
  }
}

async function readValue(
  file: string,
): Promise<{ value: unknown; reason?: never } | ({ reason: string } & Pick<SyntaxFault, 'at'>)> {
  const read = await readTextFile(file, MAX_FILE_BYTES)
  if (read.text === undefined) return { reason: read.reason }
  try {
    // The time to check that keys are unique grows with the square of their number.
    const document = composeYaml(read.text, { uniqueKeys: false })
    const [error] = document.errors
    if (error !== undefined) throw error
    return { value: valueOfYaml(document) }
  } catch (error) {
    const { fault, at } = syntaxFault(error, read.text)
    return { reason: `expected YAML or JSON, got ${fault}`, ...(at && { at }) }
  }
}
