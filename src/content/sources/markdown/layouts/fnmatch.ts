/** The pattern as Ruby's `File.fnmatch` reads it without flags: `*` matches any characters, "/" too; braces are plain characters. */
export function fnmatch(pattern: string): RegExp {
  const source = pattern.replace(TOKEN, (token: string, escaped?: string, negated?: string, set?: string) => {
    if (escaped !== undefined) return quote(escaped)
    if (set !== undefined) return `[${negated ? '^' : ''}${set.replace(/[\\\]^[]/g, '\\$&')}]`
    return token === '?' ? '.' : token.startsWith('*') ? '.*' : quote(token)
  })
  try {
    return new RegExp(`^${source}$`, 'su')
  } catch {
    // A set such as `[z-a]` matches nothing.
    return /(?!)/
  }
}

const TOKEN = /\\(.)|\[([!^])?([^\]]+)\]|\*+|./gsu

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
