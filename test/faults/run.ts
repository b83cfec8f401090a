import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Usage: tsx test/faults/run.ts [soak | file...]. Runs the faults in their long form, and prints what was seen of each. */

const TIMEOUT_MS = 1_200_000
const FILES = ['one-node', 'indexes', 'process', 'overload', 'cluster']

async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'blog-search-faults-'))
  const table = join(folder, 'table.ndjson')
  const names = process.argv.length > 2 ? process.argv.slice(2) : FILES
  const files = names.map((name) => join(import.meta.dirname, `${name}.test.ts`))
  const env = { FAULTS: 'long', ...process.env, FAULTS_TABLE: table }
  try {
    const args = [
      '--import',
      'tsx',
      '--test',
      '--test-concurrency=1',
      `--test-timeout=${TIMEOUT_MS}`,
      ...files,
    ]
    const child = spawn(process.execPath, args, { stdio: 'inherit', env })
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => child.kill(name))
    const code = await new Promise<number>((resolve) => child.once('exit', (ended) => resolve(ended ?? 1)))
    await printTable(table)
    return code
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function printTable(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '')
  process.stdout.write('\n| fault | seen |\n|---|---|\n')
  for (const line of text.split('\n').filter(Boolean)) {
    const { fault, seen } = JSON.parse(line)
    process.stdout.write(`| ${fault} | ${seen} |\n`)
  }
}

process.exitCode = await main()
