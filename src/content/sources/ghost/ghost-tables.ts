import { z } from 'zod'

/** The tables beside the posts. */
export const TABLES = ['tags', 'users', 'posts_tags', 'posts_authors', 'settings'] as const

/** The names of tags and users by id, and those that each post has. Takes a few bytes for each post. */
type GhostTables = {
  tags: Map<string, string>
  users: Map<string, string>
  tagsOfPost: Map<string, string[]>
  authorsOfPost: Map<string, string[]>
  language: string | undefined
}

const Id = z.union([z.string(), z.number()]).transform(String)
const Named = z.looseObject({ id: Id, name: z.string() })
const PostTag = z.looseObject({ post_id: Id, tag_id: Id })
const PostAuthor = z.looseObject({ post_id: Id, author_id: Id })
const Setting = z.looseObject({ key: z.string(), value: z.string().nullish() })
/** The names of the language setting in the versions of Ghost. */
const LANGUAGE_KEYS = ['locale', 'lang', 'default_locale']

export function emptyTables(): GhostTables {
  return {
    tags: new Map(),
    users: new Map(),
    tagsOfPost: new Map(),
    authorsOfPost: new Map(),
    language: undefined,
  }
}

/** Takes a row of a table. A row of the wrong form is ignored. */
export function fillTables(tables: GhostTables, table: string, row: unknown): void {
  if (Object.hasOwn(FILL, table)) FILL[table as keyof typeof FILL](tables, row)
}

const FILL: Record<(typeof TABLES)[number], (tables: GhostTables, row: unknown) => void> = {
  tags: ({ tags }, row) => {
    const { success, data } = Named.safeParse(row)
    if (success) tags.set(data.id, data.name)
  },
  users: ({ users }, row) => {
    const { success, data } = Named.safeParse(row)
    if (success) users.set(data.id, data.name)
  },
  posts_tags: ({ tagsOfPost }, row) => {
    const { success, data } = PostTag.safeParse(row)
    if (success) add(tagsOfPost, data.post_id, data.tag_id)
  },
  posts_authors: ({ authorsOfPost }, row) => {
    const { success, data } = PostAuthor.safeParse(row)
    if (success) add(authorsOfPost, data.post_id, data.author_id)
  },
  settings: (tables, row) => {
    const { success, data } = Setting.safeParse(row)
    if (success && LANGUAGE_KEYS.includes(data.key) && data.value) tables.language = data.value
  },
}

function add(lists: Map<string, string[]>, key: string, item: string): void {
  lists.set(key, [...(lists.get(key) ?? []), item])
}
