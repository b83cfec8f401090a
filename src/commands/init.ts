import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { createFetcher } from '../content/fetching/create-fetcher.ts'
import { inspectionAsText } from '../content/inspect/inspection-text.ts'
import { look } from '../content/project/init/look.ts'
import { projectText, SITE_UNKNOWN } from '../content/project/init/project-text.ts'
import { PROJECT_FILE } from '../content/project/project-file.ts'
import { InputError } from '../core/errors.ts'
import { listenForStop } from './stop-signal.ts'

type Options = { force?: true; allowPrivateNetworks?: true; json?: true }

/** `blog-search init <folder or address>`: says what is there and writes the project file. */
export function initCommand(): Command {
  return new Command('init')
    .description(`look into a folder, file or address, say what it is, and write ${PROJECT_FILE}`)
    .argument('<place>', 'a folder or file, or the address of a blog or its feed')
    .option('--force', `overwrite ${PROJECT_FILE}`)
    .option('--allow-private-networks', 'let addresses of this host and of private networks be fetched')
    .option('--json', 'print what was found as JSON')
    .action(async (place: string, options: Options) => {
      const allowPrivateNetworks = options.allowPrivateNetworks === true
      const fetch = createFetcher({ allowPrivateNetworks })
      const stopping = listenForStop()
      try {
        const found = await look(place, { fetch, signal: stopping.signal })
        if (options.json !== true) process.stdout.write(inspectionAsText(found.inspection))
        const text = projectText(found, { allowPrivateNetworks })
        await write(text, options.force === true)
        process.stdout.write(
          options.json === true
            ? `${JSON.stringify({ ...found, file: PROJECT_FILE })}\n`
            : `\nWrote ${PROJECT_FILE}:\n\n${text}\nNext: blog-search reindex\n`,
        )
        if (found.site === undefined) process.stderr.write(`${SITE_UNKNOWN}\n`)
      } finally {
        stopping.dispose()
      }
    })
}

async function write(text: string, force: boolean): Promise<void> {
  await writeFile(PROJECT_FILE, text, { flag: force ? 'w' : 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    throw new InputError(`${PROJECT_FILE}: expected no such file yet, found one; --force overwrites it`)
  })
}
