import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The folder of package.json, docker-compose.yml and index-mappings. It is the same for the sources in `src` and for what is built in `dist`. */
export const packageRoot = join(import.meta.dirname, '..', '..')

const Package = z.object({ version: z.string() })

/** The version of this program, as package.json has it. */
export const VERSION = Package.parse(
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')),
).version
