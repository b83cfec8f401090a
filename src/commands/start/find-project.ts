import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { createFetcher } from '../../content/fetching/create-fetcher.ts'
import { type Found, look } from '../../content/project/init/look.ts'
import { projectText, SITE_UNKNOWN } from '../../content/project/init/project-text.ts'
import { PROJECT_FILE, type Project, readProject } from '../../content/project/project-file.ts'
import { InputError } from '../../core/errors.ts'

type Options = {
  allowPrivateNetworks: boolean
  signal: AbortSignal
  say: (line: string) => void
}

/** The project of this folder. Without a project file, it is found out what the blog is made of: from `place`, from this folder, or by asking on a terminal. Then the file is written. */
export async function findProject(place: string | undefined, options: Options): Promise<Project> {
  const project = readProject()
  if (project !== undefined && place !== undefined) {
    throw new InputError(
      `${PROJECT_FILE} is here and names the sources: expected no other place, got ${place}. Leave it out, or delete the file.`,
    )
  }
  if (project !== undefined) return project
  const found = await lookAround(place, options)
  const { allowPrivateNetworks, say } = options
  await writeFile(PROJECT_FILE, projectText(found, { allowPrivateNetworks }), { flag: 'wx' })
  const what = found.sources.map(({ path, url, format }) => `${path ?? url} (${format ?? 'several formats'})`)
  say(`Found ${what.join(', ')}, and wrote ${PROJECT_FILE}.`)
  if (found.site === undefined) say(SITE_UNKNOWN)
  const written = readProject()
  if (written === undefined) throw new Error(`${PROJECT_FILE}: expected the file just written, got none`)
  return written
}

type LookAt = (place: string) => Promise<Found>

async function lookAround(place: string | undefined, options: Options): Promise<Found> {
  const { allowPrivateNetworks, signal, say } = options
  const lookAt: LookAt = (at) => look(at, { fetch: createFetcher({ allowPrivateNetworks }), signal })
  const found = await tryAt(place ?? '.', lookAt)
  if (!('problem' in found)) return found
  if (place !== undefined) throw new InputError(found.problem)
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) {
    throw new InputError(
      `There is no blog in this folder (${found.problem}). Name a folder, an export or an address: blog-search start <place>`,
    )
  }
  say('There is no blog in this folder.')
  return askForPlace(lookAt, options)
}

/** What is at a place, or why nothing of use is. */
async function tryAt(place: string, lookAt: LookAt): Promise<Found | { problem: string }> {
  try {
    return await lookAt(place)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return { problem: error.message }
  }
}

/** Asks on the terminal until there is a blog at a place. */
async function askForPlace(lookAt: LookAt, { signal, say }: Options): Promise<Found> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    for (;;) {
      const answer = await terminal.question('Where is it? A folder, an export, or its address: ', { signal })
      const found =
        answer.trim() === '' ? { problem: 'Ctrl-C ends this.' } : await tryAt(answer.trim(), lookAt)
      if (!('problem' in found)) return found
      say(found.problem)
    }
  } finally {
    terminal.close()
  }
}
