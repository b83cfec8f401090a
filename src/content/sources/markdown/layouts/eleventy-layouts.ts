import type { Fields } from '../fields.ts'
import { readText } from '../front-matter-values.ts'
import type { SiteFolder } from '../site-folder.ts'
import type { Config } from './eleventy-config.ts'
import { merge } from './eleventy-data.ts'

/** Layouts within layouts that are followed. */
const MAX_DEPTH = 10
const TEMPLATE = /\.(?:njk|liquid|html|md|webc|hbs|ejs|mustache|pug|haml)$/

/** The front matter of the layouts of a site, by the name of the layout; each with that of the layouts around it. It counts as data of the pages that use it. */
export async function readLayouts(
  folder: SiteFolder,
  { layoutFolders }: Config,
): Promise<(name: string | undefined) => Fields> {
  const layouts = new Map<string, Fields>()
  for await (const { place, fields } of folder.frontMatterOf(
    (place) => TEMPLATE.test(place) && layoutFolders.some((path) => place.startsWith(path)),
  )) {
    const path = layoutFolders.find((one) => place.startsWith(one)) ?? ''
    const name = place.slice(path.length)
    layouts.set(name, fields)
    // A name may lack its extension.
    const bare = name.replace(TEMPLATE, '')
    if (!layouts.has(bare)) layouts.set(bare, fields)
  }
  const dataOf = (name: string | undefined, depth: number): Fields => {
    const own = layouts.get(name ?? '')
    if (own === undefined || depth > MAX_DEPTH) return {}
    return merge(dataOf(readText(own.layout), depth + 1), own)
  }
  return (name) => dataOf(name, 0)
}
