import type { DateOrder } from '../../documents/read-date.ts'
import type { SourceOptions } from '../source-types.ts'
import type { Folder, SourceFile } from '../walk.ts'
import type { Fields, FieldsLanguage } from './fields.ts'
import type { FrontMatter } from './front-matter.ts'
import type { SiteFolder } from './site-folder.ts'

/** The layout that a site generator gives a blog. */
export type Layout = {
  /** The generator's name. */
  name: string
  /** Whether a folder is a site of this generator, by its configuration. */
  recognises(folder: SiteFolder): boolean | Promise<boolean>
  /** Whether a folder without a configuration looks like a site of this generator. */
  resembles?(folder: SiteFolder): boolean | Promise<boolean>
  /** The site, with its configuration. Throws an InputError if that cannot be read. */
  open(folder: SiteFolder, options: SourceOptions): Site | Promise<Site>
}

/** The way in which a generator treats the files of one site. */
export type Site = {
  /** The generator's name, if it is known. */
  generator?: string
  /** The role of a Markdown file by its place; undefined if it makes no page of its own. */
  roleOf(file: SourceFile): 'post' | 'page' | undefined
  /** The address of a post: a percent-encoded path that begins with "/", or a whole URL. */
  addressOf(post: PostParts): string
  /** What is to be told about the address of a post. */
  warningOf?(post: PostParts): string | undefined
  /** The further addresses of a post, in the same form. */
  aliasesOf?(post: PostParts): string[]
  /** The front matter with the generator's additions and changes. Names are in lower case. */
  fieldsOf?(file: MarkdownFile): Fields
  /** The front matter of a text, if the generator has forms of it that others do not have. */
  readFrontMatter?(text: string): FrontMatter
  /** Whether a file may do without front matter. */
  withoutFrontMatter?(file: SourceFile): boolean
  /** Whether posts may be HTML with front matter, as written by tools that move blogs to a generator. */
  htmlPosts?: boolean
  /** How it reads dates such as `5/1/2023`. Without it they are no dates, unless one of the numbers is over 12. */
  dateOrder?: DateOrder
  /** Whether all Markdown is read as MDX, not only `.mdx` files. */
  allMdx?: boolean
  /** Whether spaces separate the names in a text of labels, as in Jekyll. Elsewhere `categories: a b` is one. */
  namesBySpaces?: boolean
  /** Whether the site publishes its `_drafts`. */
  publishesDrafts?: boolean
  /** Whether the site publishes posts before their date. */
  publishesFuture?: boolean
  /** The path that the site lies under, such as `/blog`; absent at the top of its host. */
  basePath?: string
  /** Notes on files of code that are not run but may change what is published, and where. */
  notes?: readonly string[]
}

/** A Markdown file, split into its parts. `place` is its path in the folder. */
export type MarkdownFile = {
  place: string
  folders: readonly Folder[]
  language: FieldsLanguage
  fields: Fields
  body: string
}

/** The parts from which an address is made. `date` is the post's own, in ISO 8601. */
export type PostParts = MarkdownFile & { date?: string; categories: readonly string[] }
