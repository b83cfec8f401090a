import { RE2JS } from 're2js'

/** A regular expression whose time grows with the length of the text alone. */
export type LinearPattern = {
  matches: (text: string) => boolean
  /** The groups of the first match by name or, without a name, by number; none if nothing matches. */
  groupsOf: (text: string) => Record<string, string>
  /** The text with each match replaced; `$1` stands for a group. */
  replaced: (text: string, replacement: string) => string
}

/**
 * Compiles a regular expression of a site's configuration, in the syntax of Go and RE2, which is that of Python too but for lookarounds and
 * backreferences. Undefined if it cannot be read. JavaScript's own expressions may take longer than the world exists for `(a+)+$`.
 */
export function linearPattern(source: string): LinearPattern | undefined {
  const compiled = compile(source)
  if (compiled === undefined) return undefined
  const names = Object.entries(compiled.namedGroups())
  return {
    matches: (text) => compiled.matcher(text).find(),
    replaced: (text, replacement) => compiled.matcher(text).replaceAll(replacement),
    groupsOf: (text) => {
      const matcher = compiled.matcher(text)
      if (!matcher.find()) return {}
      const numbered = Array.from({ length: matcher.groupCount() }, (_, i) => [String(i + 1), i + 1] as const)
      const groups = [...numbered, ...names].map(([name, index]) => [name, matcher.group(index)] as const)
      return Object.fromEntries(groups.flatMap(([name, value]) => (value == null ? [] : [[name, value]])))
    },
  }
}

function compile(source: string): RE2JS | undefined {
  try {
    return RE2JS.compile(source)
  } catch {
    return undefined
  }
}
