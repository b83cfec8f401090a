import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Client } from '@elastic/elasticsearch'
import { aliasNames } from '../../src/elastic/aliases.ts'
import { KINDS } from '../../src/elastic/mappings.ts'
import { scan } from '../../src/elastic/scan.ts'

const PAGE = 500

/** Writes the documents of a blog as its indexes have them, one file a kind: the lines of bulk requests. */
export async function exportDocuments(
  client: Client,
  prefix: string,
  { folder, signal }: { folder: string; signal: AbortSignal },
): Promise<void> {
  const aliases = aliasNames(prefix)
  for (const kind of KINDS) {
    const file = createWriteStream(`${folder}/${kind}.bulk`, { highWaterMark: 1 << 20 })
    for await (const { _id, _source } of scan<object>(client, { index: aliases[kind], size: PAGE, signal })) {
      const lines = `${JSON.stringify({ create: { _id } })}\n${JSON.stringify(_source)}\n`
      if (!file.write(lines)) await once(file, 'drain')
    }
    file.end()
    await finished(file)
  }
}
