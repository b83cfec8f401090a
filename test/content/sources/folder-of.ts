import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { openSource, type SourceItem, type SourceOptions } from '../../../src/content/sources/source.ts'

/** A temporary folder with the given files, removed after the test. */
export async function folderOf(t: TestContext, files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blog-search-test-'))
  t.after(() => rm(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

/** All items of the source at a path. */
export async function itemsOf(path: string, options: SourceOptions = {}): Promise<SourceItem[]> {
  const items = []
  for await (const item of (await openSource(path, options)).items()) items.push(item)
  return items
}

/** The raw documents of the source at a path, without those that failed. */
export async function documentsOf(path: string, options: SourceOptions = {}): Promise<unknown[]> {
  return (await itemsOf(path, options)).flatMap((item) => (item.kind === 'document' ? [item.value] : []))
}
