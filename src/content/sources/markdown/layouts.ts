import { homedir, tmpdir } from 'node:os'
import { dirname, parse } from 'node:path'
import type { SourceOptions } from '../source-types.ts'
import { type Folder, foldersBetween, listFiles } from '../walk.ts'
import type { Layout, Site } from './layout.ts'
import { astro } from './layouts/astro.ts'
import { docusaurus } from './layouts/docusaurus.ts'
import { eleventy } from './layouts/eleventy.ts'
import { hexo } from './layouts/hexo.ts'
import { hugo } from './layouts/hugo.ts'
import { jekyll } from './layouts/jekyll.ts'
import { mkdocs } from './layouts/mkdocs.ts'
import { plainSite } from './layouts/plain.ts'
import { vitepress } from './layouts/vitepress.ts'
import { zola } from './layouts/zola.ts'
import { type SiteFolder, siteFolder } from './site-folder.ts'

/** The layouts, in the order in which they are tried. A configuration named after its generator tells more than a `config.toml`. */
const LAYOUTS: readonly Layout[] = [docusaurus, vitepress, astro, eleventy, hexo, jekyll, mkdocs, zola, hugo]

/** Folders above the given one in which its site is looked for. */
const MAX_LEVELS_UP = 6

/** The site that a folder is, or is a part of. */
export type OpenedSite = {
  site: Site
  /** The site's own folder. */
  root: string
  /** The folders from there to the given one; none if it is the site's own. */
  inSite: readonly Folder[]
}

/** The site of a folder, of a generator or of none. A folder may be a part of a site, such as its content; its posts then have the addresses that they have in the whole site. Throws an InputError if the site's configuration cannot be read. */
export async function openSite(given: string, options: SourceOptions): Promise<OpenedSite> {
  const own = siteFolder(given)
  const layout = await firstOf((one) => one.recognises(own))
  if (layout !== undefined) return { site: await open(layout, own, options), root: given, inSite: [] }
  for (const root of foldersAbove(given)) {
    const opened = await openAbove(root, given, options)
    if (opened !== undefined) return opened
    if (await siteFolder(root).has(['.git/HEAD'])) break
  }
  const similar = await firstOf((one) => one.resembles?.(own) ?? false)
  const site = similar === undefined ? plainSite(options.permalink) : await open(similar, own, options)
  return { site, root: given, inSite: [] }
}

async function open(layout: Layout, folder: SiteFolder, options: SourceOptions): Promise<Site> {
  return { ...(await layout.open(folder, options)), generator: layout.name }
}

async function firstOf(test: (layout: Layout) => boolean | Promise<boolean>): Promise<Layout | undefined> {
  for (const layout of LAYOUTS) if (await test(layout)) return layout
  return undefined
}

/** The folders above one, from the nearest. Those that hold other things than sites are left out: the home folder, and all above it. */
function foldersAbove(given: string): string[] {
  const ends = new Set([homedir(), tmpdir(), parse(given).root])
  const found: string[] = []
  for (let folder = dirname(given); !ends.has(folder) && found.length < MAX_LEVELS_UP; ) {
    found.push(folder)
    folder = dirname(folder)
  }
  return found
}

/** The site in a folder above the given one, if the given one has posts of it. */
async function openAbove(
  root: string,
  given: string,
  options: SourceOptions,
): Promise<OpenedSite | undefined> {
  const folder = siteFolder(root)
  const layout = await firstOf((one) => one.recognises(folder))
  const inSite = layout === undefined ? undefined : await foldersBetween(root, given)
  if (layout === undefined || inSite === undefined) return undefined
  const site = await open(layout, folder, options)
  for await (const file of listFiles(given, undefined, inSite)) {
    const isRead = file.kind === 'markdown' || (file.kind === 'html' && site.htmlPosts === true)
    const role = isRead ? site.roleOf(file) : undefined
    if (role === 'post' || (role === 'page' && options.pages === true)) return { site, root, inSite }
  }
  return undefined
}
