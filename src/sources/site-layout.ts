import { stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether a Markdown file, by its place in the folder, is content of the blog. */
export type IsContent = (place: string) => boolean

const CONFIG_FILES = ['hugo', 'config'].flatMap((name) =>
  ['toml', 'yaml', 'yml', 'json'].map((end) => `${name}.${end}`),
)

/**
 * What is content in a folder. Where it is a whole Hugo or Zola site, only `content/`: themes and archetypes have
 * front matter too. In a Jekyll site only `_posts` and `_drafts`: other Markdown makes pages. Else everything.
 */
export async function findContent(folder: string): Promise<IsContent> {
  const has = (name: string) =>
    stat(join(folder, name)).then(
      () => true,
      () => false,
    )
  if ((await has('_posts')) || (await has('_config.yml'))) {
    return (place) => /(?:^|\/)_(?:posts|drafts)\//.test(place)
  }
  const configs = await Promise.all(CONFIG_FILES.map(has))
  if (configs.includes(true) && (await has('content'))) return (place) => place.startsWith('content/')
  return () => true
}
