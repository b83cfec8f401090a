import type { SourceOptions } from '../../source-types.ts'
import { type Fields, isTable, lowerCaseNames, tableOf } from '../fields.ts'
import { readText, readYesNo } from '../front-matter-values.ts'
import { readPattern } from '../permalink.ts'
import { inLanguages, type SiteFolder } from '../site-folder.ts'

export const CONFIG_FILES = inLanguages(['hugo', 'config', 'config/_default/hugo', 'config/_default/config'])

/** A language of the site. */
export type Language = {
  /** Its code; absent if no languages are configured. */
  code?: string
  /** Its folder, with "/" at the end. */
  content: string
  /** The prefix of its addresses: `/de` or nothing. */
  prefix: string
  isDefault: boolean
  isDisabled: boolean
  /** The patterns of addresses by section. */
  permalinks: Record<string, string>
}

/** The parts of Hugo's configuration about content and addresses. */
export type Settings = {
  languages: Language[]
  /** The pattern of addresses for all sections. */
  permalink?: string
  uglyUrls: unknown
  keepsCase: boolean
  removesAccents: boolean
  /** Whether dates in names of files count. */
  datesInNames: boolean
  /** Whether any content is in a section; if none is, the top level is the blog. */
  hasSections: boolean
}

/** The settings of a site. Some parts of the configuration may be in files of their own. */
export async function readSettings(folder: SiteFolder, { permalink }: SourceOptions): Promise<Settings> {
  const main = await folder.readConfig(CONFIG_FILES)
  const config = lowerCaseNames(main.fields)
  const partOf = async (name: string) => {
    const part = await folder.readConfig(inLanguages([`config/_default/${name}`]))
    return part.name === '' ? { name: main.name, fields: config[name] } : part
  }
  const permalinks = await partOf('permalinks')
  const languages = await partOf('languages')
  const dateSources = tableOf(config.frontmatter).date
  return {
    languages: readLanguages(config, languages, readPermalinks(permalinks.fields, permalinks.name)),
    ...(permalink !== undefined && { permalink }),
    uglyUrls: config.uglyurls,
    keepsCase: readYesNo(config.disablepathtolower) === true,
    removesAccents: readYesNo(config.removepathaccents) === true,
    datesInNames: Array.isArray(dateSources) && dateSources.includes(':filename'),
    hasSections: false,
  }
}

/** The languages of the site; a single one without a code if none are configured. */
function readLanguages(
  config: Fields,
  { name, fields }: { name: string; fields: unknown },
  permalinks: Record<string, string>,
): Language[] {
  const content = readText(config.contentdir) ?? 'content'
  const first = (readText(config.defaultcontentlanguage) ?? 'en').toLowerCase()
  const inFolder = readYesNo(config.defaultcontentlanguageinsubdir) === true
  const tables = Object.entries(tableOf(fields)).filter(([, table]) => isTable(table))
  if (tables.length === 0) {
    return [{ content: asFolder(content), prefix: '', isDefault: true, isDisabled: false, permalinks }]
  }
  const disabled = Array.isArray(config.disablelanguages) ? config.disablelanguages : []
  return tables.map(([key, table]) => {
    const own = lowerCaseNames(tableOf(table))
    const code = key.toLowerCase()
    return {
      code,
      content: asFolder(readText(own.contentdir) ?? content),
      prefix: code === first && !inFolder ? '' : `/${code}`,
      isDefault: code === first,
      isDisabled: readYesNo(own.disabled) === true || disabled.includes(key),
      permalinks: own.permalinks === undefined ? permalinks : readPermalinks(own.permalinks, name),
    }
  })
}

/** The patterns of pages. Since Hugo 0.120 they are in a table of their own, beside those of lists. */
function readPermalinks(value: unknown, place: string): Record<string, string> {
  const { page, ...sections } = tableOf(value)
  const patterns = Object.entries(isTable(page) ? { ...sections, ...page } : tableOf(value))
  return Object.fromEntries(
    patterns.flatMap(([section, pattern]) => {
      if (isTable(pattern)) return []
      const text = readPattern(pattern, `${place}: permalinks.${section}`)
      return text === undefined ? [] : [[section, text]]
    }),
  )
}

function asFolder(path: string): string {
  return `${path.replace(/^\.?\/+|\/+$/g, '')}/`
}
