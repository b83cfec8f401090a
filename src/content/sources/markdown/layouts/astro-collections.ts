import { literalOf } from '../code-notes.ts'

/** A file of a collection: the collection's name, and the place within it. */
export type InCollection = { name: string; place: string; isBlog: boolean }

const BLOG = /^(?:blogs?|posts?|articles?|news|notes|writings?|journal)$/
const FOLDER = /^src\/(?<top>content|data)\/(?<name>[^/]+)\/(?<place>.+)$/

/** Finds the collection of a file: by the folders (`base`) that the code of the configuration names, otherwise by its place in `src/content` or `src/data`. */
export function collectionFinder(code: string): (place: string) => InCollection | undefined {
  const bases = readBases(code)
  return (place) => {
    const own = bases.find(({ base }) => place.startsWith(base))
    if (own !== undefined) {
      const folder = own.base.slice(0, -1)
      const isBlog = BLOG.test(own.name) || BLOG.test(folder.slice(folder.lastIndexOf('/') + 1))
      return { name: own.name, place: place.slice(own.base.length), isBlog }
    }
    const { top, name = '', place: rest = '' } = FOLDER.exec(place)?.groups ?? {}
    const isBlog = BLOG.test(name)
    // Other folders in `src/data` hold anything.
    return top === 'content' || (top === 'data' && isBlog) ? { name, place: rest, isBlog } : undefined
  }
}

/** The folders of collections, the deepest first: `base` of `blog = defineCollection({ loader: glob({ base: './posts' }) })`. */
function readBases(code: string): { name: string; base: string }[] {
  const starts = [...code.matchAll(/(?:([\w$]+)\s*=|["']?([\w-]+)["']?\s*:)\s*defineCollection\(/g)]
  return starts
    .flatMap((start, index) => {
      const base = literalOf(code.slice(start.index, starts[index + 1]?.index), 'base')
      const [, variable = '', key] = start
      if (base === undefined) return []
      return [
        { name: key ?? exportedName(code, variable), base: `${base.replace(/^(?:\.?\/)+|\/+$/g, '')}/` },
      ]
    })
    .filter(({ base }) => base !== '/' && !base.startsWith('..'))
    .sort((a, b) => b.base.length - a.base.length)
}

/** The name under which a variable is exported: `blog` of `collections = { blog: blogCollection }`. */
function exportedName(code: string, variable: string): string {
  const exported = /\bcollections\s*=\s*\{([^{}]*)\}/.exec(code)?.[1] ?? ''
  const entries = exported.matchAll(/["']?([\w-]+)["']?\s*:\s*([\w$]+)/g)
  return [...entries].find(([, , value]) => value === variable)?.[1] ?? variable
}
