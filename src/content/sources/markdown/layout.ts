import type { SourceOptions } from '../source-types.ts'
import type { Folder, SourceFile } from '../walk.ts'
import type { Fields, FieldsLanguage } from './fields.ts'
import type { SiteFolder } from './site-folder.ts'

/** How a site generator lays out a blog. */
export type Layout = {
  /** The generator's name. */
  name: string
  /** Whether a folder is a site of this generator. */
  recognises(folder: SiteFolder): boolean | Promise<boolean>
  /** The site, with what its configuration says. Throws an InputError if that cannot be read. */
  open(folder: SiteFolder, options: SourceOptions): Site | Promise<Site>
}

/** What a generator makes of the files of one site. */
export type Site = {
  /** What a Markdown file is, by where it lies; undefined if no page of its own is made of it. */
  roleOf(file: SourceFile): 'post' | 'page' | undefined
  /** The address of a post: a percent-encoded path that begins with "/", or a whole URL. */
  addressOf(post: PostParts): string
  /** The front matter with what the generator adds to it or reads otherwise. Names are in lower case. */
  fieldsOf?(file: MarkdownFile): Fields
  /** Whether a file may do without front matter. */
  withoutFrontMatter?: boolean
  /** Whether posts may be HTML with front matter, as tools that move blogs to a generator write them. */
  htmlPosts?: boolean
  /** Whether all Markdown is read as MDX, not only that of `.mdx` files. */
  allMdx?: boolean
}

/** A Markdown file, read and taken apart. `place` is its path in the folder. */
export type MarkdownFile = {
  place: string
  folders: readonly Folder[]
  language: FieldsLanguage
  fields: Fields
  body: string
}

/** What an address is made of. `date` is the post's own, in ISO 8601. */
export type PostParts = MarkdownFile & { date?: string; categories: readonly string[] }
