import { readFeedDate } from './feed-date.ts'

/** The fields that are not undefined. */
export function defined<T extends object>(fields: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>
  }
}

/** The first date that can be read. It notes in `repaired` if none can be read, or only by a guess. */
export function readDate(texts: readonly string[], repaired: string[]): string | undefined {
  if (texts.length === 0) return undefined
  const [read] = texts.flatMap((text) => readFeedDate(text) ?? [])
  const note = read === undefined ? 'date that cannot be read left out' : read.repaired
  if (note !== undefined && !repaired.includes(note)) repaired.push(note)
  return read?.date
}
