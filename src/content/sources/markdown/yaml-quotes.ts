/** A quoted text that is a value or a list's item; it may go over several lines. */
const QUOTED = /^(?<lead>[ \t]*(?:- +)*(?:[\w-]+:[ \t]+)?)(?<quoted>"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*')/gm

/** YAML whose quoted texts have each further line indented, as the standard asks for. Blogs leave that out because the parsers of Jekyll, Hugo and Eleventy don't mind; what the text says stays the same. */
export function indentQuotedLines(yaml: string): string {
  return yaml.replace(QUOTED, (_match, lead: string, quoted: string) => {
    const indent = ' '.repeat(lead.length + 1)
    return lead + quoted.replace(/\n(?=[^\n])/g, `\n${indent}`)
  })
}
