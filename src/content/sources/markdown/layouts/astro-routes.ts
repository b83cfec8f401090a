import { isCode, withoutComments } from '../code-notes.ts'
import type { SiteFolder } from '../site-folder.ts'

/** The page that shows the posts of collections. */
type Route = {
  /** The folders of its addresses: `blog` of `src/pages/blog/[...slug].astro`. One may stand for the language: `[lang]/blog`. */
  prefix: string
  /** The collections that its code names. */
  collections: string[]
  /** Whether its code takes the day off the names of posts. */
  dropsDates: boolean
}

export type Routes = {
  /** The address of a post of a collection by its id. */
  addressOf(collection: string, id: string): string
  /** Whether the addresses of a collection lack the day in the names of its files. */
  dropsDates(collection: string): boolean
}

const ROUTE =
  /^src\/pages\/(?<prefix>(?:[^[\]]+\/|\[(?:lang|locale)\]\/)*)\[(?:\.\.\.)?(?:slug|id|post|path|entry|article)\](?:\/index)?\.astro$/
const IN_COLLECTION = /getCollection\(\s*(["'`])([\w-]+)\1/g
const DROPS_DATES = /\\d\{4\}-\\d\{2\}-\\d\{2\}|\.(?:slice|substring|substr)\(\s*11\s*\)/
const CONFIG = /^src\/content(?:\.config|\/config)\.[cm]?[jt]s$/

/** The pages of posts, from the places of files in `src/pages` and what their code names. A collection without a page has its own name in front. */
export async function readRoutes(folder: SiteFolder): Promise<Routes> {
  const places = await folder.filesWith((place) => ROUTE.test(place) || (isCode(place) && CONFIG.test(place)))
  const routes: Route[] = []
  let configDropsDates = false
  for (const place of places) {
    const code = withoutComments((await folder.readText([place])).text)
    const prefix = ROUTE.exec(place)?.groups?.prefix
    if (prefix === undefined) configDropsDates ||= /generateId/.test(code) && DROPS_DATES.test(code)
    else {
      const collections = [...code.matchAll(IN_COLLECTION)].map(([, , name = '']) => name)
      routes.push({ prefix: prefix.replace(/\/$/, ''), collections, dropsDates: DROPS_DATES.test(code) })
    }
  }
  const routeOf = (collection: string) => {
    const own = routes.filter(({ collections }) => collections.includes(collection))
    // The folder of a collection may have another name than the collection.
    return (
      own.find(({ prefix }) => prefix === collection) ??
      own[0] ??
      (routes.length === 1 ? routes[0] : undefined)
    )
  }
  return {
    addressOf: (collection, id) => addressOn(routeOf(collection)?.prefix ?? collection, id),
    dropsDates: (collection) => configDropsDates || routeOf(collection)?.dropsDates === true,
  }
}

/** The address of a post below its page. If a folder of the page stands for the language, the first folder of the post is the language. */
function addressOn(prefix: string, id: string): string {
  const parameter = /\[(?:lang|locale)\]/
  if (!parameter.test(prefix)) return `${prefix}/${id}`
  const [language = '', ...rest] = id.split('/')
  return `${prefix.replace(parameter, language)}/${rest.join('/')}`
}
