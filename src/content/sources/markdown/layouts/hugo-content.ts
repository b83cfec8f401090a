import type { Folder, SourceFile } from '../../walk.ts'
import { splitPlace } from '../place.ts'
import type { Language, Settings } from './hugo-settings.ts'

/** A page by its place in the content. */
export type Content = { language: Language; folders: readonly Folder[]; stem: string; isIndex: boolean }

type Placed = Pick<SourceFile, 'place' | 'folders'>

/** The content in a file; undefined if it is no page: a section's `_index.md`, a file of a page bundle, or a file outside of a folder for content. */
export function contentOf({ place, folders }: Placed, settings: Settings): Content | undefined {
  const language = languageOf(place, settings.languages)
  if (language === undefined || language.isDisabled) return undefined
  const parts = splitPlace(language.bare)
  if (parts.stem === '_index') return undefined
  const inContent = folders.slice(language.content.split('/').length - 1)
  const bundle = inContent.findIndex(({ index }) => index === 'page')
  const isBundle = parts.isIndex && bundle === inContent.length - 1
  if (bundle !== -1 && !isBundle) return undefined
  const above = parts.isIndex ? inContent.slice(0, -1) : inContent
  return { language, folders: above, stem: parts.stem, isIndex: parts.isIndex }
}

/** The language of a file by its name (`cats.de.md`), or else by its folder, and its place in that folder without either. */
export function languageOf(
  place: string,
  languages: readonly Language[],
): (Language & { bare: string }) | undefined {
  // The folder of a language may lie in that of another.
  const [folder] = languages
    .filter(({ content }) => place.startsWith(content))
    .sort((a, b) => b.content.length - a.content.length || Number(b.isDefault) - Number(a.isDefault))
  if (folder === undefined) return undefined
  const inFolder = place.slice(folder.content.length)
  const [, name, suffix = ''] = /^(.+)\.([^./]+)\.[^./]+$/.exec(inFolder) ?? []
  const named = languages.find(({ code }) => code === suffix.toLowerCase())
  return named === undefined
    ? { ...folder, bare: inFolder }
    : { ...named, content: folder.content, bare: `${name}.md` }
}

/** Whether content is a page: it is at the top level, and the posts are in sections. */
export function isPage({ folders }: Content, { hasSections }: Settings): boolean {
  return hasSections && folders.length === 0
}
