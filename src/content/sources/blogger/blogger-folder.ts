import { joinSources, readHead } from '../many-files.ts'
import type { FolderFormat, Source } from '../source-types.ts'
import { allFiles } from '../walk.ts'
import { bloggerFormat } from './blogger.ts'

/** Takeout calls the file of each blog `feed.atom`; the older export is XML. */
const TAKEOUT = /\.atom$/i
const EXPORT = /\.(?:atom|xml)$/i

/** The folder of Google Takeout, which has a `feed.atom` for each blog, beside templates in HTML. */
export const bloggerFolderFormat: FolderFormat = {
  name: 'blogger',
  title: 'Blogger export',
  recognises: async (path) => {
    for await (const _file of findExports(path, TAKEOUT)) return true
    return false
  },
  async open(path, options): Promise<Source> {
    const sources: Source[] = []
    for await (const file of findExports(path, EXPORT)) sources.push(await bloggerFormat.open(file, options))
    return joinSources(path, sources)
  },
}

async function* findExports(folder: string, pattern: RegExp): AsyncGenerator<string> {
  for await (const file of allFiles(folder)) {
    if (pattern.test(file) && bloggerFormat.recognises(String(await readHead(file)), file)) yield file
  }
}
