import { InputError } from '../../../../core/errors.ts'
import { type LinearPattern, linearPattern } from '../../linear-pattern.ts'
import type { SourceOptions } from '../../source-types.ts'
import { toBasePath } from '../address.ts'
import { type Fields, isTable, ownValue, tableOf } from '../fields.ts'
import { readText, readTexts, readYesNo } from '../front-matter-values.ts'
import type { SiteFolder } from '../site-folder.ts'
import { readHugoConfig } from './hugo-config.ts'
import { type DateSources, readDateSources } from './hugo-dates.ts'
import { type Mount, readMounts } from './hugo-mounts.ts'
import { type PermalinkRule, readPermalinks } from './hugo-permalinks.ts'
import { type Cascade, readCascades } from './hugo-target.ts'

/** A language of the site, with the settings for it. */
export type Language = {
  code: string
  /** Whether the configuration names it, so that posts are surely in it. */
  isNamed: boolean
  isDefault: boolean
  isDisabled: boolean
  /** The folder of its content. */
  contentDir: string
  /** The prefix of its addresses: `/de` or nothing. */
  prefix: string
  /** The address of its own host, if each language has one. */
  baseUrl?: string
  permalinks: PermalinkRule[]
  uglyUrls: unknown
  keepsCase: boolean
  removesAccents: boolean
  dates: DateSources
  cascades: Cascade[]
  /** Whether pages are pages of HTML, unless their front matter has other formats. */
  hasHtml: boolean
  /** Files whose path matches one of these are no content. */
  ignored: LinearPattern[]
}

/** The parts of Hugo's configuration about content and addresses. */
export type Settings = {
  languages: Language[]
  mounts: Mount[]
  /** The path that the site lies under. */
  basePath: string
  /** Pages that the configuration publishes though they are not due. */
  builds: { drafts: boolean; future: boolean; expired: boolean }
  /** The pattern of addresses for all sections. */
  permalink?: string
  /** The names of the themes. */
  themes: readonly string[]
  /** Whether dates of posts may come from Git. */
  hasGitDates: boolean
}

/** The settings of a site. Throws an InputError if a file of its configuration cannot be read. */
export async function readSettings(folder: SiteFolder, { permalink }: SourceOptions): Promise<Settings> {
  const config = await readHugoConfig(folder)
  const languages = readLanguages(config)
  return {
    languages,
    mounts: readMounts(config.module, languages, readText(config.contentdir) ?? 'content'),
    basePath: toBasePath(readText(config.baseurl)),
    builds: {
      drafts: readYesNo(config.builddrafts) === true,
      future: readYesNo(config.buildfuture) === true,
      expired: readYesNo(config.buildexpired) === true,
    },
    ...(permalink !== undefined && { permalink }),
    themes: readTexts(config.theme),
    hasGitDates: languages.some(({ dates }) => dates.date.includes(':git')),
  }
}

/** The languages of the site; a single one if none are configured. */
function readLanguages(config: Fields): Language[] {
  const tables = Object.entries(tableOf(config.languages)).filter(([, table]) => isTable(table))
  const own: [code: string, table: Fields][] = tables.map(([code, table]) => [code, tableOf(table)])
  const first = defaultLanguage(config, own)
  const isNamed = own.length > 0 || config.defaultcontentlanguage !== undefined
  const all = own.length > 0 ? own : [[first, {}] satisfies [string, Fields]]
  const disabled = readTexts(config.disablelanguages).map((code) => code.toLowerCase())
  const isDisabled = ([code, table]: [string, Fields]) =>
    readYesNo(table.disabled) === true || disabled.includes(code)
  const built = own.filter((language) => !isDisabled(language))
  // A single language without an address of its own puts all of them on one host.
  const hasHosts = built.length > 0 && built.every(([, { baseurl }]) => readText(baseurl) !== undefined)
  const isInFolder = readYesNo(config.defaultcontentlanguageinsubdir) === true
  return all.map(([code, table]) => {
    const isDefault = code === first
    const baseUrl = hasHosts ? readText(table.baseurl) : undefined
    return {
      // A table of a language, such as its permalinks, stands in for that of the site.
      ...readLanguage({ ...config, ...table }),
      ...{ code, isNamed, isDefault },
      isDisabled: isDisabled([code, table]),
      prefix: hasHosts || (isDefault && !isInFolder) ? '' : `/${code}`,
      ...(baseUrl !== undefined && { baseUrl: baseUrl.replace(/\/+$/, '') }),
    }
  })
}

/** The language of files that do not say theirs: the one that the configuration names, English, or the first by weight. */
function defaultLanguage(config: Fields, languages: readonly [code: string, table: Fields][]): string {
  const named = readText(config.defaultcontentlanguage)?.toLowerCase()
  if (named !== undefined) return named
  const weightOf = (table: Fields) => Number(readText(table.weight) ?? 0)
  const [first] = languages.toSorted(
    ([a, one], [b, other]) => weightOf(one) - weightOf(other) || (a < b ? -1 : 1),
  )
  return first === undefined || languages.some(([code]) => code === 'en') ? 'en' : first[0]
}

function readLanguage(
  config: Fields,
): Omit<Language, 'code' | 'isNamed' | 'isDefault' | 'isDisabled' | 'prefix' | 'baseUrl'> {
  return {
    contentDir: readText(config.contentdir) ?? 'content',
    permalinks: readPermalinks(config.permalinks),
    uglyUrls: config.uglyurls,
    keepsCase: readYesNo(config.disablepathtolower) === true,
    removesAccents: readYesNo(config.removepathaccents) === true,
    dates: readDateSources(config.frontmatter),
    cascades: readCascades(config.cascade),
    hasHtml: isHtml(tableOf(config.outputs).page),
    ignored: readTexts(config.ignorefiles).map(readIgnored),
  }
}

/** Whether a page with these formats of output is a page of HTML. */
export function isHtml(outputs: unknown, otherwise = true): boolean {
  const formats = readTexts(outputs).map((format) => format.toLowerCase())
  return formats.length === 0 ? otherwise : formats.includes('html')
}

/** A pattern of files that are left out. One that cannot be read might leave out what nobody is to find. */
function readIgnored(source: string): LinearPattern {
  const pattern = linearPattern(source)
  if (pattern !== undefined) return pattern
  throw new InputError(
    `ignoreFiles: expected a regular expression, got ${JSON.stringify(source.slice(0, 60))}`,
  )
}

/** Whether a post of this section gets an address without a folder of its own. */
export function isUgly({ uglyUrls }: Language, section: string): boolean {
  return readYesNo(isTable(uglyUrls) ? ownValue(uglyUrls, section.toLowerCase()) : uglyUrls) === true
}
