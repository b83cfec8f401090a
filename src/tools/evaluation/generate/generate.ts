import type { Client } from '@elastic/elasticsearch'
import { InputError } from '../../../core/errors.ts'
import { randomFor } from '../../../core/random.ts'
import type { KnownItem, Maker, Making } from './known-item.ts'
import { type OwnerIndex, openIndex } from './owner-index.ts'
import { makeComments, makePhrases } from './phrases.ts'
import { makeHarmless, makeTypoTerms } from './rare-words.ts'
import { readComments, readPosts, type SampledPost, sampleIds } from './sample.ts'
import { makePairTypos } from './title-pairs.ts'
import { makeExactTitles, makeTitleTypos } from './titles.ts'

/** The number of queries to make: `count` of each kind, drawn with `seed`. */
type GenerateOptions = { count: number; seed: number; maxQueryLength: number }

/** The queries of one kind; fewer than wanted if the blog does not have enough that fit. */
export type GeneratedKind = { kind: string; items: KnownItem[] }

/** Documents sampled for each wanted query of a kind, and the least in all. */
const SAMPLED_FOR_EACH = 20
const MIN_SAMPLED = 1_000
/** Documents in memory at once. */
const BATCH = 25
/** Most passes over the posts of a small blog, each with other random draws. */
const MOST_ROUNDS = 3

type Kind = { kind: string; make: (making: Making, ids: readonly string[]) => Promise<KnownItem[]> }

const OF_POSTS: readonly Kind[] = [
  { kind: 'exact-title', make: ofPosts(makeExactTitles) },
  { kind: 'title-typo', make: ofPosts(makeTitleTypos) },
  { kind: 'phrase', make: ofPosts(makePhrases) },
  { kind: 'typo-term', make: ofPosts(makeTypoTerms) },
  { kind: 'pair-typo', make: ofPosts(makePairTypos) },
  { kind: 'noharm', make: ofPosts(makeHarmless) },
]
const OF_COMMENTS: Kind = {
  kind: 'comment',
  make: async (making, keys) => makeComments(making, await readComments(making.owner, keys)),
}

/** Known-item queries for the live indexes of a blog, kind by kind; of comments only if it has some. Throws an InputError if there is no index or no post. */
export async function* generateQueries(
  { client, indexPrefix }: { client: Client; indexPrefix: string },
  options: GenerateOptions,
): AsyncGenerator<GeneratedKind> {
  const owner = await openIndex(client, indexPrefix)
  const most = Math.max(MIN_SAMPLED, SAMPLED_FOR_EACH * options.count)
  const posts = await sampleIds(owner, owner.aliases.posts, options.seed, most)
  if (posts.length === 0) throw new InputError(`${owner.aliases.posts}: expected posts, got none`)
  for (const kind of OF_POSTS) yield await collect(kind, owner, posts, options)
  const comments = await sampleIds(owner, owner.aliases.comments, options.seed, most)
  if (comments.length > 0) yield await collect(OF_COMMENTS, owner, comments, options)
}

async function collect(
  { kind, make }: Kind,
  owner: OwnerIndex,
  ids: readonly string[],
  { count, seed, maxQueryLength }: GenerateOptions,
): Promise<GeneratedKind> {
  const items = new Map<string, KnownItem>()
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = items.size
    const making = {
      owner,
      maxQueryLength,
      randomFor: (id: string) => randomFor(seed, kind, round, id),
    }
    for (let i = 0; i < ids.length && items.size < count; i += BATCH) {
      const made = await make(making, ids.slice(i, i + BATCH))
      addNew(items, made)
    }
    if (items.size >= count || items.size === before) break
  }
  return { kind, items: [...items.values()].slice(0, count) }
}

function addNew(items: Map<string, KnownItem>, made: readonly KnownItem[]): void {
  for (const item of made) {
    const key = (item.meant ?? item.q).toLowerCase()
    if (!items.has(key)) items.set(key, item)
  }
}

function ofPosts(make: Maker<SampledPost>): Kind['make'] {
  return async (making, ids) => make(making, await readPosts(making.owner, ids))
}
