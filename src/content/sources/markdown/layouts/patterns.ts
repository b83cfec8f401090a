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
  const regexp = toRegExp(`^${pattern}$`, crossesFolders ? 'su' : 'isu')
  return (path) => regexp?.test(path) === true
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

/** A regular expression of Go; undefined if JavaScript cannot read it. Flags of a part count for the whole. */
export function goRegExp(source: string): RegExp | undefined {
  const flags = new Set([...source.matchAll(/\(\?([ims]+)[):]/g)].flatMap(([, letters = '']) => [...letters]))
  const pattern = source
    .replace(/\(\?[ims]+\)/g, '')
    .replace(/\(\?[ims]+:/g, '(?:')
    .replaceAll('(?P<', '(?<')
    .replaceAll('\\A', '^')
    .replaceAll('\\z', '$')
    .replace(/\\([pP])([A-Z])/g, '\\$1{$2}')
    .replace(/\[\[:(\w+):\]\]/g, (all, name: string) => POSIX_CLASSES.get(name) ?? all)
  const letters = [...flags].join('')
  return toRegExp(pattern, `${letters}u`) ?? toRegExp(pattern, letters)
}

const POSIX_CLASSES = new Map([
  ['alpha', '[A-Za-z]'],
  ['digit', '[0-9]'],
  ['alnum', '[A-Za-z0-9]'],
  ['space', '\\s'],
  ['upper', '[A-Z]'],
  ['lower', '[a-z]'],
  ['punct', '[!-/:-@[-`{-~]'],
])

function toRegExp(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags)
  } catch {
    return undefined
  }
}
