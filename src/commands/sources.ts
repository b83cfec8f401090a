import { type Command, InvalidArgumentError } from 'commander'
import { createFetcher } from '../content/fetching/create-fetcher.ts'
import type { Fetcher } from '../content/fetching/fetcher.ts'
import { excluding } from '../content/project/excluding.ts'
import {
  PROJECT_FILE,
  type Project,
  type ProjectSource,
  readProject,
} from '../content/project/project-file.ts'
import { withDistinctIds, withIdPrefix } from '../content/sources/id-prefix.ts'
import { ofSite } from '../content/sources/of-site.ts'
import { type OpenOptions, openSource, type Source } from '../content/sources/source.ts'
import type { Config } from '../core/config.ts'
import { InputError } from '../core/errors.ts'
import { withoutCredentials } from '../core/redact.ts'

/** The options that say which sources are read, and how. */
export type SourceFlags = {
  config?: string
  format?: string
  pages?: true
  comments?: true
  postTypes?: string[]
  idPrefix?: string
  allowPrivateNetworks?: true
}

/** A command with the arguments and options that say which sources are read, and how. */
export function withSourceFlags(command: Command): Command {
  return command
    .argument('[source...]', `files, folders and addresses (default: those of ${PROJECT_FILE})`)
    .option('--config <file>', `what the blog is made of (default: ${PROJECT_FILE}, if it is here)`)
    .option('--format <name>', 'read all sources as this, instead of recognising them')
    .option('--pages', 'take pages as well as posts, where a source tells them apart')
    .option(
      '--post-types <names>',
      'take these types of posts of WordPress as well, with commas between them',
      (names: string) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean),
    )
    .option('--comments', 'fetch the comments of each post, where a feed says where they are')
    .option(
      '--id-prefix <text>',
      'what comes before the ids of posts, so that those of two blogs do not collide',
      parsePrefix,
    )
    .option('--allow-private-networks', 'let addresses of this host and of private networks be fetched')
}

/** The project file of a command. Throws an InputError if one was named and does not exist. */
export function readProjectOf({ config }: SourceFlags): Project | undefined {
  const project = readProject(config)
  if (project === undefined && config !== undefined)
    throw new InputError(`${config}: expected a file, found none`)
  return project
}

/** The paths and addresses of a command's sources: those given, or else those of the project file. */
export function placesOf(given: readonly string[], project: Project | undefined): string[] {
  if (given.length > 0) return [...given]
  const places = project?.sources.map(({ path, url }) => path ?? url ?? '') ?? []
  if (places.length === 0) {
    throw new InputError(
      `source: expected files, folders or addresses, or ${PROJECT_FILE} in this folder, got none; \`blog-search init <place>\` writes that file`,
    )
  }
  return places
}

/** The fetcher of a command, for sources at addresses. */
export function fetcherOf(
  { allowPrivateNetworks }: SourceFlags,
  { project }: { project: Project | undefined },
): Fetcher {
  const allow = allowPrivateNetworks === true || project?.allowPrivateNetworks === true
  return createFetcher({ allowPrivateNetworks: allow })
}

/** Opens the sources of a command. */
export async function openSources(
  given: readonly string[],
  flags: SourceFlags,
  {
    project,
    config,
    fetch = fetcherOf(flags, { project }),
  }: { project: Project | undefined; config: Config; fetch?: Fetcher },
): Promise<Source[]> {
  placesOf(given, project)
  const entries: ProjectSource[] =
    given.length > 0 ? given.map((path) => ({ path, exclude: [] })) : (project?.sources ?? [])
  const opened = entries.map(async (entry) => {
    const options = sourceOptions(entry, flags, { project, config, fetch })
    const source = await openSource(placeOf(entry), options)
    const named = prefixed(source, flags.idPrefix ?? entry.idPrefix)
    return excluding(ofSite(named, entry.site), [...entry.exclude, ...(project?.exclude ?? [])])
  })
  return withDistinctIds(await Promise.all(opened))
}

function placeOf({ path, url }: ProjectSource): string {
  return path ?? url ?? ''
}

type Around = { project: Project | undefined; config: Config; fetch: Fetcher }

/** The options of a source: those of the command line count before those of the project file. */
function sourceOptions(
  entry: ProjectSource,
  flags: SourceFlags,
  { project, config, fetch }: Around,
): OpenOptions {
  const permalink = entry.permalink ?? project?.permalink
  const format = flags.format ?? entry.format
  const postTypes = flags.postTypes ?? entry.postTypes
  return {
    fetch,
    pages: flags.pages ?? entry.pages ?? false,
    comments: flags.comments ?? entry.comments ?? false,
    ...(format !== undefined && { format }),
    ...(config.siteUrl !== undefined && { siteUrl: config.siteUrl }),
    ...(format === 'ghost' && ghostKeyFor(placeOf(entry), config)),
    facets: config.facets,
    ...(permalink !== undefined && { permalink }),
    ...(postTypes !== undefined && { postTypes }),
  }
}

function prefixed(source: Source, prefix: string | undefined): Source {
  return prefix === undefined ? source : withIdPrefix(source, prefix)
}

function parsePrefix(text: string): string {
  if (/^[^\p{Cc}#]{1,100}$/u.test(text)) return text
  throw new InvalidArgumentError('Expected 1 to 100 characters without "#".')
}

/** The key for a source of Ghost. Throws an InputError for an address without a key: it would be read as a feed, which has only the newest posts. */
function ghostKeyFor(place: string, { ghostContentKey }: Config): { ghostKey?: string } {
  if (ghostContentKey) return { ghostKey: ghostContentKey }
  if (!/^https?:/i.test(place)) return {}
  const expected = "expected GHOST_CONTENT_KEY, the key of Ghost's Content API, for the format ghost"
  throw new InputError(
    `${withoutCredentials(place)}: ${expected}, got none; without the format it is read as a feed`,
  )
}
