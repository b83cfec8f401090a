import { readFile } from 'node:fs/promises'
import { InputError } from '../../../core/errors.ts'

/** For each word, in lower case, its known misspellings; one that is listed several times is repeated. */
export type TypoLists = ReadonlyMap<string, readonly string[]>

/** Reads lists of misspellings: lines of `typo TAB correction`. Throws an InputError that names the file, the line and what was expected. */
export async function readTypoLists(paths: readonly string[]): Promise<TypoLists> {
  const typos = new Map<string, string[]>()
  for (const path of paths) {
    const content = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new InputError(`${path}: cannot be read`, { cause })
    })
    for (const [i, line] of content.split(/\r?\n/).entries()) {
      if (line.trim() === '' || line.startsWith('#')) continue
      const { typo, correction } = parseTypo(line, `${path}:${i + 1}`)
      const others = typos.get(correction)
      if (others === undefined) typos.set(correction, [typo])
      else others.push(typo)
    }
  }
  return typos
}

function parseTypo(line: string, place: string): { typo: string; correction: string } {
  const [typo, correction] = line.split('\t').map((part) => part.trim().toLowerCase())
  if (typo && correction) return { typo, correction }
  throw new InputError(
    `${place}: expected typo and correction with a tab between, got ${JSON.stringify(line)}`,
  )
}
