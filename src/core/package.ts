import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** The folder of package.json, docker-compose.yml and index-mappings: the nearest one above this file, whether it is a source or built. */
export const packageRoot = folderWith('package.json', import.meta.dirname)

function folderWith(name: string, folder: string): string {
  if (existsSync(join(folder, name))) return folder
  const parent = dirname(folder)
  if (parent === folder)
    throw new Error(`${import.meta.dirname}: expected ${name} in a folder above, got none`)
  return folderWith(name, parent)
}

const Package = z.object({ version: z.string() })

/** The version of this program, from package.json. */
export const VERSION = Package.parse(
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')),
).version
