import { basename } from 'node:path'
import { InputError } from '../../../core/errors.ts'
import type { FileFormat, Source, SourceItem } from '../source-types.ts'
import { type DisqusRecord, readDisqusRecords } from './disqus-records.ts'

/** The comments of a Disqus export, which name their posts by address. */
export const disqusFormat: FileFormat = {
  name: 'disqus',
  title: 'Disqus export',
  recognises: (head) => /<disqus[\s>]/.test(head) && head.includes('disqus.com'),
  open: (path): Source => ({
    name: path,
    format: 'disqus',
    complete: true,
    items: (signal) => readDisqus(path, signal),
  }),
}

async function* readDisqus(
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem, void, undefined> {
  const name = basename(path)
  const links = new Map<string, string>()
  let number = 0
  try {
    for await (const record of readDisqusRecords(path, signal)) {
      if (record.kind === 'thread') {
        links.set(record.id, textOf(record, 'link'))
        continue
      }
      number += 1
      yield toItem(record, links, `${name}: comment ${number}`)
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    yield { kind: 'failed', place: name, reason: error.message }
  }
}

function toItem(record: DisqusRecord, links: ReadonlyMap<string, string>, place: string): SourceItem {
  const skipped = (reason: string): SourceItem => ({ kind: 'skipped', place, what: 'comment', reason })
  if (textOf(record, 'isDeleted') === 'true') return skipped('deleted')
  if (textOf(record, 'isSpam') === 'true') return skipped('spam')
  if (textOf(record, 'isApproved') === 'false') return skipped('unapproved')
  const thread = record.refers.get('thread') ?? ''
  const postUrl = links.get(thread)
  if (!postUrl) {
    return {
      kind: 'failed',
      place,
      reason: `field "thread": expected a thread with a link, got ${JSON.stringify(thread)}`,
    }
  }
  const author = textOf(record, 'author/name')
  const parentId = record.refers.get('parent')
  return {
    kind: 'document',
    place,
    value: {
      id: record.id,
      postUrl,
      text: textOf(record, 'message'),
      format: 'html',
      date: textOf(record, 'createdAt'),
      ...(author !== '' && { author }),
      ...(parentId !== undefined && { parentId }),
    },
  }
}

function textOf({ texts }: DisqusRecord, path: string): string {
  return texts.get(path)?.trim() ?? ''
}
