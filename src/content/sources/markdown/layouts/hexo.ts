import type { SourceFile } from '../../walk.ts'
import { readAliases } from '../aliases.ts'
import { type Fields, tableOf } from '../fields.ts'
import { readNames, readText, readYesNo } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, Site } from '../layout.ts'
import { addressOf } from './hexo-address.ts'
import { readHexoFrontMatter } from './hexo-front-matter.ts'
import { nameOf } from './hexo-name.ts'
import { isHexo, readSettings, type Settings } from './hexo-settings.ts'

/** Hexo: posts in `source/_posts`, any other Markdown in `source/` makes a page. */
export const hexo: Layout = {
  name: 'Hexo',
  recognises: isHexo,
  async open(folder, options): Promise<Site> {
    const settings = await readSettings(folder, options)
    return {
      dateOrder: 'month first',
      readFrontMatter: readHexoFrontMatter,
      withoutFrontMatter: (file) => roleOf(file, settings) === 'post',
      htmlPosts: true,
      roleOf: (file) => roleOf(file, settings),
      fieldsOf: (file) => fieldsOf(file, settings),
      publishesDrafts: settings.publishesDrafts,
      publishesFuture: settings.publishesFuture,
      basePath: settings.basePath,
      aliasesOf: readAliases,
      addressOf: (post) => addressOf(post, settings),
    }
  },
}

const POST = /^_(?:posts|drafts)\/(?<name>.+)$/
const HIDDEN = /(?:^|\/)[_.]/

function roleOf({ place, path }: SourceFile, settings: Settings): 'post' | 'page' | undefined {
  if (!place.startsWith(settings.source) || isIgnored(path, settings)) return undefined
  const inSource = place.slice(settings.source.length)
  if (settings.isCopied(inSource)) return undefined
  const name = POST.exec(inSource)?.groups?.name
  if (name !== undefined) return HIDDEN.test(name) || isAsset(place, settings) ? undefined : 'post'
  if (settings.isExcluded(inSource)) return undefined
  return HIDDEN.test(inSource) && !settings.isIncluded(inSource) ? undefined : 'page'
}

/** Whether a file or a folder above it is ignored. Hexo compares whole paths. */
function isIgnored(path: string, { isIgnored: matches }: Settings): boolean {
  const names = path.split('/')
  return names.some((_, depth) => matches(names.slice(0, depth + 1).join('/')))
}

/** With a folder of assets for each post, only files with the extension of new posts are posts. */
function isAsset(place: string, { hasAssetFolders, newPostName }: Settings): boolean {
  const extension = /\.[^./]+$/
  return hasAssetFolders && extension.exec(place)?.[0] !== extension.exec(newPostName)?.[0]
}

function fieldsOf({ place, fields }: MarkdownFile, settings: Settings): Fields {
  const inSource = place.slice(settings.source.length)
  const name = POST.exec(inSource)?.groups?.name
  const { date, title } = name === undefined ? {} : nameOf(name, settings.newPostName)
  return {
    ...(settings.hasNamesAsTitles && title !== undefined && { title }),
    ...fields,
    ...(readText(fields.date) === undefined && date !== undefined && { date }),
    // `category` and `tag` count only where the plural is missing.
    ...(hasValue(fields.categories) && { category: undefined }),
    ...(hasValue(fields.tags) && { tag: undefined }),
    ...(isEncrypted(fields, settings) && { encrypted: true }),
  }
}

/** Whether a plugin encrypts a post: by its `password`, by one of its tags, or because it says so. An empty text as password leaves it readable. */
function isEncrypted(fields: Fields, { secretTags }: Settings): boolean {
  if (readYesNo(fields.encrypt) === true) return true
  if (fields.password === '') return false
  if (hasValue(fields.password)) return true
  const tags = [fields.tags, fields.tag].flatMap((value) => [
    ...readNames(value, false),
    ...(readText(value) ?? []),
  ])
  return tags.some((tag) => secretTags.has(tag))
}

function hasValue(value: unknown): boolean {
  return readText(value) !== undefined || Array.isArray(value) || Object.keys(tableOf(value)).length > 0
}
