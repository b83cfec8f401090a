import { type Fields, lowerCaseNames } from '../../sources/markdown/fields.ts'
import { readText } from '../../sources/markdown/front-matter-values.ts'
import { inLanguages, siteFolder } from '../../sources/markdown/site-folder.ts'
import { readSettings } from '../../sources/python-sites/python-site.ts'
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
  'mkdocs',
])
/** The configurations of Pelican and Nikola, the one for the published site first. */
const PYTHON_FILES = ['publishconf.py', 'pelicanconf.py', 'conf.py']
const LANGUAGES = [
  'default_lang',
  'languagecode',
  'default_language',
  'defaultcontentlanguage',
  'lang',
  'language',
  'locale',
]

/** The address and language of the site in a folder, from the configuration of Hugo, Jekyll, Hexo, Zola, MkDocs, Pelican or Nikola. Throws an InputError if it cannot be read. */
export async function readSiteConfig(folder: string): Promise<SiteConfig> {
  const { fields } = await siteFolder(folder).readConfig(CONFIG_FILES)
  const named = { ...(await pythonFields(folder)), ...lowerCaseNames(fields) }
  const site = siteOf(named)
  const language = LANGUAGES.map((name) => readText(named[name])).find(Boolean)
  return { ...(site !== undefined && { site }), ...(language !== undefined && { language }) }
}

/** The settings of a site in Python that are written out. Those of a file that counts more replace those of the others. */
async function pythonFields(folder: string): Promise<Fields> {
  const all = await Promise.all(PYTHON_FILES.map((name) => readSettings(folder, name)))
  const fields = all.reverse().map((settings) => Object.fromEntries(settings?.values ?? []))
  return lowerCaseNames(Object.assign({}, ...fields))
}

/** The address of the site. Jekyll has the path of the site in a field of its own. */
function siteOf(fields: Fields): string | undefined {
  const base = readText(fields.baseurl) ?? readText(fields.base_url) ?? ''
  const url = [fields.url, fields.site_url, fields.siteurl].map(readText).find(Boolean) ?? ''
  const site = isAddress(base) ? base : isAddress(url) ? underSite(base, url) : undefined
  return site?.replace(/\/+$/, '')
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}
