import { Command } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import { createClient } from '../elastic/client.ts'
import { type Generation, listGenerations, rollBack } from '../index/reindex/generations.ts'

/** `blog-search indexes`: lists the generations of indexes, and which of them searches find. */
export function indexesCommand(): Command {
  return new Command('indexes')
    .description('list what reindexes made: how many documents, how large, and which one searches find')
    .option('--json', 'print the list as JSON')
    .action(async (options: { json?: true }) => {
      const config = readSettings()
      const client = createClient(config.elasticsearch)
      try {
        const generations = await listGenerations(client, config.indexPrefix)
        process.stdout.write(
          options.json === true
            ? `${JSON.stringify(generations)}\n`
            : asText(generations, config.indexPrefix),
        )
      } finally {
        await client.close()
      }
    })
}

/** `blog-search rollback [generation]`: lets searches find an earlier generation again. */
export function rollbackCommand(): Command {
  return new Command('rollback')
    .description('let searches find another generation of indexes, such as the one before a reindex')
    .argument('[generation]', 'its name as `indexes` prints it (default: the one before)')
    .option('--forward', 'go to the next newer one, to undo a rollback')
    .option('--json', 'print the generation as JSON')
    .action(async (wanted: string | undefined, options: { forward?: true; json?: true }) => {
      if (wanted !== undefined && options.forward === true)
        throw new InputError('--forward: expected without the name of a generation')
      const config = readSettings()
      const client = createClient(config.elasticsearch)
      try {
        const started = performance.now()
        const forward = options.forward === true
        const generation = await rollBack(client, config, { wanted, forward })
        const { stamp, documents } = generation
        const seconds = ((performance.now() - started) / 1000).toFixed(1)
        if (options.json === true) {
          process.stdout.write(`${JSON.stringify(generation)}\n`)
          return
        }
        process.stdout.write(
          `Searches find ${stamp} now, with ${documents.posts} posts and ${documents.comments} comments (${seconds} s).\n` +
            'What the API wrote and deleted since then stays so; what came from sources is as it was.\n' +
            `\`blog-search rollback${forward ? '' : ' --forward'}\` undoes this.\n`,
        )
      } finally {
        await client.close()
      }
    })
}

function asText(generations: readonly Generation[], prefix: string): string {
  if (generations.length === 0) return `There are no indexes of ${prefix}-*. Run \`blog-search reindex\`.\n`
  const rows = generations.map(({ stamp, created, serves, complete, schemaVersion, documents, bytes }) => [
    stamp,
    created.slice(0, 19).replace('T', ' '),
    String(documents.posts ?? '-'),
    String(documents.comments ?? '-'),
    String(documents.words ?? '-'),
    `${(bytes / 1024 / 1024).toFixed(1)} MB`,
    String(schemaVersion ?? '-'),
    serves ? 'serves' : complete ? 'kept' : 'unfinished',
  ])
  const table = [['generation', 'UTC', 'posts', 'comments', 'words', 'size', 'schema', 'state'], ...rows]
  const widths = table[0]?.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0))) ?? []
  return table
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
