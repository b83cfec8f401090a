import type { MarkedExtension } from 'marked'
import { codeOr } from './markdown-code.ts'

const SIGNS = /^[ \t>]*::|\[![\w-]+\]|^ {0,3}\*\[|^[ \t]*\[\[?_?toc/im
/** A line that opens or closes a container of Docusaurus, VuePress or Pandoc: `:::note[Title]`, `::: tip Title`, `::: {.note}`, `:::`. */
const CONTAINER = '(?<container>^[ \\t>]*:{3,}.*$)'
/** A block of one line: `::youtube[Title]{id=1}`. */
const LEAF = '(?<leaf>^[ \\t>]*::[a-z][\\w-]*(?:\\[[^\\]\\n]*\\])?(?:\\{[^}\\n]*\\})?[ \\t]*$)'
/** The beginning of an alert of GitHub or Obsidian: `> [!WARNING]`, `> [!tip]- Title`. */
const ALERT = '(?<quote>^[ \\t]*>[ \\t>]*)\\[![\\w-]+\\][+-]?[ \\t]*(?<title>.*)'
/** What an abbreviation means, which a page shows only when one points at it: `*[CSS]: Cascading Style Sheets`. */
const ABBREVIATION = '(?<abbreviation>^ {0,3}\\*\\[[^\\]\\n]+\\]:.*$)'
/** The place of a table of contents: `[TOC]`, `[[toc]]`. */
const CONTENTS = '(?<contents>^[ \\t]*\\[\\[?_?[Tt][Oo][Cc]_?\\]?\\][ \\t]*$)'
/** The same of kramdown: a list of one item, with `{:toc}` below. */
const CONTENTS_LIST = codeOr(
  '(?<contents>^ {0,3}(?:[-+*]|\\d{1,9}\\.)[ \\t].*\\n[ \\t]*\\{:[^}\\n]{0,200}\\btoc\\b[^}\\n]{0,200}\\})',
)
const TOKENS = codeOr(CONTAINER, LEAF, ALERT, ABBREVIATION, CONTENTS)
/** An image whose description has a single backtick. */
const TICK = codeOr('(?<before>!\\[[^\\[\\]\\n`]{0,500})`(?<after>[^\\[\\]\\n`]{0,500}\\]\\()')

type Groups = Record<string, string | undefined>

/** Escapes a backtick in the description of an image, since it is taken for the beginning of code. */
export function escapeTicks(markdown: string): string {
  if (!/!\[[^\]\n]{0,500}`/.test(markdown)) return markdown
  return replaceOutsideCode(markdown, TICK, (_token, { before, after }) => `${before}\\\`${after}`)
}

/** Removes the place of a table of contents that kramdown makes. */
export function withoutContentsList(markdown: string): string {
  if (!/^[ \t]*\{:.*toc/m.test(markdown)) return markdown
  return replaceOutsideCode(markdown, CONTENTS_LIST, () => '')
}

/** Markdown of generators and editors as plain Markdown. Of containers and alerts their titles stay, and what they enclose. */
export function withoutDialects(markdown: string): string {
  if (!SIGNS.test(markdown)) return markdown
  return replaceOutsideCode(markdown, TOKENS, (token, { quote, title, abbreviation, contents }) => {
    if (abbreviation !== undefined || contents !== undefined) return ''
    if (quote !== undefined) return `${quote}${title}\n${quote}`
    const start = /^[ \t>]*/.exec(token)?.[0] ?? ''
    return `${start}\n${start}${titleOf(token.slice(start.length))}\n${start}`
  })
}

function replaceOutsideCode(
  markdown: string,
  tokens: RegExp,
  replace: (token: string, groups: Groups) => string,
): string {
  return markdown.replace(tokens, (...match) => {
    const token = String(match[0])
    const groups = match.at(-1) as Groups
    return groups.code === undefined ? replace(token, groups) : token
  })
}

/** The title of a container: in brackets, or the words after its kind. */
function titleOf(line: string): string {
  const [, rest = ''] = /^:+[ \t]*(.*)$/.exec(line) ?? []
  const [, bracketed] = /^[\w-]*\[(.*?)\]/.exec(rest) ?? []
  return bracketed ?? rest.replace(/\{[^}]*\}?/g, '').replace(/^[\w-]+[ \t]*/, '')
}

const NOTE =
  /^ {0,3}\[\^([^\]\s]{1,200})\]:[ \t]*(.*(?:\n(?:[ \t]*\n)*(?: {2,4}|\t).*|\n(?! {0,3}\[\^[^\]\s]+\]:)[ \t]*[^\s#>`~|*+-].*)*)(?:\n|$)/

/** Footnotes of Markdown: the text of a note stays where it stands, and the marks of known notes go. */
export function footnotes(): MarkedExtension {
  const known = new Set<string>()
  return {
    hooks: {
      preprocess(markdown) {
        known.clear()
        for (const [, label = ''] of markdown.matchAll(/^ {0,3}\[\^([^\]\s]{1,200})\]:/gm)) known.add(label)
        return markdown
      },
    },
    extensions: [
      {
        name: 'footnote',
        level: 'block',
        tokenizer(source) {
          const [raw, , text = ''] = NOTE.exec(source) ?? []
          if (raw === undefined) return undefined
          const inner = text.replace(/\n(?: {1,4}|\t)/g, '\n')
          return { type: 'footnote', raw, tokens: this.lexer.blockTokens(inner, []) }
        },
        renderer({ tokens = [] }) {
          return this.parser.parse(tokens)
        },
      },
      {
        name: 'footnote-mark',
        level: 'inline',
        tokenizer(source) {
          const [raw, label = ''] = /^\[\^([^\]\s]{1,200})\]/.exec(source) ?? []
          return raw === undefined || !known.has(label) ? undefined : { type: 'footnote-mark', raw }
        },
        renderer: () => '',
      },
    ],
  }
}
