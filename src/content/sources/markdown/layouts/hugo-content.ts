import { stat } from 'node:fs/promises'
import type { SourceFile } from '../../walk.ts'
import { type Fields, lowerCaseNames } from '../fields.ts'
import { readText } from '../front-matter-values.ts'
import { withoutExtension } from '../place.ts'
import type { SiteFolder } from '../site-folder.ts'
import type { Mount } from './hugo-mounts.ts'
import type { Language, Settings } from './hugo-settings.ts'
import { type Cascade, readCascades } from './hugo-target.ts'

/** The content of a site: the pages of the folders that are bundles, and what cascades from sections. */
export type Tree = {
  /** What the `index` or `_index` in a folder of the content makes of it. */
  kinds: Map<string, 'page' | 'section'>
  /** The cascades of sections, by language and folder. */
  cascades: Map<string, Cascade[]>
  /** The last parts of the addresses of sections that are given for them, by language and folder. */
  slugs: Map<string, { slug: string | undefined; title: string | undefined }>
  /** Times when files were changed, if dates of posts are taken from them. */
  modified: Map<string, string>
}

/** A page by its place in the content. */
export type Content = {
  language: Language
  /** The names of the folders around it; for a bundle, around the bundle. */
  folders: readonly string[]
  stem: string
  /** Its logical path in lower case: `/posts/a-post`. */
  path: string
}

type Placed = { language: Language; folders: string[]; stem: string }

/** Reads the sections and bundles of a site. Cascades come from the front matter of sections. */
export async function readTree(folder: SiteFolder, settings: Settings): Promise<Tree> {
  const tree: Tree = { kinds: new Map(), cascades: new Map(), slugs: new Map(), modified: new Map() }
  const usesTimes = settings.languages.some(({ dates }) =>
    Object.values(dates).flat().includes(':filemodtime'),
  )
  for await (const file of folder.files()) {
    const placed = isText(file) ? placeOf(file, settings) : undefined
    if (placed?.stem === 'index') tree.kinds.set(placed.folders.join('/'), 'page')
    if (placed?.stem === '_index') addSection(tree, placed, await folder.readFields(file))
    if (usesTimes && placed !== undefined) {
      tree.modified.set(file.place, (await stat(file.path)).mtime.toISOString())
    }
  }
  return tree
}

function isText({ kind }: SourceFile): boolean {
  return kind === 'markdown' || kind === 'html' || kind === 'markup'
}

/** A folder with both kinds of index is a page. */
function addSection(tree: Tree, { language, folders }: Placed, fields: Fields): void {
  const path = folders.join('/')
  if (!tree.kinds.has(path)) tree.kinds.set(path, 'section')
  const { cascade, slug, title } = lowerCaseNames(fields)
  tree.cascades.set(keyOf(language, path), readCascades(cascade))
  const names = { slug: readText(slug), title: readText(title) }
  if (path !== '') tree.slugs.set(keyOf(language, path), names)
}

/** The content in a file; undefined if it is no page: a section's `_index.md`, a file of a page bundle, a file that is ignored, or one outside of the content. */
export function contentOf(
  file: Pick<SourceFile, 'place'> & { path?: string },
  settings: Settings,
  { kinds }: Pick<Tree, 'kinds'>,
): Content | undefined {
  const placed = placeOf(file, settings)
  if (placed === undefined || placed.stem === '_index') return undefined
  const { language, folders, stem } = placed
  const bundle = folders.findIndex((_, depth) => kinds.get(folders.slice(0, depth + 1).join('/')) === 'page')
  const isBundle = stem === 'index' && folders.length > 0
  if (bundle !== -1 && !(isBundle && bundle === folders.length - 1)) return undefined
  const names = isBundle ? folders : [...folders, stem]
  return {
    language,
    folders: names.slice(0, -1),
    stem: names.at(-1) ?? stem,
    path: `/${names.join('/')}`.toLowerCase().replaceAll(' ', '-'),
  }
}

/** The cascades that reach a page, the nearest first: those of the sections around it, then those of the configuration. */
export function cascadesOf({ language, folders }: Content, { cascades }: Tree): Cascade[] {
  const above = folders.map((_, depth) => folders.slice(0, depth + 1).join('/'))
  return [...above.reverse(), '']
    .flatMap((path) => cascades.get(keyOf(language, path)) ?? [])
    .concat(language.cascades)
}

/** The names that the sections of folders have in addresses: their slugs, otherwise what `nameOf` makes of their titles and folders. */
export function sectionNames(
  folders: readonly string[],
  { language, slugs }: { language: Language; slugs: Tree['slugs'] },
  nameOf: (folder: string, title: string | undefined) => string,
): string[] {
  return folders.map((folder, depth) => {
    const section = slugs.get(keyOf(language, folders.slice(0, depth + 1).join('/')))
    return section?.slug ?? nameOf(folder, section?.title)
  })
}

function keyOf({ code }: Language, path: string): string {
  return `${code}:${path}`
}

/** The language and the place of a file in the content. The language is told by the file's name (`cats.de.md`), or else by its mount. */
function placeOf(
  { place, path }: Pick<SourceFile, 'place'> & { path?: string },
  { mounts, languages }: Settings,
): Placed | undefined {
  const mount = mounts.find((one) => within(place, one) !== undefined)
  if (mount === undefined) return undefined
  const bare = withoutExtension(within(place, mount) ?? '')
  const named = languages.find(({ code }) => bare.toLowerCase().endsWith(`.${code}`))
  const language =
    named ?? languages.find(({ code }) => code === mount.code) ?? languages.find(({ isDefault }) => isDefault)
  if (language === undefined || language.isDisabled || isIgnored(path ?? place, language)) return undefined
  const folders = (named === undefined ? bare : bare.slice(0, -named.code.length - 1)).split('/')
  const stem = folders.pop() ?? ''
  return stem === '' ? undefined : { language, folders, stem }
}

/** The path of a file in the content; undefined if the mount does not have the file. A source may be a file itself. */
function within(place: string, { source, target, takes }: Mount): string | undefined {
  if (place === source) return target
  if (!place.startsWith(`${source}/`)) return undefined
  const path = place.slice(source.length + 1)
  return takes(path) ? `${target}/${path}`.replace(/^\//, '') : undefined
}

/** Whether a file is ignored. Hugo compares its whole path on the disk. */
function isIgnored(path: string, { ignored }: Language): boolean {
  return /(?:^|\/)#[^/]*$|~$/.test(path) || ignored.some((pattern) => pattern.matches(path))
}
