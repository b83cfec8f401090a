import { globs } from '../../globs.ts'
import type { SiteFolder } from '../site-folder.ts'
import type { Config } from './eleventy-config.ts'

/** Whether Eleventy leaves a place out: by `.eleventyignore` in the site or its input folder, by `.gitignore`, or because it is no content. */
export async function readIgnores(
  folder: SiteFolder,
  { input = '', others, ignores, usesGitIgnore }: Config,
): Promise<(place: string) => boolean> {
  const patterns = [
    ...ignores.map((glob) => glob.replace(/^(?:\.?\/)+|\/+$/g, '')),
    ...(await patternsIn(folder, '.eleventyignore', '')),
    ...(input === '' ? [] : await patternsIn(folder, `${input}.eleventyignore`, input)),
    ...(usesGitIgnore ? await patternsIn(folder, '.gitignore', '') : []),
  ]
  const matches = globs(patterns, '.eleventyignore')
  return (place) => {
    if (others.some((other) => place.startsWith(other))) return true
    const names = place.split('/')
    return names.some((_, depth) => matches(names.slice(0, depth + 1).join('/')))
  }
}

/** The patterns of a file. They are relative to its folder; Eleventy leaves out those that begin with "!". */
async function patternsIn(folder: SiteFolder, name: string, base: string): Promise<string[]> {
  const { text } = await folder.readText([name])
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#!]/.test(line))
    .map((line) => base + line.replace(/^(?:\.?\/)+|\/+$/g, ''))
    .filter(Boolean)
}
