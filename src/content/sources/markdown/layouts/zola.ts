import type { SourceFile } from '../../walk.ts'
import { toBasePath } from '../address.ts'
import { type Fields, lowerCaseNames } from '../fields.ts'
import { readText, readYesNo } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, Site } from '../layout.ts'
import { splitPlace } from '../place.ts'
import type { SiteFolder } from '../site-folder.ts'
import { addressOf, aliasesOf, datedName } from './zola-address.ts'
import { CONFIG_FILES, languageOf, readSettings, type Settings } from './zola-settings.ts'

/** Zola: pages anywhere in `content/`, with front matter in TOML. Hugo's `config.toml` has no `base_url`. */
export const zola: Layout = {
  name: 'Zola',
  recognises: async (folder) =>
    (await folder.has(['content'])) && 'base_url' in (await folder.readConfig(CONFIG_FILES)).fields,
  async open(folder, { permalink }): Promise<Site> {
    const config = (await folder.readConfig(CONFIG_FILES)).fields
    const settings = readSettings(config, permalink)
    const sections = await readSections(folder, settings)
    return {
      roleOf: (file) => (isPage(file, settings) ? 'post' : undefined),
      fieldsOf: (file) => fieldsOf(file, settings, sections),
      basePath: toBasePath(readText(config.base_url)),
      addressOf: (post) => addressOf(post, settings),
      aliasesOf: ({ fields }) => aliasesOf(fields),
    }
  },
}

/** What sections say about the pages in them, by folder: of whichever language a draft is, and by language what is not searched. */
type Sections = { drafts: Set<string>; unsearched: Map<string, boolean> }

async function readSections(folder: SiteFolder, settings: Settings): Promise<Sections> {
  const sections: Sections = { drafts: new Set(), unsearched: new Map() }
  for await (const file of folder.files()) {
    const { bare, code } = languageOf(file.place, settings)
    if (!isSection(bare) || !isContent(file, settings)) continue
    const fields = lowerCaseNames(await folder.readFields(file))
    const path = folderOf(bare)
    if (readYesNo(fields.draft) === true) sections.drafts.add(path)
    sections.unsearched.set(keyOf(path, code), readYesNo(fields.in_search_index) === false)
  }
  return sections
}

function isPage(file: SourceFile, settings: Settings): boolean {
  return isContent(file, settings) && !isSection(languageOf(file.place, settings).bare)
}

function isContent({ place, path }: SourceFile, { isIgnored }: Settings): boolean {
  return place.startsWith('content/') && !isIgnored(path)
}

function isSection(bare: string): boolean {
  return /\/_index\.md$/.test(bare)
}

function folderOf(place: string): string {
  return place.slice(0, place.lastIndexOf('/'))
}

function keyOf(path: string, code = ''): string {
  return `${code}:${path}`
}

/** The front matter with the language, the date in the name, and what the sections around the page say. */
function fieldsOf({ place, fields }: MarkdownFile, settings: Settings, sections: Sections): Fields {
  const { code, bare } = languageOf(place, settings)
  const { folders, stem } = splitPlace(bare)
  const language = code ?? settings.language
  const date = datedName(stem)?.date
  const above = folders.map((_, depth) => folders.slice(0, depth + 1).join('/'))
  const section = above.findLast((path) => sections.unsearched.has(keyOf(path, code)))
  return {
    ...(language !== undefined && { lang: language }),
    ...(date !== undefined && { date }),
    ...fields,
    ...(above.some((path) => sections.drafts.has(path)) && { draft: true }),
    ...(section !== undefined && sections.unsearched.get(keyOf(section, code)) && { in_search_index: false }),
  }
}
