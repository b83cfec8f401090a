import type { SiteFolder } from '../site-folder.ts'
import type { Settings } from './hugo-settings.ts'

/** Notes on posts that Hugo publishes but that are not read, and on dates that are not known. */
export async function notesOn(folder: SiteFolder, { themes, hasGitDates }: Settings): Promise<string[]> {
  const notes = hasGitDates
    ? ['frontmatter.date: dates from Git (":git") are not read; such a post has its next date, or none']
    : []
  for (const theme of themes) {
    const path = `themes/${theme}/content`
    if (await folder.has([path])) notes.push(`${path}: content of a theme is not read`)
  }
  const adapters = await folder.filesWith((place) => /(?:^|\/)_content\.gotmpl$/.test(place))
  return [...notes, ...adapters.map((place) => `${place}: pages that code makes are not read`)]
}
