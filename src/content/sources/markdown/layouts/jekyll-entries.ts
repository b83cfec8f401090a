import { fnmatch } from './fnmatch.ts'

/** Whether Jekyll reads an entry of a folder. `entry` is relative to `base`, which is relative to the site's source. */
export type EntryFilter = (entry: string, base: string, isFolder: boolean) => boolean

/** Jekyll's filter of entries, by the patterns of `exclude` and `include`. A pattern that begins a path matches all of it. */
export function entryFilter(exclude: readonly string[], include: readonly string[]): EntryFilter {
  const isExcluded = matcher(exclude.filter((pattern) => !include.includes(pattern)))
  const isIncluded = matcher(include)
  return (entry, base, isFolder) => {
    const name = entry.slice(entry.lastIndexOf('/') + 1)
    if (isIncluded(entry, isFolder) || isIncluded(name, isFolder)) return true
    if (isExcluded(base === '' ? entry : `${base}/${entry}`, isFolder)) return false
    return !/^[._#~]/.test(entry) && !/^[._#~]|~$/.test(name)
  }
}

/** Whether all folders above a file are read, from the outermost, and then the file. */
export function isRead(filter: EntryFilter, place: string): boolean {
  const names = place.split('/')
  return names.every((name, depth) => filter(name, names.slice(0, depth).join('/'), depth < names.length - 1))
}

function matcher(patterns: readonly string[]): (entry: string, isFolder: boolean) => boolean {
  const compiled = patterns
    .filter(Boolean)
    .map((pattern) => pattern.replace(/^\/+/, ''))
    .map((prefix) => ({ prefix, whole: fnmatch(prefix) }))
  return (entry, isFolder) =>
    compiled.some(
      ({ prefix, whole }) => entry.startsWith(prefix) || whole(entry) || (isFolder && prefix === `${entry}/`),
    )
}
