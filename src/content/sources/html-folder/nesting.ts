import { Parser } from 'htmlparser2'

/** The most levels of nested elements in a page: 3 for `<html><body><p>`. */
export function nestingOf(html: string): number {
  let depth = 0
  let deepest = 0
  const parser = new Parser({
    onopentag() {
      depth += 1
      deepest = Math.max(deepest, depth)
    },
    onclosetag() {
      depth -= 1
    },
  })
  parser.end(html)
  return deepest
}
