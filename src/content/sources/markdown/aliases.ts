import { toPath } from './address.ts'
import { readTexts } from './front-matter-values.ts'
import type { PostParts } from './layout.ts'

/** The fields in which posts name the addresses that they had before: of jekyll-redirect-from, of hexo-generator-alias, and of others. */
const FIELDS = ['redirect_from', 'alias', 'aliases']

/** The further addresses in a post's front matter. */
export function readAliases({ fields }: PostParts): string[] {
  return FIELDS.flatMap((name) => readTexts(fields[name])).map(toPath)
}
