import type { SourceOptions } from '../../../../src/content/sources/source.ts'
import { itemsOf } from '../folder-of.ts'

/** What a folder gives: the address of each post by its place, or why there is none. */
export async function addressesOf(
  path: string,
  options: SourceOptions = {},
): Promise<Record<string, unknown>> {
  const items = await itemsOf(path, options)
  return Object.fromEntries(
    items.map((item) => {
      if (item.kind !== 'document') return [item.place, `${item.kind}: ${item.reason}`]
      const { url, search, draft } = item.value as { url: string; search?: boolean; draft?: boolean }
      return [item.place, search === false ? 'excluded' : draft === true ? 'draft' : url]
    }),
  )
}

/** Markdown with these lines of YAML in front. */
export function yaml(...lines: string[]): string {
  return ['---', ...lines, '---', 'Body'].join('\n')
}

/** Markdown with these lines of TOML in front. */
export function toml(...lines: string[]): string {
  return ['+++', ...lines, '+++', 'Body'].join('\n')
}
