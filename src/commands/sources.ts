import { openSource, type Source } from '../sources/source.ts'

/** Options that say how sources are read. */
export type SourceFlags = { format?: string; pages?: true }

/** Opens what a command was given. */
export async function openSources(
  paths: readonly string[],
  { format, pages }: SourceFlags,
  siteUrl: string | undefined,
): Promise<Source[]> {
  const options = {
    ...(format !== undefined && { format }),
    ...(siteUrl !== undefined && { siteUrl }),
    ...(pages !== undefined && { pages }),
  }
  return Promise.all(paths.map((path) => openSource(path, options)))
}
