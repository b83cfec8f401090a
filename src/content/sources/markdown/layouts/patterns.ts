import { linearPattern } from '../../linear-pattern.ts'

/** Parts of a glob, and what each of them matches. */
const GLOB_PARTS: readonly [RegExp, (found: string) => string][] = [
  [/^\\(?:.|$)/su, (found) => literally(found.slice(1))],
  [/^\*\*/, () => '.*'],
  [/^\*/, () => '[^/]*'],
  [/^\?/, () => '[^/]'],
  [/^\[[^\]]+\]/, (found) => `[${found.slice(1, -1).replace(/^!/, '^').replace(/[\\[]/g, '\\$&')}]`],
  [/^\{/, () => '(?:'],
  [/^\}/, () => ')'],
]

/** Tells whether a path matches a glob. `{a,b}` is either, and `**` reaches into folders. `*` does so too if it `crossesFolders`, as in Zola; otherwise case does not matter either, as in Hugo. A glob that makes no sense matches nothing. */
export function globMatcher(glob: string, { crossesFolders = false } = {}): (path: string) => boolean {
  let pattern = ''
  let depth = 0
  for (let rest = glob; rest !== ''; ) {
    const [found, part] = nextPart(rest, depth)
    depth += found === '{' ? 1 : found === '}' ? -1 : 0
    pattern += crossesFolders ? part.replace('[^/]', '.') : part
    rest = rest.slice(found.length)
  }
  const compiled = linearPattern(`(?${crossesFolders ? 's' : 'is'})^(?:${pattern})$`)
  return (path) => compiled?.matches(path) === true
}

function nextPart(rest: string, depth: number): [found: string, part: string] {
  for (const [beginning, toPattern] of GLOB_PARTS) {
    const found = beginning.exec(rest)?.[0]
    if (found !== undefined) return [found, toPattern(found)]
  }
  const [sign = ''] = rest
  return [sign, sign === ',' && depth > 0 ? '|' : literally(sign)]
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
