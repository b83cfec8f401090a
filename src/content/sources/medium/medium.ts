import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../../../core/message-of.ts'
import { decodeText } from '../decode-text.ts'
import { nestingOf } from '../html-folder/nesting.ts'
import { readHead } from '../many-files.ts'
import { readSmallFile } from '../markdown/read-text-file.ts'
import type { FolderFormat, SourceItem } from '../source-types.ts'
import { allFiles } from '../walk.ts'

/** A larger page is no post. Its tree takes some thirty times as much memory. */
const MAX_FILE_BYTES = 8 * 1024 * 1024
/** Levels of nested elements; no person writes a page with more. */
const MAX_NESTING = 250
/** Pages that are looked at to see whether a folder is an export. */
const MAX_LOOKED_AT = 20
/** The folder of posts in an export. The other folders have what the author read and marked. */
const POSTS = 'posts'
const PAGE = /\.html?$/i
const DRAFT = /^draft_/i

/** The export of a Medium account: a folder with a page for each post, drafts among them. */
export const mediumFormat: FolderFormat = {
  name: 'medium',
  title: 'Medium export',
  recognises: async (path) => (await folderOfPosts(path)) !== undefined,
  open: (path) => ({
    name: path,
    format: 'medium',
    complete: true,
    items: (signal) => readPosts(path, signal),
  }),
}

async function* readPosts(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const folder = (await folderOfPosts(path)) ?? path
  // Loaded only here, since other formats need no HTML tree.
  const { readStory } = await import('./story.ts')
  for await (const file of allFiles(folder)) {
    signal?.throwIfAborted()
    if (!PAGE.test(file)) continue
    const place = file.slice(path.length + 1).replaceAll('\\', '/')
    const name = place.slice(place.lastIndexOf('/') + 1)
    if (DRAFT.test(name)) yield { kind: 'skipped', place, what: 'post', reason: 'draft' }
    else yield await readFile(file, place, readStory)
  }
}

async function readFile(
  file: string,
  place: string,
  readStory: (html: string, place: string) => SourceItem,
): Promise<SourceItem> {
  const failed = (reason: string): SourceItem => ({ kind: 'failed', place, reason })
  const { bytes, reason } = await readSmallFile(file, MAX_FILE_BYTES)
  if (bytes === undefined) return failed(reason)
  try {
    const { text, repaired } = decodeText(bytes)
    const nesting = nestingOf(text)
    if (nesting > MAX_NESTING)
      return failed(`expected at most ${MAX_NESTING} elements in each other, got more`)
    const item = readStory(text, place)
    return item.kind === 'document' && repaired.length > 0 ? { ...item, repaired } : item
  } catch (error) {
    return failed(`expected a page that can be read, got ${messageOf(error)}`)
  }
}

/** The folder of the posts: one in the export, or the given one itself. */
async function folderOfPosts(path: string): Promise<string | undefined> {
  for (const folder of [join(path, POSTS), path]) if (await hasStories(folder)) return folder
  return undefined
}

async function hasStories(folder: string): Promise<boolean> {
  let looked = 0
  const entries = await opendir(folder).catch(() => undefined)
  if (entries === undefined) return false
  for await (const entry of entries) {
    if (looked >= MAX_LOOKED_AT) return false
    if (!entry.isFile() || !PAGE.test(entry.name)) continue
    looked += 1
    if (isStory(String(await readHead(join(folder, entry.name))))) return true
  }
  return false
}

/** Whether a page is a story of an export: an entry of microformats, as other sites have them too, with names that Medium gives to parts. */
function isStory(head: string): boolean {
  return (
    /class="[^"]*\bh-entry\b/.test(head) &&
    /<section data-field="|class="(?:p-canonical"|graf )|medium\.com">Medium</.test(head)
  )
}
