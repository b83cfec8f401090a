/** A quoted text that is a value or an item of a list; it may have several lines. */
const QUOTED = /^(?<lead>[ \t]*(?:- +)*(?:[\w-]+:[ \t]+)?)(?<quoted>"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*')/gm

/** YAML with each further line of a quoted text indented, as the standard asks for. Blogs leave out the indent because the parsers of Jekyll, Hugo and Eleventy don't mind. The value of the text stays the same. */
export function indentQuotedLines(yaml: string): string {
  return yaml.replace(QUOTED, (_match, lead: string, quoted: string) => {
    const indent = ' '.repeat(lead.length + 1)
    return lead + quoted.replace(/\n(?=[^\n])/g, `\n${indent}`)
  })
}

/** YAML with spaces in place of the tabs that lines begin with, as Hexo reads it. */
export function withoutTabs(yaml: string): string {
  return yaml.replace(/^\t+/gm, (tabs) => '  '.repeat(tabs.length))
}
