import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { packageRoot } from '../../core/package.ts'
import { runCommand } from '../local-elasticsearch/run-command.ts'

const NPM_TIMEOUT_MS = 10 * 60_000

/** The list of npm packages with their checksums; npm refuses any other content. */
const LISTED = join(packageRoot, 'src/tools/meaning/runtime')

/** Installs the npm packages that run models into a folder, whole or not at all. No script of a package runs. Throws if npm fails. */
export async function fetchRuntime(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const building = await mkdtemp(join(dirname(folder), 'building-'))
  try {
    await copyFile(join(LISTED, 'package.json'), join(building, 'package.json'))
    await copyFile(join(LISTED, 'lock.json'), join(building, 'package-lock.json'))
    const args = ['ci', '--prefix', building, '--ignore-scripts', '--no-audit', '--no-fund']
    // Settings of an npm that runs this command are not for that one.
    const { npm_config_local_prefix: _, ...env } = process.env
    await runCommand('npm', args, { timeoutMs: NPM_TIMEOUT_MS, env })
    await removeOtherPlatforms(join(building, 'node_modules', 'onnxruntime-node', 'bin'))
    await rm(folder, { recursive: true, force: true })
    await rename(building, folder)
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}

/** Removes the programs for other systems, most of 280 MB. */
async function removeOtherPlatforms(bin: string): Promise<void> {
  for (const api of await readdir(bin)) {
    for (const platform of await readdir(join(bin, api))) {
      for (const arch of await readdir(join(bin, api, platform))) {
        if (platform === process.platform && arch === process.arch) continue
        await rm(join(bin, api, platform, arch), { recursive: true })
      }
    }
  }
}
