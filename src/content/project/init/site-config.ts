import { type Fields, lowerCaseNames } from '../../sources/markdown/fields.ts'
import { readText } from '../../sources/markdown/front-matter-values.ts'
import { inLanguages, siteFolder } from '../../sources/markdown/site-folder.ts'
import { underSite } from '../../sources/site-url.ts'

/** The values of a site's own configuration that hold for all of the site. */
type SiteConfig = { site?: string; language?: string }

/** The configurations of generators that name their site in data, not in code. */
const CONFIG_FILES = inLanguages([
  '_config',
  'hugo',
  'zola',
  'config',
  'config/_default/hugo',
  'config/_default/config',
])
const LANGUAGES = ['languagecode', 'default_language', 'defaultcontentlanguage', 'lang', 'language', 'locale']

/** The address and language of the site in a folder, from the configuration of Hugo, Jekyll, Hexo or Zola. Throws an InputError if it cannot be read. */
export async function readSiteConfig(folder: string): Promise<SiteConfig> {
  const { fields } = await siteFolder(folder).readConfig(CONFIG_FILES)
  const named = lowerCaseNames(fields)
  const site = siteOf(named)
  const language = LANGUAGES.map((name) => readText(named[name])).find(Boolean)
  return { ...(site !== undefined && { site }), ...(language !== undefined && { language }) }
}

/** The address of the site. Jekyll has the path of the site in a field of its own. */
function siteOf(fields: Fields): string | undefined {
  const base = readText(fields.baseurl) ?? readText(fields.base_url) ?? ''
  const url = readText(fields.url) ?? ''
  const site = isAddress(base) ? base : isAddress(url) ? underSite(base, url) : undefined
  return site?.replace(/\/+$/, '')
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}
