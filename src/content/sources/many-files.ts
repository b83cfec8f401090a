import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../../core/errors.ts'
import { messageOf } from '../../core/message-of.ts'
import type { Source, SourceItem } from './source-types.ts'
import { isSystemError } from './walk.ts'

const HEAD_BYTES = 64 * 1024

/** The first 64 KiB of a file, by which its format is recognised. */
export async function readHead(path: string): Promise<Buffer> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
  return buffer.subarray(0, bytesRead)
}

/** The sources in a folder as one source, such as the parts of an export, and the files of it that are `unreadable`. If one cannot be read, the others still are. */
export function joinSources(
  path: string,
  sources: readonly Source[],
  unreadable: readonly SourceItem[] = [],
): Source {
  const [site] = sources.flatMap((source) => source.site ?? [])
  const titles = sources.flatMap(({ title }) => title ?? [])
  return {
    name: path,
    format: [...new Set(sources.map(({ format }) => format))].join(', '),
    ...(titles.length > 0 && { title: [...new Set(titles)].join(', ') }),
    complete: sources.every(({ complete }) => complete),
    ...(site !== undefined && { site }),
    async *items(signal) {
      for (const source of sources) yield* itemsOf(source, signal)
      yield* unreadable
    },
  }
}

async function* itemsOf(source: Source, signal: AbortSignal | undefined): AsyncGenerator<SourceItem> {
  try {
    yield* source.items(signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof InputError) && !isSystemError(error)) throw error
    yield { kind: 'failed', place: basename(source.name), reason: messageOf(error) }
  }
}
