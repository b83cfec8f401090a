import type { SourceOptions } from '../source-types.ts'
import type { Layout, Site } from './layout.ts'
import { astro } from './layouts/astro.ts'
import { docusaurus } from './layouts/docusaurus.ts'
import { eleventy } from './layouts/eleventy.ts'
import { hexo } from './layouts/hexo.ts'
import { hugo } from './layouts/hugo.ts'
import { jekyll } from './layouts/jekyll.ts'
import { plainSite } from './layouts/plain.ts'
import { zola } from './layouts/zola.ts'
import { siteFolder } from './site-folder.ts'

/** The layouts, in the order in which they are tried. A configuration named after its generator tells more than a `config.toml`. */
const LAYOUTS: readonly Layout[] = [docusaurus, astro, eleventy, hexo, jekyll, zola, hugo]

/** The site in a folder, of a generator or of none. */
export async function openSite(root: string, options: SourceOptions): Promise<Site> {
  const folder = siteFolder(root)
  for (const layout of LAYOUTS) {
    if (await layout.recognises(folder)) {
      return { ...(await layout.open(folder, options)), generator: layout.name }
    }
  }
  return plainSite(options.permalink)
}
