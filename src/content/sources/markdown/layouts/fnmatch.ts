import { linearPattern } from '../../linear-pattern.ts'

/** The pattern as Ruby's `File.fnmatch` reads it without flags: `*` matches any characters, "/" too; braces are plain characters. */
export function fnmatch(pattern: string): (path: string) => boolean {
  const source = pattern.replace(TOKEN, (token: string, escaped?: string, negated?: string, set?: string) => {
    if (escaped !== undefined) return quote(escaped)
    if (set !== undefined) return `[${negated ? '^' : ''}${set.replace(/[\\\]^[]/g, '\\$&')}]`
    return token === '?' ? '.' : token.startsWith('*') ? '.*' : quote(token)
  })
  // A set such as `[z-a]` matches nothing.
  const compiled = linearPattern(`(?s)^${source}$`)
  return (path) => compiled?.matches(path) === true
}

const TOKEN = /\\(.)|\[([!^])?([^\]]+)\]|\*+|./gsu

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
