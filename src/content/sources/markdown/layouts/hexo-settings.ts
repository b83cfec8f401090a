import { globs } from '../../globs.ts'
import type { SourceOptions } from '../../source-types.ts'
import { toBasePath } from '../address.ts'
import { type Fields, isTable, tableOf } from '../fields.ts'
import { readText, readTexts, readYesNo } from '../front-matter-values.ts'
import { readPattern } from '../permalink.ts'
import type { SiteFolder } from '../site-folder.ts'

const CONFIG_FILES = ['_config.yml', '_config.yaml', '_config.json']

export type Settings = {
  /** The folder of the site's sources, with "/" at the end. */
  source: string
  permalink: string
  permalinkDefaults: Fields
  newPostName: string
  defaultCategory: string
  /** The names that stand for categories in addresses. */
  categoryMap: Fields
  /** How the case of names in addresses changes: `1` to lower, `2` to upper. */
  filenameCase: string
  timeZone?: string
  hasAssetFolders: boolean
  /** Whether a post without a title has its name as title. */
  hasNamesAsTitles: boolean
  keepsHtml: boolean
  publishesDrafts: boolean
  publishesFuture: boolean
  basePath: string
  /** The tags whose posts a plugin encrypts. */
  secretTags: ReadonlySet<string>
  /** Patterns of absolute paths that are not read. */
  isIgnored(path: string): boolean
  /** Patterns of places in `source`. */
  isExcluded(place: string): boolean
  isIncluded(place: string): boolean
  isCopied(place: string): boolean
}

export async function readSettings(folder: SiteFolder, options: SourceOptions): Promise<Settings> {
  const { name, fields } = await folder.readConfig(CONFIG_FILES)
  const timeZone = readText(fields.timezone)
  const prettyUrls = tableOf(fields.pretty_urls)
  const root = toBasePath(readText(fields.root))
  return {
    source: sourceOf(fields),
    permalink:
      options.permalink ?? readPattern(fields.permalink, `${name}: permalink`) ?? ':year/:month/:day/:title/',
    permalinkDefaults: tableOf(fields.permalink_defaults),
    newPostName: readText(fields.new_post_name) ?? ':title.md',
    defaultCategory: readText(fields.default_category) ?? 'uncategorized',
    categoryMap: tableOf(fields.category_map),
    filenameCase: readText(fields.filename_case) ?? '0',
    ...(timeZone !== undefined && { timeZone }),
    hasAssetFolders: readYesNo(fields.post_asset_folder) === true,
    hasNamesAsTitles: readYesNo(fields.use_slug_as_post_title) === true,
    keepsHtml: readYesNo(prettyUrls.trailing_html) !== false,
    publishesDrafts: readYesNo(fields.render_drafts) === true,
    publishesFuture: readYesNo(fields.future) !== false,
    basePath: root === '' ? toBasePath(pathOfUrl(readText(fields.url))) : root,
    secretTags: readSecretTags(fields.encrypt),
    isIgnored: globs(readTexts(fields.ignore), `${name}: ignore`),
    isExcluded: globs(readTexts(fields.exclude), `${name}: exclude`),
    isIncluded: globs(readTexts(fields.include), `${name}: include`),
    isCopied: globs(readTexts(fields.skip_render), `${name}: skip_render`),
  }
}

/** Keys that Hexo's configuration has and Jekyll's has not, and the other way round. */
const OF_HEXO = ['source_dir', 'public_dir', 'new_post_name', 'skip_render', 'render_drafts']
const OF_JEKYLL = ['source', 'destination']

/** Whether a site with posts in `source/_posts` is one of Hexo. Octopress, which is Jekyll, has its posts there too. */
export async function isHexo(folder: SiteFolder): Promise<boolean> {
  const { fields } = await folder.readConfig(CONFIG_FILES)
  if (!(await folder.has([`${sourceOf(fields)}_posts`]))) return false
  if (OF_HEXO.some((key) => key in fields)) return true
  return !OF_JEKYLL.some((key) => key in fields) && !(await folder.has(['Rakefile', 'Gemfile']))
}

function sourceOf(fields: Fields): string {
  return `${(readText(fields.source_dir) ?? 'source').replace(/^\.?\/+|\/+$/g, '')}/`
}

function pathOfUrl(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? url : undefined
}

/** The tags that hexo-blog-encrypt encrypts. */
function readSecretTags(encrypt: unknown): Set<string> {
  const { tags } = tableOf(encrypt)
  const entries = Array.isArray(tags) ? tags.filter(isTable) : []
  return new Set(entries.flatMap(({ name }) => readText(name) ?? []))
}
