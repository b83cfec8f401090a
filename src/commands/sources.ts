import type { Command } from 'commander'
import { createFetcher } from '../fetching/create-fetcher.ts'
import { openSource, type Source } from '../sources/source.ts'

/** Options that say how sources are read. */
export type SourceFlags = { format?: string; pages?: true; comments?: true; allowPrivateNetworks?: true }

/** Opens what a command was given. */
export async function openSources(
  places: readonly string[],
  { format, pages, comments, allowPrivateNetworks }: SourceFlags,
  siteUrl: string | undefined,
): Promise<Source[]> {
  const options = {
    fetch: createFetcher({ allowPrivateNetworks: allowPrivateNetworks === true }),
    ...(format !== undefined && { format }),
    ...(siteUrl !== undefined && { siteUrl }),
    ...(pages !== undefined && { pages }),
    ...(comments !== undefined && { comments }),
  }
  return Promise.all(places.map((place) => openSource(place, options)))
}

/** A command with the options that say how sources are read. */
export function withSourceFlags(command: Command): Command {
  return command
    .argument('<source...>', 'files, folders and addresses: see README')
    .option('--format <name>', 'read all sources as this, instead of recognising them')
    .option('--pages', 'take pages as well as posts, where a source tells them apart')
    .option('--comments', 'fetch the comments of each post, where a feed says where they are')
    .option('--allow-private-networks', 'let addresses of this host and of private networks be fetched')
}
